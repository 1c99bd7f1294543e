import type { DateFacts } from '../../../workflows/booking/booking.types.js';
import type { DaysOfPerson } from './days-of-person.js';

/** One day of an activity. */
export interface PlannedDay {
  /** ISO date. */
  readonly on: string;
  /** People are out of what they usually do on that day. */
  readonly release: boolean;
}

/** The same as it concerns one person. */
export interface DayAsked extends Omit<PlannedDay, 'on'> {
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

/** What a contract says of the days alone: for what the whole school does, which nothing else stands in the way of. */
export function judgeContract(
  days: readonly PlannedDay[],
  person: Pick<DaysOfPerson, 'isContracted' | 'mustBeReplaced'>,
): DateFacts {
  const free = { blocked: false, othersOut: 0, elsewhere: false };
  const asked = days.map((day) => ({ ...day, ...free, contracted: person.isContracted(day.on) }));
  return judgeDates(asked, Number.MAX_SAFE_INTEGER, person.mustBeReplaced);
}
