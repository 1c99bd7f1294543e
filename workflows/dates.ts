import type { Instant, IsoDate } from './chart.js';

/** Dates as charts need them: comparing and counting whole calendar days. Working days are the host's business. */

const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
const DAY_MS = 86_400_000;

/** The date in a school (Europe/London) at an instant: after midnight in summer it is already the next day. */
export const dateOf = (at: Instant): IsoDate => london.format(new Date(at));

/** A date so many calendar days later, or earlier where `days` is negative. */
export const addDays = (date: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Whole calendar days from one date to another; negative where the other is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / DAY_MS);

/** The earliest of some dates; null when there is none. */
export const earliest = (dates: readonly IsoDate[]): IsoDate | null => [...dates].sort()[0] ?? null;

/** The latest of some dates; null when there is none. */
export const latest = (dates: readonly IsoDate[]): IsoDate | null => [...dates].sort().at(-1) ?? null;

/** True when every date is the same as or later than the one before it. */
export const inOrder = (dates: readonly IsoDate[]): boolean =>
  dates.every((date, at) => at === 0 || (dates[at - 1] ?? date) <= date);
