import type { Standing } from '../../workflows/cycle/cycle.types.js';

/** What decides who has a review. */
export interface Employment {
  /** Null for governors and advisers, who are not staff. */
  readonly staffGroup: string | null;
  readonly startsOn: string | null;
  /** Last day in post. */
  readonly leavesOn: string | null;
  readonly earlyCareer: boolean;
}

/**
 * How somebody is employed, as far as the year depends on it. A contract shorter than so many weeks (a term by default) is
 * short: statutory training only. An early-career teacher has a two-year induction in place of the review.
 */
export function standingOf(person: Employment, leastWeeks: number): Standing {
  if (person.startsOn !== null && person.leavesOn !== null) {
    const days = (Date.parse(person.leavesOn) - Date.parse(person.startsOn)) / 86_400_000 + 1;
    if (days < leastWeeks * 7) return 'shortTerm';
  }
  return person.earlyCareer ? 'ect' : 'employee';
}

/** On the payroll and in post on a day. */
export function worksHere(person: Employment, on: string): boolean {
  return (
    person.staffGroup !== null &&
    person.staffGroup !== 'governor' &&
    (person.startsOn === null || person.startsOn <= on) &&
    (person.leavesOn === null || person.leavesOn >= on)
  );
}
