import { dayNumber, isoDate } from './day-numbers.js';
import { spokenDate } from './spoken-date.js';
import type { IsoDate, SchoolCalendar } from './types.js';
import { schoolYearOf } from './years.js';

/** A stretch of days for which term dates are known, both included. */
export interface KnownRange {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/**
 * For which days the calendar knows whether school is on. School year by school year: from the first term or INSET
 * day to the last. A year whose terms begin in September is known from the 1st; one whose terms reach July is known
 * to 31 August: that summer is a holiday, not a gap in the data. Ranges that touch are joined.
 */
export function coverage(calendar: SchoolCalendar): readonly KnownRange[] {
  const byYear = new Map<number, { from: IsoDate; to: IsoDate }>();
  // A term that begins in late August belongs to the year in which it ends.
  for (const { start, end } of calendar.terms) widen(byYear, start, end, schoolYearOf(end).startYear);
  for (const day of calendar.insetDays) {
    const { startYear } = schoolYearOf(day);
    if (byYear.has(startYear)) widen(byYear, day, day, startYear);
  }
  const ranges = [...byYear].sort(([a], [b]) => a - b).map(([year, range]) => wholeSummers(year, range));
  return ranges.reduce<KnownRange[]>(joined, []);
}

/**
 * What working days between two dates (both included) rest on without being known, in sentences for people. Empty
 * when term dates and bank holidays are known throughout.
 */
export function assumptions(calendar: SchoolCalendar, from: IsoDate, to: IsoDate): string[] {
  return [
    ...gaps(coverage(calendar), from, to).map(
      (gap) =>
        `No term dates are known from ${spokenDate(gap.from)} to ${spokenDate(gap.to)}: ` +
        'every Monday to Friday that is not a bank holiday is taken as a working day.',
    ),
    ...yearsWithoutBankHolidays(calendar, from, to).map(
      (year) => `No bank holidays are known for ${year}: none are left out of the working days.`,
    ),
  ];
}

function widen(
  years: Map<number, { from: IsoDate; to: IsoDate }>,
  from: IsoDate,
  to: IsoDate,
  year: number,
): void {
  const known = years.get(year) ?? { from, to };
  years.set(year, { from: from < known.from ? from : known.from, to: to > known.to ? to : known.to });
}

function wholeSummers(year: number, range: KnownRange): KnownRange {
  const september = `${year}-09-01`;
  const startsInSeptember = range.from >= september && range.from <= `${year}-09-30`;
  const reachesJuly = range.to >= `${year + 1}-07-01` && range.to <= `${year + 1}-08-31`;
  return {
    from: startsInSeptember ? september : range.from,
    to: reachesJuly ? `${year + 1}-08-31` : range.to,
  };
}

function joined(ranges: KnownRange[], next: KnownRange): KnownRange[] {
  const last = ranges.at(-1);
  if (!last || dayNumber(next.from) > dayNumber(last.to) + 1) return [...ranges, next];
  return [...ranges.slice(0, -1), { from: last.from, to: next.to > last.to ? next.to : last.to }];
}

function gaps(known: readonly KnownRange[], from: IsoDate, to: IsoDate): KnownRange[] {
  const found: KnownRange[] = [];
  let open = from;
  for (const range of known) {
    if (range.to < open) continue;
    if (range.from > to) break;
    if (range.from > open) found.push({ from: open, to: isoDate(dayNumber(range.from) - 1) });
    open = isoDate(dayNumber(range.to) + 1);
  }
  return open <= to ? [...found, { from: open, to }] : found;
}

function yearsWithoutBankHolidays(calendar: SchoolCalendar, from: IsoDate, to: IsoDate): number[] {
  const listed = new Set(calendar.bankHolidays.map((date) => Number(date.slice(0, 4))));
  const first = Number(from.slice(0, 4));
  const count = Math.max(0, Number(to.slice(0, 4)) - first + 1);
  return Array.from({ length: count }, (_, index) => first + index).filter((year) => !listed.has(year));
}
