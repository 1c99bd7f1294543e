import { dayNumber, isoDate, weekdayOf } from '../day-numbers.js';
import type { DayNumber } from '../day-numbers.js';
import { CalendarError } from '../errors.js';
import { schoolCalendar } from '../types.js';
import type { SchoolCalendar, Term } from '../types.js';
import { bankHolidaysOf } from './bank-holidays.js';
import { easterSunday, mondayFrom } from './usual-bank-holidays.js';

/** Pupil days of an ordinary maintained school year in England (380 half-day sessions) and staff training days. */
export const PUPIL_DAYS = 190;
export const INSET_DAYS = 5;

/**
 * A plausible English school calendar for school years from 2025-26 to 2030-31, for a demo, a simulation or a first
 * guess: 190 pupil days and 5 INSET days a year. `through` is the last year's start, for several years in one.
 * Throws `CalendarError` 'outOfRange' for other years.
 */
export function defaultCalendar(startYear: number, through: number = startYear): SchoolCalendar {
  if (!(Number.isInteger(startYear) && Number.isInteger(through) && startYear >= 2025 && through <= 2030)) {
    throw new CalendarError('outOfRange', 'Default calendars exist for the school years 2025-26 to 2030-31.');
  }
  const years = Array.from({ length: through - startYear + 1 }, (_, index) => schoolYear(startYear + index));
  const calendarYears = Array.from({ length: through - startYear + 2 }, (_, index) => startYear + index);
  return schoolCalendar({
    terms: years.flatMap(({ terms }) => terms),
    insetDays: years.flatMap(({ insetDays }) => insetDays),
    bankHolidays: calendarYears.flatMap(bankHolidaysOf),
  });
}

interface Stretch {
  readonly name: string;
  readonly first: DayNumber;
  readonly last: DayNumber;
}

/**
 * One year by the habits of English schools: two INSET days at the start of September, one after the October half
 * term, one at New Year, one in June; half terms in the last full week of October, in mid-February and in the week
 * of the late May bank holiday; two weeks at Easter; pupils leave in July on their 190th day.
 */
function schoolYear(year: number): { terms: Term[]; insetDays: string[] } {
  const opening = weekdayFrom(dayNumber(`${year}-09-01`));
  const october = mondayFrom(dayNumber(`${year}-10-24`));
  const january = weekdayFrom(dayNumber(`${year + 1}-01-04`));
  const february = mondayFrom(dayNumber(`${year + 1}-02-12`));
  const easter = easterSunday(year + 1) - 6;
  const may = mondayFrom(dayNumber(`${year + 1}-05-25`));
  const christmas = fridayTo(dayNumber(`${year}-12-21`));
  const second = weekdayFrom(opening + 1);

  const known: Stretch[] = [
    { name: 'Autumn 1', first: weekdayFrom(second + 1), last: october - 3 },
    { name: 'Autumn 2', first: october + 8, last: christmas },
    { name: 'Spring 1', first: weekdayFrom(january + 1), last: february - 3 },
    { name: 'Spring 2', first: february + 7, last: easter - 3 },
    { name: 'Summer 1', first: easter + 14, last: may - 3 },
  ];
  const shut = new Set([...bankHolidaysOf(year), ...bankHolidaysOf(year + 1)].map(dayNumber));
  const taught = known.reduce((sum, { first, last }) => sum + pupilDays(first, last, shut), 0);
  const summer = { name: 'Summer 2', first: may + 8, last: lastOf(may + 8, PUPIL_DAYS - taught, shut) };
  return {
    terms: [...known, summer].map(({ name, first, last }) => ({
      name,
      start: isoDate(first),
      end: isoDate(last),
    })),
    insetDays: [opening, second, october + 7, january, may + 7].map(isoDate),
  };
}

function weekdayFrom(day: DayNumber): DayNumber {
  return weekdayOf(day) > 5 ? mondayFrom(day) : day;
}

function fridayTo(day: DayNumber): DayNumber {
  return day - ((weekdayOf(day) + 2) % 7);
}

function pupilDays(first: DayNumber, last: DayNumber, shut: ReadonlySet<DayNumber>): number {
  let found = 0;
  for (let day = first; day <= last; day += 1) if (weekdayOf(day) <= 5 && !shut.has(day)) found += 1;
  return found;
}

function lastOf(first: DayNumber, days: number, shut: ReadonlySet<DayNumber>): DayNumber {
  let day = first;
  while (pupilDays(first, day, shut) < days) day += 1;
  return day;
}
