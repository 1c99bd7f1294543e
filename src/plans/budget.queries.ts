import { Injectable } from '@nestjs/common';
import { Refused } from '../api/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { CommittedMoney } from './committed-money.js';
import { cashByPot } from './plan-line.js';
import { linesAt, openEdition } from './plan-lines.queries.js';

/** One pot of a year. All money in pence; `left` below 0: overrun. */
export interface PotBudget {
  readonly potId: string;
  readonly name: string;
  readonly financialYear: string;
  readonly amountPence: number;
  /** Committed by the version of the plan that is in force. */
  readonly plannedPence: number;
  /** What the plan would commit with what is being written, or waits for a decision. */
  readonly draftPence: number;
  /** Promised by bookings and not yet paid. */
  readonly committedPence: number;
  readonly spentPence: number;
  /** Not in the plan yet. */
  readonly leftToPlanPence: number;
  /** Not promised or spent yet. */
  readonly leftToSpendPence: number;
  readonly overrun: boolean;
}

/** A year's pots beside what its plan and its bookings take out of them. */
@Injectable()
export class BudgetQueries {
  constructor(private readonly money: CommittedMoney) {}

  /** For whoever may read the whole plan; pots are then read as the system. Throws Refused 404. */
  async of(tx: Tx, planId: string): Promise<PotBudget[]> {
    const [plan] = await tx.query<{ cycleId: string; version: number; amendmentId: string | null }>(
      `select p.cycle_id as "cycleId", (i.snapshot #>> '{context,version}')::int as version,
          i.snapshot #>> '{context,amendment,id}' as "amendmentId"
        from cpd.plan p join engine.instance i on i.id = p.id where p.id = $1`,
      [planId],
    );
    if (!plan) throw new Refused(404, 'not-found', 'There is no such plan, or it is not open to you.');
    const { cycleId, version, amendmentId } = plan;
    const draft = version === 0 ? planId : (amendmentId ?? (await openEdition(tx, planId)));
    const drafted = cashByPot(await linesAt(tx, planId, version, draft));
    return tx.asSystem(async (system) => {
      const bookings = await this.money.of(system, cycleId);
      const pots = await system.query<{
        potId: string;
        name: string;
        financialYear: string;
        amount: number;
        planned: number;
      }>(
        `select o.id as "potId", o.name, o.financial_year as "financialYear", o.amount_pence::float8 as amount,
            coalesce((select sum(m.pence) from cpd.plan_money m where m.pot_id = o.id and m.released_at is null), 0)::float8
              as planned
          from cpd.pot o where o.cycle_id = $1 order by o.name, o.financial_year`,
        [cycleId],
      );
      return pots.map(({ amount, planned, ...pot }) => {
        const { committedPence, spentPence } = bookings.get(pot.potId) ?? {
          committedPence: 0,
          spentPence: 0,
        };
        const draftPence = drafted.get(pot.potId) ?? 0;
        const leftToSpendPence = amount - committedPence - spentPence;
        return {
          ...{ ...pot, amountPence: amount, plannedPence: planned, draftPence, committedPence, spentPence },
          ...{ leftToPlanPence: amount - planned, leftToSpendPence },
          overrun: leftToSpendPence < 0 || planned > amount || draftPence > amount,
        };
      });
    });
  }
}
