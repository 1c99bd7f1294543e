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
  const known = sortedDates([
    ...daysIn(of('bankHoliday', sound)),
    ...(options.bankHolidays ?? Object.keys(englandAndWalesBankHolidays)),
  ]);
  const assumed = assumedBankHolidays(terms, known);
  const whole = [...overlaps(terms), ...yearsWithoutTerms(terms, options)];
  // Unread entries would show up again as gaps between the years: whole-file checks wait until every line is read.
  const unread = reading.problems.length + shape.length > 0;
  const problems = [...reading.problems, ...shape, ...(unread ? overlaps(terms) : whole)];
  if (problems.length > 0) return { ok: false, problems };

  const calendar: SchoolCalendar = schoolCalendar({
    zone: options.zone ?? SCHOOL_ZONE,
    terms: terms.map(({ name, from, to }) => ({ name, start: from, end: to })),
    insetDays: sortedDates(daysIn(of('inset', sound))),
    bankHolidays: sortedDates([...known, ...assumed]),
    closures: sortedDates(daysIn(of('closure', sound))),
  });
  return {
    ok: true,
    calendar,
    warnings: [...reading.warnings, ...saidOfAssumed(known, assumed), ...secondLook(calendar)],
  };
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

/** Bank holidays that the rules have after the last one known, to the end of the last school year: taken until published. */
function assumedBankHolidays(terms: readonly Entry[], known: readonly IsoDate[]): IsoDate[] {
  const [first, last] = [terms[0], terms.at(-1)];
  if (!first || !last) return [];
  const { to } = schoolYearOf(last.to);
  const since = known.at(-1) ?? first.from;
  const years = Array.from(
    { length: Math.max(0, Number(to.slice(0, 4)) - Number(since.slice(0, 4)) + 1) },
    (_, index) => Number(since.slice(0, 4)) + index,
  );
  return years.flatMap(usualBankHolidays).filter((date) => date > since && date <= to);
}

function saidOfAssumed(known: readonly IsoDate[], assumed: readonly IsoDate[]): string[] {
  if (assumed.length === 0) return [];
  const last = known.at(-1);
  const end =
    last === undefined ? 'No bank holidays are known' : `Bank holidays are known to ${spokenDate(last)}`;
  return [
    `${end}. After that the usual ones are taken until the list is brought in: ${assumed.map(spokenDate).join(', ')}.`,
  ];
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
