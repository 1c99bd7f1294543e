import fc from 'fast-check';
import type { PersonCalendar, Weekday } from '../../../src/platform/calendar/index.js';

/** Dates in and around the known school years 2026-27 and 2027-28, leap day and both clock changes included. */
export const dates = fc
  .oneof(fc.integer({ min: -60, max: 800 }), fc.constantFrom(208, 425, 546))
  .map((day) => new Date(Date.UTC(2026, 8, 1 + day)).toISOString().slice(0, 10));

const absence = fc.tuple(dates, fc.integer({ min: 0, max: 200 })).map(([from, days]) => ({
  from,
  to: new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10),
}));

const weekdays = fc.subarray<Weekday>([1, 3, 4, 5]).map((days): Weekday[] => [...days, 2]);

/** People who all work on Tuesdays, so that a common day exists. */
export const people: fc.Arbitrary<readonly PersonCalendar[]> = fc.array(
  fc.record({ pattern: fc.record({ days: weekdays }), absences: fc.array(absence, { maxLength: 2 }) }),
  { maxLength: 3 },
);
