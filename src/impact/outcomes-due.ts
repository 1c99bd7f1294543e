import { defaultCalendar } from '../platform/calendar/index.js';
import type { IsoDate, Term } from '../platform/calendar/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { addDays } from '../people/index.js';

/** The second stage lapses fourteen school weeks after the day: evidence of outcomes is not due before. */
const LEAST_DAYS = 98;
const TERMS = `select terms from cpd.school_calendar where school_id = auth.school()`;

/** When evidence is due and until when autumn results may be added, ISO dates. */
export interface OutcomeDates {
  readonly outcomesDueOn: IsoDate;
  readonly addendumDueOn: IsoDate;
}

/** By the school's own terms, or the usual English ones while it has brought none in. */
export async function outcomeDates(tx: Tx, heldOn: IsoDate): Promise<OutcomeDates> {
  const [row] = await tx.query<{ terms: Term[] }>({ name: 'impact.terms', text: TERMS });
  return outcomeDatesFrom(row?.terms ?? [], heldOn);
}

/**
 * The end of the first summer term that leaves time for the stages before, and 31 October after it. Pure. A year that
 * neither the school nor the usual calendar knows is taken to end as the last known one did.
 */
export function outcomeDatesFrom(terms: readonly Term[], heldOn: IsoDate): OutcomeDates {
  const known = [...terms, ...defaultCalendar(2025, 2030).terms];
  const least = addDays(heldOn, LEAST_DAYS);
  const year = Number(least.slice(0, 4)) + (least.slice(5) > '08-31' ? 1 : 0);
  const candidates = [year, year + 1].map((y) => endOfSummerTerm(terms, y) ?? endOfSummerTerm(known, y));
  const outcomesDueOn = candidates.find((end) => end !== undefined && end >= least) ?? `${year + 1}-07-22`;
  return { outcomesDueOn, addendumDueOn: `${outcomesDueOn.slice(0, 4)}-10-31` };
}

function endOfSummerTerm(terms: readonly Term[], year: number): IsoDate | undefined {
  const ends = terms.map((term) => term.end).filter((end) => end > `${year}-06-01` && end < `${year}-09-01`);
  return ends.sort().at(-1);
}
