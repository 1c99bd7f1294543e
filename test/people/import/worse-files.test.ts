import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { formatProblems, Schools, StaffImports } from '../../../src/people/index.js';
import { openSchool } from '../../support/school.js';
import type { TestSchool } from '../../support/school.js';
import { HEADER, person, school as staffFile, staffCsv } from './staff-files.js';

const shared = join(process.cwd(), '..', 'shared', 'data');
const there = existsSync(shared);
if (!there)
  process.stderr.write(
    '\n*** NOT TESTED: other systems’ files as staff files; ../shared/data is absent. ***\n\n',
  );

const DATES = [
  '01/09/2020',
  '1/9/20',
  '2020-09-01',
  '1 Sep 2020',
  '01.09.2020',
  '9/1/2020 0:00',
  '43831',
  'Sept 2020',
];
const text = (...lines: string[]): Buffer => Buffer.from(staffCsv(...lines));
const cell = (cells: Record<string, string>): Buffer => text(person(3, cells));

/** What it is, the file, and a code of which at least one problem must be. */
const WORSE: readonly (readonly [string, Buffer, string])[] = [
  ['nothing', Buffer.alloc(0), 'emptyFile'],
  ['a header and nobody', Buffer.from(`${HEADER}\r\n`), 'noPeople'],
  ['random bytes', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256)), 'notText'],
  ['50 MB of people', Buffer.alloc(50 * 2 ** 20, `${person(9)}\n`), 'tooLarge'],
  ['a delimiter that nobody uses', Buffer.from(staffCsv(person(3)).replaceAll(',', '~')), 'missingHeader'],
  ['the header twice', text(person(3), HEADER, person(4)), 'headerAgain'],
  [
    'a title above the header',
    Buffer.from(`Staff list of Hill School,,,\r\n${staffCsv(person(3))}`),
    'missingHeader',
  ],
  ['merged cells', text(person(3), ',,,,,,,,,,,,2,', person(5)), 'missingValue'],
  ['a formula for an e-mail address', cell({ Email: '@SUM(A1:A9)' }), 'badEmail'],
  ['a date of every kind', text(...DATES.map((StartDate, at) => person(at + 3, { StartDate }))), 'badDate'],
  [
    'the same column twice',
    Buffer.from(staffCsv(person(3)).replace('Department', 'Email')),
    'duplicateColumn',
  ],
  ['a byte order mark in the middle', text(person(3), `\ufeff${person(4)}`, person(4)), 'duplicateId'],
  ['a quotation that never ends', cell({ Department: '"Year 1' }), 'quoteNotClosed'],
  ['UTF-16 cut in half', iconv.encode(staffCsv(), 'utf-16le').subarray(0, 301), 'notText'],
  ['rows that are too short', text('3,Ms,Ann'), 'missingValue'],
  ['rows that are too long', text(`${person(3)},a,b,c`), 'tooManyFields'],
  [
    'a circle of line managers',
    text(person(3, { LineManagerId: '4' }), person(4, { LineManagerId: '3' })),
    'lineManagerLoop',
  ],
  ['everybody the same', text(...Array.from({ length: 30 }, () => person(3))), 'duplicateId'],
  ['a web page', Buffer.from('<!doctype html><title>Sign in</title>'), 'missingHeader'],
  ['JSON', Buffer.from('[{"Id":"1","Surname":"Hall"}]'), 'missingHeader'],
  ['no head any more', Buffer.from(staffCsv().replace(',head\r\n', ',\r\n')), 'noHead'],
];

describe('a file that is no staff list, or a bad one', () => {
  let school: TestSchool;
  let id: string;
  let imports: StaffImports;
  beforeAll(async () => {
    school = await openSchool({ at: '2026-11-22T08:00' });
    id = randomUUID();
    imports = school.app.get(StaffImports);
    await school.app.get(Schools).found({ id, name: 'Hill School', urn: '909090' });
    await imports.commit(school.unit.job(id), staffFile('primary'));
  });
  afterAll(() => school.close());

  /** Everything that a staff file could change, as one text. */
  const everything = async (): Promise<string> => {
    const { rows } = await school.look.query<{ all: string }>(
      `select md5(concat((select string_agg(p::text, '|' order by id) from cpd.person p where school_id = $1),
          (select string_agg(o::text, '|' order by id) from cpd.post o where school_id = $1),
          (select string_agg(n::text, '|' order by id) from cpd.staff_news n where school_id = $1),
          (select count(*)::text from cpd.missing_person where school_id = $1))) as all`,
      [id],
    );
    return rows[0]?.all ?? '';
  };

  it.each(WORSE.map(([what, bytes, code]) => ({ what, bytes, code })))(
    '($what) gets a whole report, and nothing is written',
    async ({ bytes, code }) => {
      const before = await everything();
      const result = await imports.commit(school.unit.job(id), bytes);
      expect(result.outcome).toBe('refused');
      const found = result.file.ok ? [] : result.file.problems;
      expect(found.map((problem) => problem.code)).toContain(code);
      expect(found.filter((problem) => problem.expected.length < 10)).toEqual([]);
      expect(formatProblems(found)).toMatch(/\d+ entr/);
      expect(await everything()).toBe(before);
    },
  );

  it('with formulas in its cells is taken as text, and they are pointed out', async () => {
    const cells = { Surname: '=HYPERLINK("http://x")', Department: '+SUM(A1)', JobTitle: '@cmd|calc' };
    const quoted = Object.fromEntries(
      Object.entries(cells).map(([column, value]) => [column, `"${value.replaceAll('"', '""')}"`]),
    );
    const result = await imports.check(school.unit.job(id), cell(quoted), { allowMissing: true });
    expect(result.outcome).toBe('checked');
    expect(
      result.file.warnings.filter(({ code }) => code === 'formulaLike').map(({ value }) => value),
    ).toEqual(expect.arrayContaining(Object.values(cells)));
  });

  it('can be the same list as another program writes it: encodings, line ends and delimiters change nothing', async () => {
    const file = staffFile('primary');
    const good = iconv.decode(file, isUtf8(file) ? 'utf-8' : 'win1252');
    const variants = [
      Buffer.from(good),
      Buffer.from(`\ufeff${good}`),
      Buffer.from(good.replaceAll('\r\n', '\n')),
      Buffer.from(good.replaceAll('\r\n', '\r')),
      iconv.encode(good, 'win1252'),
      iconv.encode(good, 'utf-16le', { addBOM: true }),
      iconv.encode(good, 'utf-16be', { addBOM: true }),
      Buffer.from(`${good}\r\n\r\n`),
    ];
    for (const bytes of variants)
      expect(await imports.check(school.unit.job(id), bytes)).toMatchObject({
        outcome: 'checked',
        counts: { changed: 0, joiners: 0 },
      });
  });

  it('never makes the import throw or write, however a good file is damaged', async () => {
    const good = staffFile('primary');
    const before = await everything();
    const damage = fc.record({
      at: fc.nat(good.length - 1),
      cut: fc.nat(60),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 20 }),
        fc
          .constantFrom('"', ',', '\r\n', '\0', '\ufeff', ';;;', '=1+1', "','", '""', 'x'.repeat(3000))
          .map((s) => Buffer.from(s)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (all) => {
        let bytes = good;
        for (const { at, cut, put } of all)
          bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]);
        const result = await imports.check(school.unit.job(id), bytes);
        expect(['checked', 'refused']).toContain(result.outcome);
        if (!result.file.ok) expect(result.file.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
    expect(await everything()).toBe(before);
  }, 60_000);

  (there ? it : it.skip)(
    'made by other systems for other things is refused with what is missing',
    async () => {
      const before = await everything();
      const files = ['mis', 'oneroster', 'calendar', 'frameworks'].flatMap((folder) =>
        readdirSync(join(shared, folder), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name)),
      );
      expect(files.length).toBeGreaterThan(15);
      for (const file of files) {
        const result = await imports.commit(school.unit.job(id), readFileSync(file));
        expect([file, result.outcome]).toEqual([file, 'refused']);
        if (!result.file.ok)
          expect(result.file.problems.every(({ expected }) => expected.length > 9)).toBe(true);
      }
      expect(await everything()).toBe(before);
    },
    60_000,
  );

  (there ? it : it.skip)('is not what the project’s own two staff files are', async () => {
    for (const name of ['staff-primary.csv', 'staff-secondary.csv']) {
      const bytes = readFileSync(join(shared, 'staff', name));
      const result = await imports.check(school.unit.job(id), bytes, { allowMissing: true });
      expect(result.file.ok).toBe(true);
    }
  });
});
