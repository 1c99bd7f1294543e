import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { deflateSync } from 'node:zlib';
import { formatProblems, parseColumnMap, problemsAsJson } from '../../../src/people/import/index.js';
import { accepted, HEADER, person, problems, read, staffCsv, where } from './staff-files.js';

const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  deflateSync(Buffer.alloc(5000, 7)),
]);

describe('files that are no staff list', () => {
  test.each([
    ['nothing at all', Buffer.alloc(0), 'emptyFile'],
    ['only white space', Buffer.from(' \r\n\n\t\n'), 'emptyFile'],
    ['only a byte order mark', Buffer.from([0xef, 0xbb, 0xbf]), 'emptyFile'],
    ['a picture called .csv', png, 'notText'],
    ['an Excel workbook called .csv', Buffer.from('504b030414000600', 'hex'), 'notText'],
    ['more than 5 MB', Buffer.alloc(5 * 1024 * 1024 + 1, 'a'), 'tooLarge'],
    ['UTF-16 without its mark', iconv.encode(staffCsv(), 'utf-16le'), 'notText'],
  ])('%s is refused and says what to do', (_, bytes, code) => {
    expect(problems(bytes)).toMatchObject([{ code, line: 0 }]);
    expect(problems(bytes)[0]?.expected).not.toBe('');
  });

  test('a zero byte is found on its line', () => {
    expect(problems(staffCsv(person(3, { Surname: 'L\0ee' })))).toMatchObject([{ code: 'notText', line: 4 }]);
  });

  test('more than 20,000 rows are refused', () => {
    const lines = `${HEADER}\n${'1\n'.repeat(20_001)}`;
    expect(where(problems(lines))).toEqual([['tooManyRows', 0, '']]);
  });

  test('a page of HTML is refused for its headers', () => {
    const codes = problems('<!doctype html>\n<p>Your session has ended, please sign in.</p>\n').map(
      ({ code }) => code,
    );
    expect(codes).toContain('missingHeader');
  });

  test('whatever bytes come, the answer is a list of problems, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (noise, withHeader) => {
        const bytes = Buffer.concat([Buffer.from(withHeader ? staffCsv() : ''), Buffer.from(noise)]);
        const file = read(bytes);
        expect(file.ok || file.problems.length > 0).toBe(true);
      }),
    );
  });

  test('whatever stands in one cell, the people on the other lines are read as ever', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const quoted = `"${text.replaceAll('"', '""')}"`;
        const file = read(staffCsv(person(3, { Department: quoted }), person(4)));
        if (file.ok) expect(file.rows.map((row) => row.externalId)).toEqual(['1', '2', '3', '4']);
        else expect(file.problems.every(({ line }) => line === 4)).toBe(true);
      }),
    );
  });
});

test('windows-1252 has curly apostrophes and accents', () => {
  const bytes = iconv.encode(staffCsv(person(3, { Forename: 'Zoë', Surname: 'O’Brien' })), 'win1252');
  expect(accepted(bytes).rows[2]).toMatchObject({ forename: 'Zoë', surname: 'O’Brien' });
});

test('10,000 people with one id are 9,999 problems, told quickly; the table shows 200', () => {
  const lines = Array.from({ length: 10_000 }, (_, at) => person(3, { Surname: `Lee${at}`, Email: '' }));
  const found = problems(staffCsv(...lines));
  expect(found.filter(({ code }) => code === 'duplicateId')).toHaveLength(9_999);
  const table = formatProblems(found);
  expect(table.split('\n').length).toBeLessThan(210);
  expect(table).toContain('... and 9799 more');
  expect(problemsAsJson(found)).toMatchObject({ total: 9_999, counts: { duplicateId: 9_999 } });
});

test('20,000 people are read in well under the time a person would wait', () => {
  const lines = Array.from({ length: 19_998 }, (_, at) => person(at + 3, { LineManagerId: String(at + 2) }));
  const bytes = Buffer.from(staffCsv(...lines));
  const before = process.cpuUsage();
  expect(read(bytes)).toMatchObject({ ok: true, summary: { people: 20_000 } });
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000_000).toBeLessThan(4);
});

test('the table of problems lines up, and cannot be used to write to the terminal', () => {
  const table = formatProblems(
    problems(staffCsv(person(3, { StartDate: '31/02/2026', Department: 'a\u001b[31mb' }))),
  );
  const lines = table.split('\n');
  expect(lines[0]).toBe('Line  Column      Value         Expected');
  expect(lines[2]).toMatch(/^ {3}4 {2}Department {2}a\\u\{1b\}\[31mb {2}Text without control characters/);
  expect(lines[3]).toMatch(/^ {3}4 {2}StartDate {3}31\/02\/2026 {4}There is no such day/);
  expect(lines[5]).toBe('2 entries: controlCharacter 1, impossibleDate 1');
  expect(table).not.toContain('\u001b');
});

describe('the option for renamed columns', () => {
  test('reads header and field around the last equals sign', () => {
    expect(parseColumnMap(['Works Email=Email', 'a=b=Surname'])).toEqual({
      'Works Email': 'Email',
      'a=b': 'Surname',
    });
  });

  test.each(['Email', '=Email', 'Works Email='])('%j is refused', (option) => {
    expect(() => parseColumnMap([option])).toThrow('Header in the file=Email');
  });
});
