import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addWorkingDays,
  atLocal,
  isWorkingDay,
  localDate,
  usualBankHolidays,
  schoolCalendar,
  workingDaysBetween,
} from '../../src/platform/calendar/index.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';

interface Calendar {
  terms: { name: string; start: string; end: string }[];
  bankHolidays: string[];
  assumptions: string[];
}
interface Refusal {
  code: string;
  message: string;
  extra: { problems: { column: string; value: string; expected: string; line?: number }[] };
}

const YEAR = [
  ['Autumn', '2026-09-02', '2026-12-18'],
  ['October half term', '2026-10-26', '2026-10-30'],
  ['Spring', '2027-01-04', '2027-03-25'],
  ['Summer', '2027-04-12', '2027-07-21'],
] as const;
const kindOf = (name: string): string => (name.includes('half term') ? 'half term' : 'term');
const CSV = [
  'kind,name,start,end',
  ...YEAR.map(([name, from, to]) => `${kindOf(name)},${name},${from},${to}`),
].join('\r\n');
const ical = (zone = '', more = ''): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//x//y//EN',
    ...(zone ? [`X-WR-TIMEZONE:${zone}`] : []),
    ...YEAR.flatMap(([name, from, to], at) => [
      'BEGIN:VEVENT',
      `UID:${at}@x`,
      `SUMMARY:${name}${kindOf(name) === 'term' ? ' term' : ''}`,
      `DTSTART;VALUE=DATE:${from.replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${next(to)}`,
      'END:VEVENT',
    ]),
    ...(more ? [more] : []),
    'END:VCALENDAR',
  ].join('\r\n');
const next = (date: string): string =>
  new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');

describe('term dates that a school brings in', () => {
  let school: TestSchool;
  beforeAll(async () => {
    school = await openSchool();
    await school.call('leader', 'cycles.prepare', { body: { startYear: 2026 } });
  });
  afterAll(() => school.close());

  const bring = (text: string | Buffer, who: PersonName = 'leader', query: object = {}) =>
    school.call<{ clocksMoved: number; warnings: string[] }>(who, 'school.importCalendar', {
      query: { ...query },
      body: Buffer.isBuffer(text) ? text : Buffer.from(text),
    });
  const refusal = (text: string | Buffer) =>
    bring(text).then(
      () => null,
      (error: unknown) => error as Refusal,
    );
  const calendar = () => school.call<Calendar>('teacher', 'school.calendar');

  it('are the usual English ones until then, and the school is told so', async () => {
    expect((await calendar()).assumptions[0]).toMatch(/brought in no dates of its own/);
  });

  it.each([
    ['CSV', CSV],
    ['CSV of a spreadsheet: UTF-16 with its mark', Buffer.from(`\ufeff${CSV}`, 'utf16le')],
    ['iCalendar', ical()],
    [
      'JSON',
      JSON.stringify({
        academic_year: '2026-27',
        terms: YEAR.filter(([name]) => kindOf(name) === 'term').map(([name, start, end]) => ({
          name,
          start,
          end,
        })),
        holidays: [{ name: YEAR[1][0], start: YEAR[1][1], end: YEAR[1][2] }],
      }),
    ],
  ])('are known by what they look like: %s', async (_what, file) => {
    const { warnings } = await bring(file);
    const { terms, assumptions } = await calendar();
    expect(terms[0]).toMatchObject({ start: '2026-09-02' });
    expect(terms.at(-1)).toMatchObject({ end: '2027-07-21' });
    expect(assumptions).toEqual([]);
    expect(warnings.filter((said) => said.includes('No term dates'))).toEqual([]);
  });

  it('are refused in whole, with a sentence for each thing that is wrong', async () => {
    const before = await calendar();
    const bad = [
      'kind,name,start,end',
      'term,Autumn,2026-09-02,2026-02-31',
      'trem,Spring,2027-01-04,2027-03-25',
      'term,Summer,2027-07-21,2027-04-12',
    ];
    const found = await refusal(bad.join('\n'));
    expect(found).toMatchObject({
      code: 'calendar-refused',
      message: 'The file has 3 problems; nothing was written.',
    });
    expect(found?.extra.problems.map(({ line, column }) => [line, column])).toEqual([
      [2, 'end'],
      [3, 'kind'],
      [4, 'end'],
    ]);
    expect(await calendar()).toEqual(before);
  });

  it.each([
    [
      'overlap',
      'kind,name,start,end\nterm,Autumn,2026-09-02,2026-12-18\nterm,Spring,2026-12-01,2027-03-25',
      /a start after the end of term Autumn/,
    ],
    ['come from another zone', ical('America/New_York'), /Europe\/London/],
    [
      'are at a time of day',
      ical('', 'BEGIN:VEVENT\r\nUID:z\r\nSUMMARY:INSET day\r\nDTSTART:20260901T090000Z\r\nEND:VEVENT'),
      /all-day event/,
    ],
    ['are empty', '', /empty/],
    ['are a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), /picture/],
    ['are cut off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Autumn term', /iCalendar/],
  ])('are refused when they %s', async (_what, file, expected) => {
    const found = await refusal(file);
    expect(found?.extra.problems.map((problem) => problem.expected).join(' ')).toMatch(expected);
  });

  it('may not overlap those of another year that stay', async () => {
    const found = await refusal('kind,name,start,end\nterm,Early,2027-07-01,2027-10-20');
    expect(found).toMatchObject({ code: 'terms-overlap' });
    expect(found?.message).toMatch(/overlaps .*, which is here already\.$/);
  });

  it('are brought in by those who set the year up, and by nobody else', async () => {
    await expect(bring(CSV, 'teacher')).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('that leave a year without any say what is assumed for it', async () => {
    await school.call('leader', 'cycles.prepare', { body: { startYear: 2027 } });
    const { warnings } = await bring(CSV);
    expect(warnings.join(' ')).toMatch(
      /2027 to 2028: No term dates are known from 1 September 2027 to 31 August 2028/,
    );
  });

  it('beyond the published bank holidays take the usual ones, and say which', async () => {
    const { warnings } = await bring(
      'kind,name,start,end\nterm,Autumn,2028-09-04,2028-12-20\nterm,Spring,2029-01-03,2029-03-28',
    );
    expect(warnings.join(' ')).toMatch(
      /Bank holidays are known to 26 December 2028.*the usual ones are taken.*1 January 2029/,
    );
    const { bankHolidays } = await calendar();
    const proclaimed = {
      'england-and-wales': { events: ['2029-01-01', '2029-06-04'].map((date) => ({ title: 'x', date })) },
    };
    await school.call('leader', 'school.importBankHolidays', {
      body: Buffer.from(JSON.stringify(proclaimed)),
    });
    const now = (await calendar()).bankHolidays;
    expect(now.filter((date) => date.startsWith('2029'))).toEqual(['2029-01-01', '2029-06-04']);
    expect(now.filter((date) => !date.startsWith('2029'))).toEqual(
      bankHolidays.filter((date) => !date.startsWith('2029')),
    );
  });
});

describe('working days, whatever the calendar has in the way', () => {
  const holidays = [2026, 2027, 2028].flatMap(usualBankHolidays);
  const terms = [
    { name: 'to October', start: '2027-01-04', end: '2027-10-22' },
    // The half term ends on Sunday 31 October 2027, when clocks go back; 29 February 2028 is a school day.
    { name: 'to July', start: '2027-11-01', end: '2028-07-21' },
  ];
  const own = schoolCalendar({ terms, bankHolidays: holidays });
  const day = fc
    .integer({ min: Date.parse('2027-01-04') / 86_400_000, max: Date.parse('2028-05-31') / 86_400_000 })
    .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10));

  it('come one after the other over clock changes, half terms and a leap day, each counted once', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (from, count) => {
        const to = addWorkingDays(own, from, count);
        expect(isWorkingDay(own, to)).toBe(true);
        expect(workingDaysBetween(own, from, to)).toBe(count);
        // The end of that day is at the same time on the clock in winter and in summer.
        expect(localDate(atLocal(to, '17:00'))).toBe(to);
        expect(['16:00', '17:00']).toContain(atLocal(to, '17:00').slice(11, 16));
      }),
    );
  });

  it.each([
    ['over Sunday 31 October, the end of half term', '2027-10-22', 1, '2027-11-01'],
    ['from Sunday 31 October itself', '2027-10-31', 1, '2027-11-01'],
    ['over the night on which clocks go forward', '2027-03-25', 1, '2027-03-30'],
    ['over a leap day that is a school day', '2028-02-28', 2, '2028-03-01'],
  ])('%s', (_what, from, count, to) => {
    expect(addWorkingDays(own, from, count)).toBe(to);
  });
});
