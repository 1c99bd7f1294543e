import { counts, countBetween, daysOf, stepTo, stepWeeks } from './counted-days.js';
import { dayNumber, isoDate, weekdayOf } from './day-numbers.js';
import { prepareCalendar } from './prepared-calendar.js';
import type { AnyCalendar } from './prepared-calendar.js';
import type { IsoDate, PersonCalendar, Who } from './types.js';

/** Whether the school works on a date and, where people are named, all of them do. */
export function isWorkingDay(calendar: AnyCalendar, date: IsoDate, who?: Who): boolean {
  return counts(prepareCalendar(calendar), dayNumber(date), daysOf(who));
}

/**
 * The n-th working day after a date, or before it for a negative n; the date itself is never counted. For n = 0 the
 * date itself, or the next working day when it is not one. On working days -n undoes n.
 * Throws `CalendarError` 'noWorkingDay' when three years pass without one.
 */
export function addWorkingDays(calendar: AnyCalendar, date: IsoDate, n: number, who?: Who): IsoDate {
  return isoDate(stepTo(prepareCalendar(calendar), dayNumber(date), n, daysOf(who)));
}

/**
 * How many working days one must go from a date to reach another: those after `from` up to and including `to`;
 * negative when `to` is earlier. `workingDaysBetween(c, d, addWorkingDays(c, d, n)) === n` for every n but 0.
 */
export function workingDaysBetween(calendar: AnyCalendar, from: IsoDate, to: IsoDate, who?: Who): number {
  const [start, end, test] = [dayNumber(from), dayNumber(to), daysOf(who)];
  const ready = prepareCalendar(calendar);
  if (end === start) return 0;
  return end > start ? countBetween(ready, start + 1, end + 1, test) : -countBetween(ready, end, start, test);
}

/** The first working day after a date. */
export function nextWorkingDay(calendar: AnyCalendar, date: IsoDate, who?: Who): IsoDate {
  return addWorkingDays(calendar, date, 1, who);
}

/**
 * The same weekday n school weeks later (earlier for a negative n), or the next working day when that is none. A
 * school week is an ISO week (from Monday) with at least one school working day: holidays do not count.
 */
export function addSchoolWeeks(calendar: AnyCalendar, date: IsoDate, n: number, who?: Who): IsoDate {
  const ready = prepareCalendar(calendar);
  return isoDate(stepTo(ready, stepWeeks(ready, dayNumber(date), n, undefined), 0, daysOf(who)));
}

/**
 * Whether a person is at work on a date by contract, absences apart: one of their days, not a bank holiday or
 * closure, and for everybody who is not on an all-year contract (`termTimeOnly: false`) a school working day. A
 * booking on any other day needs pay or time in lieu.
 */
export function isContractedDay(calendar: AnyCalendar, date: IsoDate, { pattern }: PersonCalendar): boolean {
  const ready = prepareCalendar(calendar);
  const day = dayNumber(date);
  if (!pattern.days.includes(weekdayOf(day)) || ready.isShut(day)) return false;
  return pattern.termTimeOnly === false || ready.isWorking(day);
}
