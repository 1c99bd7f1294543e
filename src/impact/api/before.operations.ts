import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, isoDate, operation, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { STAFF_GROUPS } from '../../people/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { improveOutcome } from '../before/improving.js';
import { StartingPoints } from '../before/starting-points.service.js';
import { hourlyRates, HourlyRates } from '../paid-time/hourly-rates.service.js';

const done = z.object({ done: z.literal(true) });
const group = z.enum(STAFF_GROUPS);
const words = (most: number) => text(most).or(z.literal('')).default('');
const point = z.strictObject({
  theme: text(60),
  staffGroup: group.nullable().default(null).meta({ description: 'Null: for everybody' }),
  outcome: text(2000),
  baseline: words(2000),
  evidence: words(2000),
  weeks: z.int().min(1).max(104).default(12),
});
const code = z.string().min(1).max(80);
const offered = point.extend({ code: z.string(), staffGroup: z.string().nullable(), own: z.boolean() });
const rate = z.strictObject({
  staffGroup: group,
  from: isoDate,
  pence: z
    .int()
    .min(1)
    .max(100_000)
    .meta({ description: 'What an hour of this staff group costs on average' }),
});

/** What is fixed before training, and what an hour of a staff group costs. */
@Injectable()
export class BeforeOperations implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(StartingPoints) private readonly points: StartingPoints,
    @Inject(HourlyRates) private readonly rates: HourlyRates,
  ) {}

  operations(): readonly Operation[] {
    return [...this.startingPoints(), this.improve(), ...this.hourlyRates()];
  }

  private startingPoints(): Operation[] {
    const { unit, points } = this;
    return [
      operation({
        ...{ id: 'startingPoints.list', method: 'get', path: '/starting-points' },
        summary: 'Beginnings for what somebody wants to reach, by theme and staff group',
        query: z.strictObject({ theme: text(60).optional(), staffGroup: group.optional() }),
        response: z.object({ startingPoints: z.array(offered) }),
        run: ({ proof }, { query }) =>
          unit.run(proof, async (tx) => ({ startingPoints: await points.list(tx, query) })),
      }),
      operation({
        ...{ id: 'startingPoints.add', method: 'post', path: '/starting-points' },
        summary: 'Write one of the school’s own, or put it in the place of one that is offered',
        body: point.extend({ replaces: code.nullable().default(null) }),
        response: z.object({ id }),
        status: 201,
        run: ({ proof }, { body: { replaces, ...what } }) =>
          unit.run(proof, async (tx) => ({ id: await points.add(tx, what, replaces) })),
      }),
      operation({
        ...{ id: 'startingPoints.change', method: 'put', path: '/starting-points/{id}' },
        summary: 'Change one of the school’s own',
        params: idParam,
        body: point,
        response: done,
        run: ({ proof }, { params, body }) =>
          unit.run(proof, async (tx) => {
            await points.change(tx, params.id, body);
            return { done: true as const };
          }),
      }),
      operation({
        ...{ id: 'startingPoints.withdraw', method: 'delete', path: '/starting-points/{id}' },
        summary: 'Offer it no longer',
        params: idParam,
        response: done,
        run: ({ proof }, { params }) =>
          unit.run(proof, async (tx) => {
            await points.withdraw(tx, params.id);
            return { done: true as const };
          }),
      }),
    ];
  }

  private improve(): Operation {
    return operation({
      ...{ id: 'bookings.improveOutcome', method: 'put', path: '/bookings/{id}/outcome' },
      summary: 'Sharpen what a booking is to bring about, until the day',
      description:
        'For the line manager, the approver and the CPD leader. Locked with the first mark on the register.',
      params: idParam,
      body: z.strictObject({ outcome: text(2000), baseline: text(2000), evidence: words(2000) }),
      response: done,
      run: ({ proof }, { params, body }) =>
        this.unit.run(proof, async (tx) => {
          await improveOutcome(tx, params.id, body);
          return { done: true as const };
        }),
    });
  }

  private hourlyRates(): Operation[] {
    return [
      operation({
        ...{ id: 'hourlyRates.list', method: 'get', path: '/hourly-rates' },
        summary: 'What an hour of each staff group costs, from which day on',
        response: z.object({ rates: z.array(rate.extend({ staffGroup: z.string(), from: z.string() })) }),
        run: ({ proof }) => this.unit.run(proof, async (tx) => ({ rates: await hourlyRates(tx) })),
      }),
      operation({
        ...{ id: 'hourlyRates.set', method: 'put', path: '/hourly-rates' },
        summary: 'Set what an hour of a staff group costs, from a day on',
        description: 'An average of the group, never anybody’s pay. Earlier days keep what was set for them.',
        body: rate,
        response: done,
        run: ({ proof }, { body }) =>
          this.unit.run(proof, async (tx) => {
            await this.rates.set(tx, body);
            return { done: true as const };
          }),
      }),
    ];
  }
}
