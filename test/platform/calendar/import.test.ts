import { describe, expect, it } from '@jest/globals';
import {
  defaultCalendar,
  importBankHolidays,
  importTermDatesCsv,
  importTermDatesICal,
  importTermDatesJson,
  isWorkingDay,
} from '../../../src/platform/calendar/index.js';
import type {
  CalendarImport,
  CalendarProblem,
  SchoolCalendar,
} from '../../../src/platform/calendar/index.js';

const calendar = defaultCalendar(2026);

function accepted(result: CalendarImport): SchoolCalendar {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.calendar;
}

function problemsOf(
  result: CalendarImport | ReturnType<typeof importBankHolidays>,
): readonly CalendarProblem[] {
  return result.ok ? [] : result.problems;
}

const csvOf = (rows: readonly string[]): string => ['Kind,Name,Start,End', ...rows].join('\r\n');
const termRows = calendar.terms.map(({ name, start, end }) => `term,${name},${start},${end}`);

describe('term dates from CSV', () => {
  it('give the calendar that was written down, in British dates too', () => {
    const inset = calendar.insetDays.map((day) => `INSET day,,${day.split('-').reverse().join('/')},`);
    const read = accepted(importTermDatesCsv(`\uFEFF${csvOf([...termRows, ...inset])}\r\n`));
    expect(read.terms).toEqual(calendar.terms);
    expect(read.insetDays).toEqual(calendar.insetDays);
    expect(read.bankHolidays).toContain('2027-03-26');
  });

  it('cut a term where a half term lies in it', () => {
    const rows = [
      'term,Autumn,02/09/2026,18/12/2026',
      'half term,,26/10/2026,30/10/2026',
      'closure,Snow,01/12/2026,',
    ];
    const read = accepted(importTermDatesCsv(csvOf(rows)));
    expect(read.terms).toEqual([
      { name: 'Autumn (1)', start: '2026-09-02', end: '2026-10-25' },
      { name: 'Autumn (2)', start: '2026-10-31', end: '2026-12-18' },
    ]);
    expect([isWorkingDay(read, '2026-10-28'), isWorkingDay(read, '2026-12-01')]).toEqual([false, false]);
  });

  it('report every problem at once with line, column, value and what is expected', () => {
    const rows = [
      'term,Autumn,31/02/2026,18/12/2026',
      'trem,Spring,04/01/2027,soon',
      'term,Summer,20/07/2027,12/04/2027',
    ];
    const problems = problemsOf(importTermDatesCsv(csvOf(rows)));
    expect(problems.map(({ line, column, value }) => [line, column, value])).toEqual([
      [2, 'start', '31/02/2026'],
      [3, 'kind', 'trem'],
      [3, 'end', 'soon'],
      [4, 'end', '2027-04-12'],
    ]);
    expect(problems.every(({ expected }) => expected.length > 10)).toBe(true);
  });

  it('refuse overlapping terms, a term with a slip in its year, and a term without an end', () => {
    const rows = [
      'term,A,01/09/2026,18/12/2026',
      'term,B,18/12/2026,19/02/2027',
      'term,C,01/03/2027,01/04/2028',
      'term,D,05/05/2027,',
    ];
    const problems = problemsOf(importTermDatesCsv(csvOf(rows)));
    expect(problems.map(({ line, column }) => [line, column])).toEqual([[5, 'end'], [4, 'end'], [3, 'start']]); // prettier-ignore
  });

  it('refuse a gap of a whole school year, and a year that was asked for', () => {
    const gap = [...termRows, 'term,Autumn,04/09/2028,20/12/2028'];
    const far = { bankHolidays: ['2029-08-27'] };
    expect(problemsOf(importTermDatesCsv(csvOf(gap), far)).map(({ value }) => value)).toEqual(['2027-28']);
    const wanted = { covers: { from: '2026-09-01', to: '2027-11-30' } };
    expect(problemsOf(importTermDatesCsv(csvOf(termRows), wanted))[0]?.expected).toMatch(
      /school year 2027-28/,
    );
    expect(problemsOf(importTermDatesCsv(csvOf([])))[0]?.expected).toBe('at least one term');
  });

  it('take the usual bank holidays where the list ends before the school year does, and say which', () => {
    const read = importTermDatesCsv(csvOf(['term,Autumn,04/09/2028,20/12/2028']));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.calendar.bankHolidays).toContain('2029-04-02');
    expect(read.calendar.bankHolidays.filter((date) => date > '2029-08-31')).toEqual([]);
    expect(read.warnings[0]).toMatch(
      /^Bank holidays are known to 26 December 2028\. After that the usual ones are taken .* 1 January 2029, .* 27 August 2029\.$/,
    );
  });

  it('refuse files without the needed columns or with an open quotation', () => {
    expect(problemsOf(importTermDatesCsv('Name,End\nAutumn,1'))).toHaveLength(2);
    expect(problemsOf(importTermDatesCsv('kind,start\nterm,"2026'))[0]?.expected).toMatch(/quotation/);
    expect(problemsOf(importTermDatesCsv(''))).toHaveLength(2);
  });

  it('accept, with a warning, an INSET day on a Saturday and an unusual number of days', () => {
    const result = importTermDatesCsv(csvOf([...termRows, 'inset,,2026-09-05,']));
    expect(result.ok && result.warnings).toEqual([
      'The INSET day on 5 September 2026 is a weekend, bank holiday or closure and does not count.',
      '2026-27 has 190 pupil days and 1 INSET days; most schools have 190 and 5.',
    ]);
  });
});

describe('term dates from JSON', () => {
  it('come back as they were written', () => {
    const result = importTermDatesJson(JSON.stringify(calendar));
    expect(accepted(result)).toEqual({ ...calendar, bankHolidays: accepted(result).bankHolidays });
    expect(result.ok && result.warnings).toEqual([]);
  });

  it('carry the path of what is wrong', () => {
    const wrong = {
      zone: 'Europe/Paris',
      terms: [{ name: 'Autumn', start: '2026-09-31', end: '2026-12-18' }],
    };
    expect(problemsOf(importTermDatesJson(JSON.stringify([wrong])))).toEqual([
      { path: '[0].zone', column: 'zone', value: 'Europe/Paris', expected: 'Europe/London' },
      expect.objectContaining({ path: '[0].terms[0]', column: 'start', value: '2026-09-31' }),
    ]);
    expect(problemsOf(importTermDatesJson('{"terms":[{"start":5}]}'))).toMatchObject([
      { path: 'terms[0].start', value: '5' },
      { path: 'terms[0].end' },
    ]);
    expect(problemsOf(importTermDatesJson('{"terms":'))[0]?.expected).toBe('a JSON document');
    expect(problemsOf(importTermDatesJson('7'))).toHaveLength(1);
  });
});

const event = (summary: string, ...lines: string[]): string =>
  ['BEGIN:VEVENT', `UID:${summary}@school.example`, `SUMMARY:${summary}`, ...lines, 'END:VEVENT'].join(
    '\r\n',
  );
const allDay = (summary: string, from: string, after?: string): string =>
  event(summary, `DTSTART;VALUE=DATE:${from}`, ...(after ? [`DTEND;VALUE=DATE:${after}`] : []));
const ics = (...parts: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Brookside//EN', ...parts, 'END:VCALENDAR', ''].join('\r\n');

describe('term dates from iCalendar', () => {
  it('read all-day events with their exclusive end and leave out the rest by name', () => {
    const text = ics(
      allDay('Autumn Term', '20260903', '20261219'),
      allDay('October half term', '20261026', '20261031'),
      allDay('Inset day', '20260902'),
      event('School closed (polling)', 'DTSTART;VALUE=DATE:20261112', 'DURATION:P2D'),
      allDay('Boxing Day (bank holiday)', '20261228', '20261229'),
      event('Carol concert', 'DTSTART:20261210T180000Z', 'DTEND:20261210T200000Z'),
    );
    const result = importTermDatesICal(text);
    const read = accepted(result);
    expect(read.terms.map(({ start, end }) => `${start} ${end}`)).toEqual([
      '2026-09-03 2026-10-25',
      '2026-10-31 2026-12-18',
    ]);
    expect([read.insetDays, read.closures]).toEqual([['2026-09-02'], ['2026-11-12', '2026-11-13']]);
    expect(result.ok && result.warnings[0]).toMatch(/^1 events .* Carol concert/);
  });

  it('refuse another zone, times of day, repetitions and dates that do not exist', () => {
    const text = ics(
      'X-WR-TIMEZONE:Europe/Paris',
      event('INSET', 'DTSTART;TZID=Europe/Paris:20261109T090000'),
      event('INSET', 'DTSTART:20261109T090000'),
      event('INSET', 'DTSTART;VALUE=DATE:20261109', 'RRULE:FREQ=WEEKLY'),
      allDay('Spring term', '20270104', '20270231'),
      allDay('INSET', '20270431'),
    );
    expect(problemsOf(importTermDatesICal(text)).map(({ path, column }) => [path, column])).toEqual([
      ['VCALENDAR', 'X-WR-TIMEZONE'],
      ['VEVENT 1', 'DTSTART'],
      ['VEVENT 2', 'DTSTART'],
      ['VEVENT 3', 'RRULE'],
      ['VEVENT 4', 'DTEND'],
      ['VEVENT 5', 'DTSTART'],
    ]);
  });

  it.each(['', 'hello', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR'])(
    'refuse what is no calendar: %j',
    (text) => {
      expect(problemsOf(importTermDatesICal(text))[0]?.expected).toMatch(/iCalendar file/);
    },
  );
});

describe('bank holidays in the shape that GOV.UK publishes', () => {
  const list = (...dates: string[]): string =>
    JSON.stringify({
      'england-and-wales': {
        division: 'england-and-wales',
        events: dates.map((date) => ({ title: 'Day', date, notes: '' })),
      },
    });

  it('are read in order, with titles', () => {
    const read = importBankHolidays(list('2029-04-02', '2029-01-01', '2029-01-01'), { until: '2029-08-31' });
    expect(read).toMatchObject({
      ok: true,
      bankHolidays: ['2029-01-01', '2029-04-02'],
      titles: { '2029-01-01': 'Day' },
    });
    expect(read.ok && read.warnings).toHaveLength(1);
  });

  it('are refused with nonsense dates or an end before the year that is needed', () => {
    const problems = problemsOf(
      importBankHolidays(list('2029-02-30', '2028-12-26'), { until: '2029-08-31' }),
    );
    expect(problems.map(({ path }) => path)).toEqual([
      'england-and-wales.events[0]',
      'england-and-wales.events',
    ]);
  });

  it('are refused in another shape', () => {
    expect(problemsOf(importBankHolidays('[]'))).toHaveLength(1);
    expect(problemsOf(importBankHolidays('{'))).toHaveLength(1);
    expect(problemsOf(importBankHolidays(list('2029-01-01'), { division: 'scotland' }))).toHaveLength(1);
  });
});
