import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, isoDate, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { todayOf } from '../../people/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { coverWeek } from '../cover/cover-week.queries.js';
import { MoneyStanding } from '../money/money-standing.queries.js';

const potSchema = z.object({
  potId: id,
  name: z.string(),
  financialYear: z.string(),
  amountPence: z.int(),
  outstandingPence: z.int(),
  chargedPence: z.int(),
  spentPence: z.int(),
  coverPence: z.int(),
  leftPence: z.int(),
});
const totalSchema = z.object({
  financialYear: z.string(),
  kind: z.string(),
  committedPence: z.int(),
  releasedPence: z.int(),
  chargedPence: z.int(),
  spentPence: z.int(),
});
const coverSchema = z.object({
  id,
  bookingId: id,
  person: z.string(),
  on: z.string(),
  from: z.string(),
  to: z.string(),
  arranged: z.boolean(),
  coveredBy: z.string().nullable(),
  costPence: z.int(),
});

/** What finance and cover look at. */
@Injectable()
export class MoneyAndCoverOperations implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(MoneyStanding) private readonly money: MoneyStanding,
  ) {}

  operations(): readonly Operation[] {
    return [
      operation({
        id: 'cover.week',
        method: 'get',
        path: '/cover',
        summary: 'Who must be covered in a week, and by whom; never why they are away',
        query: z.strictObject({ from: isoDate.optional() }),
        response: z.object({ cover: z.array(coverSchema) }),
        run: ({ proof }, { query }) =>
          this.unit.run(proof, async (tx) => ({ cover: await coverWeek(tx, query.from ?? todayOf(tx)) })),
      }),
      operation({
        id: 'money.pots',
        method: 'get',
        path: '/money/pots',
        summary: 'What is promised, paid and left in each pot',
        query: z.strictObject({ cycleId: id.optional() }),
        response: z.object({ pots: z.array(potSchema) }),
        run: ({ proof }, { query }) =>
          this.unit.run(proof, async (tx) => ({ pots: await this.money.byPot(tx, query.cycleId ?? null) })),
      }),
      operation({
        id: 'money.totals',
        method: 'get',
        path: '/money/totals',
        summary: 'Cash of a year in totals, for governors too',
        query: z.strictObject({ cycleId: id }),
        response: z.object({ totals: z.array(totalSchema) }),
        run: ({ proof }, { query }) =>
          this.unit.run(proof, async (tx) => ({ totals: await this.money.totals(tx, query.cycleId) })),
      }),
    ];
  }
}
