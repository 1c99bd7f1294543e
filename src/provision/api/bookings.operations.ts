import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { answerSchema, id, idParam, operation, problemOf, shown } from '../../api/index.js';
import type { ApiSurface, Caller, Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Bookings } from '../bookings/bookings.queries.js';
import { calendarOf } from '../bookings/calendar.js';
import { Requests, writeAccess } from '../bookings/requests.service.js';
import { rewritePurpose } from '../bookings/writing.js';
import { bookingCommands } from './booking.commands.js';
import { bookingSchema, lineSchema, waitingSchema } from './bookings.answers.js';
import { optionalText, paging } from './provision.schemas.js';
import { SETTLE_MS } from './sends.js';

const purpose = {
  outcome: optionalText(2000),
  baseline: optionalText(2000),
  evidence: optionalText(2000),
  reason: optionalText(2000),
};
const newBooking = z.strictObject({
  ...purpose,
  activityId: id,
  personId: id.nullable().default(null).meta({ description: 'Somebody else; oneself without it' }),
  needId: id.nullable().default(null),
  access: optionalText(1000).meta({ description: 'What the person needs to take part' }),
});
const decision = z.strictObject({ id, step: z.int().min(0).max(50) });

/** Bookings: asking, approving, and everything until the record is closed. */
@Injectable()
export class BookingsOperations implements ApiSurface {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Bookings) private readonly bookings: Bookings,
    @Inject(Requests) private readonly requests: Requests,
  ) {}

  operations(): readonly Operation[] {
    return [...this.reads(), ...this.writes(), this.approveMany(), ...bookingCommands(this.engine)];
  }

  private reads(): Operation[] {
    return [
      operation({
        id: 'bookings.list',
        method: 'get',
        path: '/bookings',
        summary: 'Bookings open to me: my own, those of my people, or all',
        query: z.strictObject({
          whose: z.enum(['mine', 'people', 'all']).default('all'),
          activityId: id.optional(),
          personId: id.optional(),
          ...paging,
        }),
        response: z.object({ bookings: z.array(lineSchema) }),
        run: ({ proof }, { query: { activityId = null, personId = null, ...rest } }) =>
          this.unit.run(proof, async (tx) => ({
            bookings: await this.bookings.list(tx, { activityId, personId, ...rest }),
          })),
      }),
      operation({
        id: 'bookings.queue',
        method: 'get',
        path: '/bookings/queue',
        summary: 'What waits for my decision, most urgent first',
        query: z.strictObject({ limit: paging.limit }),
        response: z.object({ waiting: z.array(waitingSchema) }),
        run: ({ proof }, { query }) =>
          this.unit.run(proof, async (tx) => ({ waiting: await this.bookings.queue(tx, query.limit) })),
      }),
      operation({
        id: 'bookings.read',
        method: 'get',
        path: '/bookings/{id}',
        summary: 'One booking, with what the caller may see of it',
        params: idParam,
        response: bookingSchema,
        run: ({ proof }, { params }) => this.unit.run(proof, (tx) => this.bookings.one(tx, params.id)),
      }),
      operation({
        id: 'bookings.calendar',
        method: 'get',
        path: '/bookings/{id}/calendar',
        summary: 'The sessions as calendar entries; cancelled ones take the entries out again',
        params: idParam,
        response: z.string(),
        produces: 'text/calendar',
        run: ({ proof }, { params }) =>
          this.unit.run(proof, async (tx) => calendarOf(await this.bookings.one(tx, params.id), tx.at)),
      }),
    ];
  }

  private writes(): Operation[] {
    return [
      operation({
        id: 'bookings.request',
        method: 'post',
        path: '/bookings',
        summary: 'Ask for a place, for oneself or for somebody one leads',
        description: 'It is sent with bookings.submit, once the outcome and where it starts from are said.',
        body: newBooking,
        response: answerSchema,
        status: 201,
        run: async ({ proof, key }, { body }) => {
          const answer = await this.requests.request(proof, body, key);
          return { ...shown(answer), settled: await this.engine.settle(answer, SETTLE_MS) };
        },
      }),
      operation({
        id: 'bookings.writePurpose',
        method: 'patch',
        path: '/bookings/{id}/purpose',
        summary: 'Say what shall be different afterwards, until the request is sent',
        params: idParam,
        body: z.strictObject({
          outcome: purpose.outcome.unwrap().optional(),
          baseline: purpose.baseline.unwrap().optional(),
          evidence: purpose.evidence.unwrap().optional(),
          reason: purpose.reason.unwrap().optional(),
          access: optionalText(1000).unwrap().optional(),
        }),
        response: bookingSchema,
        run: ({ proof }, { params, body: { access, ...said } }) =>
          this.unit.run(proof, async (tx) => {
            if (Object.keys(said).length > 0) await rewritePurpose(tx, params.id, said);
            if (access !== undefined) await writeAccess(tx, params.id, access);
            return this.bookings.one(tx, params.id);
          }),
      }),
    ];
  }

  private approveMany(): Operation {
    return operation({
      id: 'bookings.approveMany',
      method: 'post',
      path: '/bookings/approve',
      summary: 'Approve several bookings; each result is reported',
      body: z.strictObject({ bookings: z.array(decision).min(1).max(100) }),
      response: z.object({
        results: z.array(
          z.object({ id, ok: z.boolean(), code: z.string().nullable(), detail: z.string().nullable() }),
        ),
      }),
      run: async (caller, { body }) => {
        const results = [];
        for (const one of body.bookings) results.push(await this.approve(caller, one));
        return { results };
      },
    });
  }

  /** One fails by itself: the others are approved all the same. */
  private async approve({ proof, key }: Caller, { id: booking, step }: z.output<typeof decision>) {
    try {
      const event = { type: 'APPROVE', step };
      const answer = await this.engine.send(proof, booking, event, {
        ...(key === undefined ? {} : { key: `${key}:${booking}` }),
      });
      await this.engine.settle(answer, SETTLE_MS);
      return { id: booking, ok: true, code: null, detail: null };
    } catch (error) {
      const { status, code, detail } = problemOf(error);
      if (status >= 500) throw error;
      return { id: booking, ok: false, code, detail };
    }
  }
}
