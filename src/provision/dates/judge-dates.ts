import type { DateFacts } from '../../../workflows/booking/booking.types.js';

/** One day of an activity as it concerns one person. */
export interface DayAsked {
  /** People are out of what they usually do on that day. */
  readonly release: boolean;
  readonly blocked: boolean;
  /** Other people who are out that day with a place on something. */
  readonly othersOut: number;
  /** The person has something else at the same time. */
  readonly elsewhere: boolean;
  /** A day of the person's contract. */
  readonly contracted: boolean;
}

/** What stands in the way of a booking, day by day. `mostOut`: as many people as the school can spare at once. */
export function judgeDates(days: readonly DayAsked[], mostOut: number, mustBeReplaced: boolean): DateFacts {
  const out = days.filter(({ release }) => release);
  return {
    blocked: out.some(({ blocked }) => blocked),
    mostOut: out.some(({ othersOut }) => othersOut >= mostOut),
    clash: days.some(({ elsewhere }) => elsewhere),
    outsideContractedDays: days.some(({ contracted }) => !contracted),
    coverNeeded: mustBeReplaced && out.some(({ contracted }) => contracted),
  };
}
