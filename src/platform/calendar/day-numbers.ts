import { Temporal } from '@js-temporal/polyfill';
import { CalendarError } from './errors.js';
import type { IsoDate, Weekday } from './types.js';

/** A date as days since 1 January 1970: counting and comparing is then plain arithmetic. */
export type DayNumber = number;

const EPOCH = Temporal.PlainDate.from('1970-01-01');

/** The years that can be meant in a school's records; a date outside them is a slip of the pen. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2199;

// A school's life has a few thousand dates, and Temporal takes microseconds for each: remembered both ways.
const numbers = new Map<IsoDate, DayNumber>();
const dates = new Map<DayNumber, IsoDate>();

/** The number of a date. Throws `CalendarError` 'notADate' for anything but a real date as YYYY-MM-DD. */
export function dayNumber(date: IsoDate): DayNumber {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const day = EPOCH.until(realDate(date), { largestUnit: 'days' }).days;
  numbers.set(date, day);
  dates.set(day, date);
  return day;
}

/** The date of a number. Throws `CalendarError` 'outOfRange' outside the years 1900 to 2199. */
export function isoDate(day: DayNumber): IsoDate {
  const known = dates.get(day);
  if (known !== undefined) return known;
  if (!(day >= FIRST_DAY && day <= LAST_DAY)) throw outOfRange();
  const date = EPOCH.add({ days: day }).toString();
  dates.set(day, date);
  numbers.set(date, day);
  return date;
}

/** ISO weekday of a day; day 0 was a Thursday. */
export function weekdayOf(day: DayNumber): Weekday {
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** The Monday of a day's ISO week. */
export function mondayOf(day: DayNumber): DayNumber {
  return day - (weekdayOf(day) - 1);
}

/** Whether a text is a real date as YYYY-MM-DD. */
export function isIsoDate(text: string): boolean {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
}

/** For a count that left the years a calendar can answer for. */
export function outOfRange(): CalendarError {
  return new CalendarError(
    'outOfRange',
    `Dates are kept from ${FIRST_YEAR} to ${LAST_YEAR}; this one lies outside.`,
  );
}

function realDate(date: IsoDate): Temporal.PlainDate {
  const problem = (): CalendarError =>
    new CalendarError('notADate', `'${String(date)}' is not a date; expected a real date as YYYY-MM-DD.`);
  if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) throw problem();
  let found: Temporal.PlainDate;
  try {
    found = Temporal.PlainDate.from(date, { overflow: 'reject' });
  } catch {
    throw problem();
  }
  if (found.year < FIRST_YEAR || found.year > LAST_YEAR) throw outOfRange();
  return found;
}

/** The first and last day a calendar can answer for. */
export const FIRST_DAY: DayNumber = dayNumber(`${FIRST_YEAR}-01-01`);
export const LAST_DAY: DayNumber = dayNumber(`${LAST_YEAR}-12-31`);
