import { defaultPolicy } from '../../cycles/index.js';

/** A booking that could be given a place. */
export interface Candidate {
  readonly bookingId: string;
  readonly schoolId: string;
  readonly personId: string;
  /** Whole-school days, and whatever was allowed all the same, count no heads. */
  readonly allowed: boolean;
}

/** Who of a school is out on one day, and how many it can spare; null where it has said nothing. */
export interface OutOnDay {
  readonly schoolId: string;
  /** ISO date. */
  readonly on: string;
  readonly people: readonly string[];
  readonly most: number | null;
}

/**
 * Who of the candidates, taken in their order, their school could not spare on one of the days. Whoever is out that day
 * already adds nobody.
 */
export function barredFrom(days: readonly OutOnDay[], candidates: readonly Candidate[]): Set<string> {
  const open = days.map(({ schoolId, people, most }) => ({
    schoolId,
    out: new Set(people),
    most: most ?? defaultPolicy['booking.mostOut'] ?? 0,
  }));
  const barred = new Set<string>();
  for (const { bookingId, schoolId, personId, allowed } of candidates) {
    const theirs = open.filter((day) => day.schoolId === schoolId);
    if (allowed || theirs.every(({ out, most }) => out.has(personId) || out.size < most)) {
      for (const { out } of theirs) out.add(personId);
    } else {
      barred.add(bookingId);
    }
  }
  return barred;
}
