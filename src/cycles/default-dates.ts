import type { CycleDates } from '../../workflows/cycle/cycle.types.js';
import { addDays } from '../people/index.js';

export type PreparedDates = Omit<CycleDates, 'reportOpensOn' | 'runsOnUntil' | 'corePlanDueOn'>;

/** Days from the report's due date with the head to the governors' meeting: head's reading, then seven clear days. */
const HEAD_TO_MEETING = 22;

/**
 * An academic year by England's habits: open on 1 September, reviews agreed by 31 October, needs sorted by mid-November,
 * plan amended by 30 November, impact report in July (or counted back from the governors' meeting), closed on 31 August.
 */
export function defaultDates(startYear: number, governorsMeetOn: string | null = null): PreparedDates {
  return {
    opensOn: `${startYear}-09-01`,
    reviewsDueOn: `${startYear}-10-31`,
    needsSortedOn: `${startYear}-11-15`,
    planAmendedOn: `${startYear}-11-30`,
    reportDueOn: governorsMeetOn ? addDays(governorsMeetOn, -HEAD_TO_MEETING) : `${startYear + 1}-07-09`,
    closesOn: `${startYear + 1}-08-31`,
  };
}

/** '2026 to 2027'. */
export const titleOf = (startYear: number): string => `${startYear} to ${startYear + 1}`;
