import { englandAndWalesBankHolidays } from '../data/bank-holidays.js';
import { usualBankHolidays } from '../data/usual-bank-holidays.js';
import { dayNumber, isoDate } from '../day-numbers.js';
import { spokenDate } from '../spoken-date.js';
import { schoolCalendar, SCHOOL_ZONE } from '../types.js';
import type { IsoDate, SchoolCalendar } from '../types.js';
import { schoolYearOf, schoolYearStarting } from '../years.js';
import { describe, LONGEST } from './entry.js';
import type { Entry, EntryKind, Reading } from './entry.js';
import type { CalendarImport, CalendarProblem, ImportOptions } from './outcome.js';
import { secondLook } from './second-look.js';
import { withoutHolidays } from './term-pieces.js';

/** Makes a calendar of what was read, or says everything that is wrong with it. Nothing is half accepted. */
export function accept(reading: Reading, options: ImportOptions): CalendarImport {
  const sound = reading.entries.filter((entry) => shapeProblem(entry) === undefined);
  const shape = reading.entries.flatMap((entry) => shapeProblem(entry) ?? []);
  const terms = withoutHolidays(of('term', sound), of('holiday', sound));
  const bankHolidays = sortedDates([
    ...daysIn(of('bankHoliday', sound)),
    ...(options.bankHolidays ?? Object.keys(englandAndWalesBankHolidays)),
  ]);
  const whole = [
    ...overlaps(terms),
    ...yearsWithoutTerms(terms, options),
    ...shortBankHolidays(terms, bankHolidays),
  ];
  // Unread entries would show up again as gaps between the years: whole-file checks wait until every line is read.
  const unread = reading.problems.length + shape.length > 0;
  const problems = [...reading.problems, ...shape, ...(unread ? overlaps(terms) : whole)];
  if (problems.length > 0) return { ok: false, problems };

  const calendar: SchoolCalendar = schoolCalendar({
    zone: options.zone ?? SCHOOL_ZONE,
    terms: terms.map(({ name, from, to }) => ({ name, start: from, end: to })),
    insetDays: sortedDates(daysIn(of('inset', sound))),
    bankHolidays,
    closures: sortedDates(daysIn(of('closure', sound))),
  });
  return { ok: true, calendar, warnings: [...reading.warnings, ...secondLook(calendar)] };
}

function of(kind: EntryKind, entries: readonly Entry[]): readonly Entry[] {
  return entries.filter((entry) => entry.kind === kind);
}

function shapeProblem(entry: Entry): CalendarProblem | undefined {
  const { from, to, kind, place } = entry;
  if (to < from)
    return { ...place, column: 'end', value: to, expected: `a date not before the start, ${from}` };
  const length = dayNumber(to) - dayNumber(from) + 1;
  if (length <= LONGEST[kind]) return undefined;
  const expected = `at most ${LONGEST[kind]} days; this one has ${length}: look at its years and months`;
  return { ...place, column: 'end', value: describe(entry), expected };
}

function overlaps(terms: readonly Entry[]): CalendarProblem[] {
  return terms.flatMap((term, index) => {
    const before = terms[index - 1];
    if (!before || term.from > before.to) return [];
    const expected = `a start after the end of ${describe(before)}`;
    return [{ ...term.place, column: 'start', value: describe(term), expected }];
  });
}

function yearsWithoutTerms(terms: readonly Entry[], { covers }: ImportOptions): CalendarProblem[] {
  const have = new Set(terms.map(({ to }) => schoolYearOf(to).startYear));
  if (have.size === 0) return [{ path: 'file', column: 'term', value: '', expected: 'at least one term' }];
  const wanted = covers ? [schoolYearOf(covers.from).startYear, schoolYearOf(covers.to).startYear] : [];
  const first = Math.min(...have, ...wanted);
  const years = Array.from({ length: Math.max(...have, ...wanted) - first + 1 }, (_, index) => first + index);
  return years
    .filter((year) => !have.has(year))
    .map((year) => ({
      path: 'file',
      column: 'term',
      value: schoolYearStarting(year).name,
      expected: `term dates for the school year ${schoolYearStarting(year).name}`,
    }));
}

/** The list must reach the last bank holiday that the last school year has by rule. */
function shortBankHolidays(terms: readonly Entry[], bankHolidays: readonly IsoDate[]): CalendarProblem[] {
  const last = terms.at(-1);
  if (!last) return [];
  const year = schoolYearOf(last.to);
  const needed = usualBankHolidays(year.startYear + 1)
    .filter((date) => date <= year.to)
    .at(-1);
  const known = bankHolidays.at(-1);
  if (needed === undefined || (known !== undefined && known >= needed)) return [];
  const value = known === undefined ? 'none known' : `known to ${spokenDate(known)}`;
  const expected = `bank holidays to the end of the school year ${year.name}; import the list of ${needed.slice(0, 4)}`;
  return [{ path: 'file', column: 'bank holiday', value, expected }];
}

function daysIn(entries: readonly Entry[]): IsoDate[] {
  return entries.flatMap(({ from, to }) => {
    const first = dayNumber(from);
    return Array.from({ length: dayNumber(to) - first + 1 }, (_, index) => isoDate(first + index));
  });
}

function sortedDates(dates: readonly IsoDate[]): IsoDate[] {
  return [...new Set(dates)].sort();
}
