import { dayNumber, isoDate, mondayOf, weekdayOf } from './day-numbers.js';
import type { DayNumber } from './day-numbers.js';
import { CalendarError } from './errors.js';
import type { PreparedCalendar } from './prepared-calendar.js';
import { spokenDate } from './spoken-date.js';
import type { PersonCalendar, Who } from './types.js';

/** Whether a school working day counts; undefined where every one does. */
export type DayTest = ((day: DayNumber) => boolean) | undefined;

/** How long to look for the next day that counts before saying that there is none: three years. */
const PATIENCE = 3 * 366;

/** Which school working days count for these people: contracted for all of them, and nobody absent. */
export function daysOf(who: Who): DayTest {
  const people = who === undefined ? [] : isPerson(who) ? [who] : who;
  if (people.length === 0) return undefined;
  const tests = people.map(worksOn);
  return (day) => tests.every((works) => works(day));
}

/** Days that pass both tests. */
export function both(one: DayTest, other: DayTest): DayTest {
  if (!one || !other) return one ?? other;
  return (day) => one(day) && other(day);
}

/** Whether a day is a school working day that counts. */
export function counts(calendar: PreparedCalendar, day: DayNumber, test: DayTest): boolean {
  return calendar.isWorking(day) && (test?.(day) ?? true);
}

/**
 * The n-th day that counts after a day (before it for a negative n); for 0 the day itself, or the next that counts
 * when it does not. Throws `CalendarError` 'noWorkingDay' after three years without one.
 */
export function stepTo(calendar: PreparedCalendar, start: DayNumber, n: number, test: DayTest): DayNumber {
  if (!Number.isSafeInteger(n))
    throw new CalendarError('notAWholeNumber', `Days are whole numbers; ${n} is not.`);
  if (n === 0) return counts(calendar, start, test) ? start : stepTo(calendar, start, 1, test);
  if (!test) return calendar.nth(start, n);
  const direction = Math.sign(n);
  let day = start;
  let last = start;
  for (let left = Math.abs(n); left > 0;) {
    day += direction;
    if (Math.abs(day - last) > PATIENCE) throw noWorkingDay(last);
    if (!counts(calendar, day, test)) continue;
    left -= 1;
    last = day;
  }
  return day;
}

/** How many days that count lie from one day up to, not including, another. */
export function countBetween(
  calendar: PreparedCalendar,
  from: DayNumber,
  before: DayNumber,
  test: DayTest,
): number {
  if (!test) return calendar.count(from, Math.max(from, before));
  let found = 0;
  for (let day = from; day < before; day += 1) if (counts(calendar, day, test)) found += 1;
  return found;
}

/**
 * The same weekday n school weeks later (earlier for a negative n), whether or not that day counts. A school week is
 * an ISO week with at least one school working day that passes the test.
 */
export function stepWeeks(calendar: PreparedCalendar, start: DayNumber, n: number, test: DayTest): DayNumber {
  if (!Number.isSafeInteger(n))
    throw new CalendarError('notAWholeNumber', `Weeks are whole numbers; ${n} is not.`);
  let monday = mondayOf(start);
  let last = monday;
  for (let left = Math.abs(n); left > 0;) {
    monday += 7 * Math.sign(n);
    if (Math.abs(monday - last) > PATIENCE) throw noWorkingDay(last);
    if (countBetween(calendar, monday, monday + 7, test) === 0) continue;
    left -= 1;
    last = monday;
  }
  return monday + weekdayOf(start) - 1;
}

function worksOn(person: PersonCalendar): (day: DayNumber) => boolean {
  const contracted = new Set<number>(person.pattern.days);
  const away = person.absences.map(({ from, to }) => ({
    from: dayNumber(from),
    to: to === null ? Infinity : dayNumber(to),
  }));
  return (day) => contracted.has(weekdayOf(day)) && !away.some(({ from, to }) => day >= from && day <= to);
}

function isPerson(who: PersonCalendar | readonly PersonCalendar[]): who is PersonCalendar {
  return 'pattern' in who;
}

function noWorkingDay(after: DayNumber): CalendarError {
  return new CalendarError(
    'noWorkingDay',
    `No working day was found within three years of ${spokenDate(isoDate(after))}: ` +
      'look at the contracted days and at absences without an end.',
  );
}
