/** ISO date in the school's zone, e.g. '2026-10-31'. */
export type IsoDate = string;
/** Instant, ISO 8601 UTC, e.g. '2026-10-31T17:00:00.000Z'. */
export type Instant = string;
/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The zone of every English school. */
export const SCHOOL_ZONE = 'Europe/London';

/** A stretch of days on which pupils are in school, both ends included: a term, or half of one. */
export interface Term {
  readonly name: string;
  readonly start: IsoDate;
  readonly end: IsoDate;
}

/**
 * What is known of a school's days. A value: never changed in place (what is computed from it is remembered).
 * A school working day is a Monday to Friday in a term or an INSET day, that is not a bank holiday or closure.
 * A half term is the gap between two `terms`.
 */
export interface SchoolCalendar {
  /** IANA zone; 'Europe/London' for every school in England. */
  readonly zone: string;
  readonly terms: readonly Term[];
  /** Staff in, pupils off. Counts also when it lies outside the terms. */
  readonly insetDays: readonly IsoDate[];
  readonly bankHolidays: readonly IsoDate[];
  /** Days on which the school was shut after all: snow, a burst pipe, a polling day. */
  readonly closures: readonly IsoDate[];
}

/** A person's contracted days. */
export interface WorkingPattern {
  readonly days: readonly Weekday[];
  /**
   * True: no work in the holidays by contract. Clocks count school working days for everybody, so it changes only
   * what `isContractedDay` says (whether a booking needs pay or time in lieu).
   */
  readonly termTimeOnly?: boolean;
}

/** Days away, both included; `to` null while no return is known. */
export interface Absence {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

/** What is known of one person's days. */
export interface PersonCalendar {
  readonly pattern: WorkingPattern;
  readonly absences: readonly Absence[];
}

/** Whose days count: nobody named means the school's; of several, a day must suit them all. */
export type Who = PersonCalendar | readonly PersonCalendar[] | undefined;

/** A calendar from its parts: zone Europe/London and empty lists unless given. */
export function schoolCalendar(parts: Partial<SchoolCalendar>): SchoolCalendar {
  return { zone: SCHOOL_ZONE, terms: [], insetDays: [], bankHolidays: [], closures: [], ...parts };
}
