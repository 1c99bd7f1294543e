import { Injectable } from '@nestjs/common';
import type { MoneySource, PotMoney } from '../../plans/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

/** Where the money of one pot stands, pence. `left` below zero: more was promised than there is. */
export interface PotStanding {
  readonly potId: string;
  readonly name: string;
  readonly financialYear: string;
  readonly amountPence: number;
  /** Promised and neither given back nor paid. */
  readonly outstandingPence: number;
  readonly chargedPence: number;
  readonly spentPence: number;
  /** Cover within all that, apart because schools budget for it apart. */
  readonly coverPence: number;
  readonly leftPence: number;
}

/** Cash of a year in totals, by financial year and kind. */
export interface CashTotal {
  readonly financialYear: string;
  readonly kind: string;
  readonly committedPence: number;
  readonly releasedPence: number;
  readonly chargedPence: number;
  readonly spentPence: number;
}

const BY_POT = {
  name: 'provision.by_pot',
  text: `select p.id as "potId", p.name, p.financial_year as "financialYear", p.amount_pence::float8 as "amountPence",
      s.outstanding::float8 as "outstandingPence", s.charged::float8 as "chargedPence", s.spent::float8 as "spentPence",
      s.cover::float8 as "coverPence",
      (p.amount_pence - s.outstanding - s.charged - s.spent)::float8 as "leftPence"
    from cpd.pot p cross join lateral (
      select coalesce(sum(case c.line when 'committed' then c.pence else -c.pence end), 0) as outstanding,
          coalesce(sum(c.pence) filter (where c.line = 'charge'), 0) as charged,
          coalesce(sum(c.pence) filter (where c.line = 'spent'), 0) as spent,
          coalesce(sum(case c.line when 'committed' then c.pence when 'released' then -c.pence else 0 end)
            filter (where c.kind = 'cover'), 0) as cover
        from cpd.commitment c where c.school_id = p.school_id and c.pot_id = p.id) s
    where $1::uuid is null or p.cycle_id = $1 order by p.financial_year, p.name, p.id`,
};
const TOTALS = {
  name: 'provision.totals',
  text: `select financial_year as "financialYear", kind, committed::float8 as "committedPence",
      released::float8 as "releasedPence", charged::float8 as "chargedPence", spent::float8 as "spentPence"
    from cpd.commitment_totals($1)`,
};

/** What has been promised and paid. Sums are integers: a double holds pence exactly far beyond any school's budget. */
@Injectable()
export class MoneyStanding implements MoneySource {
  /** What training plans need to know of it. */
  async moneyOf(system: Tx, cycleId: string): Promise<PotMoney[]> {
    const pots = await this.byPot(system, cycleId);
    return pots.map(({ potId, outstandingPence, chargedPence, spentPence }) => ({
      potId,
      committedPence: outstandingPence,
      spentPence: spentPence + chargedPence,
    }));
  }

  /** By pot, for those who see the budget; empty for everybody else. */
  byPot(tx: Tx, cycleId: string | null): Promise<PotStanding[]> {
    return tx.query<PotStanding & object>(BY_POT, [cycleId]);
  }

  /** In totals, for governors too; empty for everybody else. */
  totals(tx: Tx, cycleId: string): Promise<CashTotal[]> {
    return tx.query<CashTotal & object>(TOTALS, [cycleId]);
  }
}
