import type { DayTest } from './counted-days.js';
import { daysOf } from './counted-days.js';
import type { PersonCalendar, Weekday } from './types.js';

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5];

/**
 * Which school working days count for people who share a clock: those on which all of them work. Where their
 * contracted weekdays never meet (a reviewer on Mondays and Tuesdays, a reviewee from Wednesday) such a clock would
 * never fall due; then a day on which any one of them is contracted counts, absences still keeping it out.
 */
export function sharedDays(people: readonly PersonCalendar[]): DayTest {
  const meet = WEEK.some((weekday) => people.every(({ pattern }) => pattern.days.includes(weekday)));
  if (meet || people.length < 2) return daysOf(people);
  const anyone = WEEK.filter((weekday) => people.some(({ pattern }) => pattern.days.includes(weekday)));
  return daysOf(people.map(({ absences }) => ({ absences, pattern: { days: anyone } })));
}
