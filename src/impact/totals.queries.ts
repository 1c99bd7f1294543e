import type { Tx } from '../platform/database/unit-of-work.js';

/** How a year's evaluations came out, in people; null where a number would speak of fewer than five. */
export interface ImpactTotals {
  readonly people: number;
  readonly met: number | null;
  readonly partlyMet: number | null;
  readonly notMet: number | null;
  readonly notKnown: number | null;
  readonly metOrPartly: number | null;
  readonly others: number | null;
}

/** Null: fewer than five people, or not for the caller. */
export async function impactTotals(tx: Tx, cycleId: string): Promise<ImpactTotals | null> {
  const [row] = await tx.query<ImpactTotals>(
    `select people, met, partly_met as "partlyMet", not_met as "notMet", not_known as "notKnown",
      met_or_partly as "metOrPartly", others from cpd.impact_totals($1)`,
    [cycleId],
  );
  return row ?? null;
}

/** What facilitators hear of the reactions to their activity: averages of whole fives, and who let them read. */
export interface FacilitatorReactions {
  /** How many answers the averages speak of. */
  readonly answers: number;
  readonly worth: number | null;
  readonly learnt: number | null;
  readonly support: number | null;
  readonly consented: readonly { worth: number; learnt: number; support: number; said: string }[];
}

export async function facilitatorReactions(tx: Tx, activityId: string): Promise<FacilitatorReactions> {
  const [row] = await tx.query<FacilitatorReactions>(
    `select answers, worth::float8 as worth, learnt::float8 as learnt, support::float8 as support, consented
      from cpd.facilitator_reactions($1)`,
    [activityId],
  );
  return row ?? { answers: 0, worth: null, learnt: null, support: null, consented: [] };
}
