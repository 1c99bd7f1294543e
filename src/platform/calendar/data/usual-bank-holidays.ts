import { dayNumber, isoDate, weekdayOf } from '../day-numbers.js';
import type { DayNumber } from '../day-numbers.js';
import type { IsoDate } from '../types.js';

/**
 * The bank holidays that a year has by rule in England and Wales (Banking and Financial Dealings Act 1971, common law
 * for Good Friday and Christmas Day), with substitute days for weekends. A single holiday by proclamation is not in.
 */
export function usualBankHolidays(year: number): IsoDate[] {
  const easter = easterSunday(year);
  const christmas = dayNumber(`${year}-12-25`);
  const days = [
    onWeekday(dayNumber(`${year}-01-01`)),
    easter - 2,
    easter + 1,
    mondayFrom(dayNumber(`${year}-05-01`)),
    mondayFrom(dayNumber(`${year}-05-25`)),
    mondayFrom(dayNumber(`${year}-08-25`)),
    ...christmasDays(christmas),
  ];
  return days.map(isoDate);
}

/** Easter Sunday in the Gregorian calendar, by the anonymous algorithm (Nature, 1876; Meeus). */
export function easterSunday(year: number): DayNumber {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  return dayNumber(`${year}-03-01`) + epact + toSunday - 7 * late + 21;
}

/** The first Monday at or after a day. */
export function mondayFrom(day: DayNumber): DayNumber {
  return day + ((8 - weekdayOf(day)) % 7);
}

function onWeekday(day: DayNumber): DayNumber {
  return weekdayOf(day) > 5 ? mondayFrom(day) : day;
}

/** Christmas Day and Boxing Day; one that falls on a weekend is made up on the next days that are free. */
function christmasDays(christmas: DayNumber): readonly [DayNumber, DayNumber] {
  const weekday = weekdayOf(christmas);
  if (weekday === 5) return [christmas, christmas + 3];
  if (weekday === 6) return [christmas + 2, christmas + 3];
  if (weekday === 7) return [christmas + 1, christmas + 2];
  return [christmas, christmas + 1];
}
