import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, instant, isoDate, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { addDays } from '../dates.js';
import type { Delegation } from '../delegation.entity.js';
import { Delegations } from '../delegations.service.js';
import { BASES } from '../post.entity.js';
import { Tasks } from '../tasks.queries.js';
import { TechnicianActs } from '../technician-acts.service.js';
import { postName } from './people.schemas.js';

const delegationSchema = z.object({
  id,
  ofPersonId: id.meta({ description: 'Whose duties they are' }),
  toPersonId: id.meta({ description: 'Who has them meanwhile' }),
  from: isoDate,
  until: isoDate.meta({ description: 'Last day; before `from` where it was taken back before it began' }),
  posts: z.array(postName),
  lineManagement: z.boolean().meta({
    description:
      'Bookings, needs and evaluations of those whom the person manages; never reviews or self-assessments',
  }),
  madeBy: id,
  madeAt: instant,
});

const actSchema = z.object({
  id,
  at: instant,
  act: z.enum(['appointAdministrator']),
  personId: id,
  account: z.string().meta({ description: 'Who was at the keyboard, as the operating system knows them' }),
  machine: z.string(),
  because: z.string(),
});

const taskSchema = z.object({
  recordId: id,
  chart: z.string(),
  workflow: z.string(),
  name: z.string(),
  label: z.string(),
  event: z.string().meta({ description: 'Event that discharges it' }),
  aboutId: id.nullable().meta({ description: 'Whose record it is, where it is somebody’s' }),
  since: instant,
  dueAt: instant.nullable(),
  late: z.boolean(),
  as: z
    .object({
      post: postName.nullable(),
      basis: z.enum(['person', 'uncovered', ...BASES]),
      insteadOf: id.nullable(),
    })
    .meta({
      description:
        'As what it falls to the caller. person: their part in the record. own, acting, delegated, vacancy: a post that they hold, and why. uncovered: nobody who holds the post is in today',
    }),
});

/** Duties in other hands, and what somebody has to do in whose name. */
@Injectable()
export class StandingInApi implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Delegations) private readonly delegations: Delegations,
    @Inject(Tasks) private readonly tasks: Tasks,
    @Inject(TechnicianActs) private readonly technicians: TechnicianActs,
  ) {}

  operations(): readonly Operation[] {
    return [
      operation({
        id: 'tasks.mine',
        method: 'get',
        path: '/tasks',
        summary: 'What I have to do, soonest first, and in whose name',
        query: z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(200) }),
        response: z.object({ tasks: z.array(taskSchema) }),
        run: ({ proof }, { query }) =>
          this.unit.run(proof, async (tx) => ({ tasks: await this.tasks.mine(tx, query.limit) })),
      }),
      operation({
        id: 'delegations.list',
        method: 'get',
        path: '/delegations',
        summary: 'Duties in other hands: one’s own, and for the school’s office all',
        response: z.object({ delegations: z.array(delegationSchema) }),
        run: ({ proof }) =>
          this.unit.run(proof, async (tx) => ({ delegations: (await this.delegations.list(tx)).map(shown) })),
      }),
      operation({
        id: 'delegations.give',
        method: 'post',
        path: '/delegations',
        summary: 'Hand duties to a colleague from a day to a day',
        description:
          'Without posts and lineManagement: everything that may be handed on. Reviews and self-assessments never are, nor the posts of head, chair, governor, adviser and administrator: those a school gives. An administrator may do it for somebody who is away.',
        body: z.strictObject({
          ofPersonId: id.optional().meta({ description: 'The caller without it' }),
          toPersonId: id,
          from: isoDate,
          until: isoDate.meta({ description: 'Last day' }),
          posts: z.array(postName).max(12).optional(),
          lineManagement: z.boolean().optional(),
        }),
        response: delegationSchema,
        status: 201,
        run: async ({ proof }, { body }) => shown(await this.delegations.give(proof, body)),
      }),
      operation({
        id: 'delegations.end',
        method: 'post',
        path: '/delegations/{id}/end',
        summary: 'Take duties back',
        params: idParam,
        body: z.strictObject({
          on: isoDate.meta({ description: 'First day without it, today at the earliest' }),
        }),
        response: delegationSchema,
        run: async ({ proof }, { params, body }) =>
          shown(await this.delegations.end(proof, params.id, body.on)),
      }),
      operation({
        id: 'posts.technicianActs',
        method: 'get',
        path: '/posts/technician-acts',
        summary: 'What a technician did at the command line where no administrator was left',
        description: 'For administrators, head, deputy and governors.',
        response: z.object({ acts: z.array(actSchema) }),
        run: ({ proof }) =>
          this.unit.run(proof, async (tx) => ({
            acts: (await this.technicians.list(tx)).map((act) => ({ ...act, at: act.at.toISOString() })),
          })),
      }),
    ];
  }
}

function shown(found: Delegation): z.input<typeof delegationSchema> {
  const {
    id: own,
    fromPersonId,
    toPersonId,
    fromDate,
    toDate,
    posts,
    lineManagement,
    madeBy,
    madeAt,
  } = found;
  return {
    ...{ id: own, ofPersonId: fromPersonId, toPersonId, from: fromDate, until: addDays(toDate, -1) },
    ...{ posts, lineManagement, madeBy, madeAt: madeAt.toISOString() },
  };
}
