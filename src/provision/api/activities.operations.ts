import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { answerSchema, id, idParam, isoDate, operation, shown } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ACTIVITY_KINDS } from '../activities/activity.entity.js';
import { Activities } from '../activities/activities.service.js';
import { Catalogue } from '../activities/catalogue.queries.js';
import { guestsOf, schoolsBeside } from '../activities/offers.js';
import { sessionPeople } from '../activities/session-people.queries.js';
import { WholeSchool } from '../bookings/whole-school.service.js';
import { activityCommands } from './activity.commands.js';
import { activitySchema, entrySchema, guestSchema, sheetSchema } from './activities.answers.js';
import { capacity, cost, flag, optionalText, paging, sessions, words } from './provision.schemas.js';
import { text } from '../../api/index.js';

const newActivity = z
  .strictObject({
    ...words,
    external: z.boolean(),
    cycleId: id.nullable().default(null),
    hostSchoolId: id.nullable().default(null),
    facilitatorId: id.nullable().default(null),
    capacity: capacity.default(null),
    minimum: z.int().min(0).max(5000).default(0),
    startsOn: isoDate.optional(),
    endsOn: isoDate.optional(),
    bookingClosesOn: isoDate.optional(),
    decideBy: isoDate.optional(),
    sessions: sessions.default([]),
    milestones: z
      .array(z.strictObject({ title: text(200), dueOn: isoDate }))
      .max(40)
      .default([]),
    cost: cost.prefault({}),
  })
  .refine((it) => it.capacity === null || it.minimum <= it.capacity, {
    error: 'more people are needed than there are places',
    path: ['minimum'],
  });

/** What is provided: the catalogue, drafts, and every step of an activity's life. */
@Injectable()
export class ActivitiesOperations implements ApiSurface {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Activities) private readonly activities: Activities,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @Inject(WholeSchool) private readonly wholeSchool: WholeSchool,
  ) {}

  operations(): readonly Operation[] {
    return [
      this.list(),
      this.one(),
      this.sheet(),
      this.create(),
      this.bookMany(),
      this.guests(),
      this.beside(),
      ...activityCommands(this.engine),
    ];
  }

  private list(): Operation {
    return operation({
      id: 'activities.list',
      method: 'get',
      path: '/activities',
      summary: 'Courses, coaching and everything else provided, what the school itself provides first',
      query: z.strictObject({
        q: optionalText(100),
        kind: z.enum(ACTIVITY_KINDS).optional(),
        bookable: flag.default(false),
        ...paging,
      }),
      response: z.object({ activities: z.array(entrySchema) }),
      run: ({ proof }, { query: { q, kind = null, bookable, limit, offset } }) =>
        this.unit.run(proof, async (tx) => ({
          activities: await this.catalogue.list(tx, {
            q: q === '' ? null : q,
            kind,
            bookable,
            limit,
            offset,
          }),
        })),
    });
  }

  private one(): Operation {
    return operation({
      id: 'activities.read',
      method: 'get',
      path: '/activities/{id}',
      summary: 'One activity, with what the caller may see of it',
      params: idParam,
      response: activitySchema,
      run: ({ proof }, { params }) => this.unit.run(proof, (tx) => this.catalogue.one(tx, params.id)),
    });
  }

  private sheet(): Operation {
    return operation({
      id: 'activities.sheet',
      method: 'get',
      path: '/activities/{id}/sheet',
      summary: 'Attendance sheet: names and what people need to take part, for those who lead it',
      params: idParam,
      response: sheetSchema,
      run: ({ proof }, { params }) =>
        this.unit.run(proof, async (tx) => ({
          sessions: await this.catalogue.sessions(tx, params.id),
          people: await sessionPeople(tx, params.id),
        })),
    });
  }

  private create(): Operation {
    return operation({
      id: 'activities.create',
      method: 'post',
      path: '/activities',
      summary: 'Draft an activity',
      body: newActivity,
      response: answerSchema,
      status: 201,
      run: async ({ proof, key }, { body }) => shown(await this.activities.create(proof, body, key)),
    });
  }

  private guests(): Operation {
    return operation({
      id: 'activities.guests',
      method: 'get',
      path: '/activities/{id}/guests',
      summary: 'Who comes from other schools, and what their schools pay for it',
      description:
        'For those who lead or organise it. Nothing else of the bookings of another school is shown.',
      params: idParam,
      response: z.object({ guests: z.array(guestSchema) }),
      run: ({ proof }, { params }) =>
        this.unit.run(proof, async (tx) => ({ guests: await guestsOf(tx, params.id) })),
    });
  }

  private beside(): Operation {
    return operation({
      id: 'schools.beside',
      method: 'get',
      path: '/schools/beside',
      summary: 'The other schools of the trust, to which something can be offered',
      response: z.object({ schools: z.array(z.object({ id, name: z.string() })) }),
      run: ({ proof }) => this.unit.run(proof, async (tx) => ({ schools: await schoolsBeside(tx) })),
    });
  }

  private bookMany(): Operation {
    return operation({
      id: 'activities.bookEveryone',
      method: 'post',
      path: '/activities/{id}/book-everyone',
      summary: 'Book the whole staff, some staff groups or named people at once',
      description:
        'Whoever has a booking is left alone. Statutory and whole-school bookings need no approval when free.',
      params: idParam,
      body: z.strictObject({
        staffGroups: z.array(text(40)).max(30).default([]),
        people: z.array(id).max(1000).default([]),
      }),
      response: z.object({ booked: z.int() }),
      run: async ({ proof }, { params, body }) => ({
        booked: await this.wholeSchool.book(proof, params.id, body),
      }),
    });
  }
}
