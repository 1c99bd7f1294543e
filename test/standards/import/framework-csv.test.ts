import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { FRAMEWORKS } from '../../../src/standards/data/frameworks.js';
import { readFrameworkCsv, writeFrameworkCsv } from '../../../src/standards/import/index.js';
import type { Framework, FrameworkFile } from '../../../src/standards/import/index.js';
import { someFramework, unordered } from './arbitrary-framework.js';

const ABOUT = {
  code: 'own',
  title: 'Our own',
  version: '1',
  inForceFrom: '2026-09-01',
  inForceTo: null,
  source: 'https://school.example/standards',
};

function read(text: string | Buffer): FrameworkFile {
  return readFrameworkCsv(Buffer.isBuffer(text) ? text : Buffer.from(text), ABOUT);
}

function places(file: FrameworkFile): [string, string][] {
  if (file.ok) throw new Error('the file was accepted');
  return file.problems.map(({ code, at }) => [code, at]);
}

function again(framework: Framework): FrameworkFile {
  const { standards: _s, relations: _r, sections: _t, ...about } = framework;
  return readFrameworkCsv(Buffer.from(writeFrameworkCsv(framework)), about);
}

describe('written and read again', () => {
  test.each(FRAMEWORKS.map((one) => [one.code, one] as const))('%s is the same', (_, framework) => {
    const file = again(framework);
    expect(file.ok && unordered(file.framework)).toEqual(unordered(framework));
  });

  test('any framework is the same', () => {
    fc.assert(
      fc.property(someFramework, (framework) => {
        const file = again(framework);
        expect(file.ok && unordered(file.framework)).toEqual(unordered(framework));
      }),
    );
  });

  test('no cell begins as a formula does', () => {
    fc.assert(
      fc.property(someFramework, (framework) => {
        const cells = (parse(writeFrameworkCsv(framework), { bom: true }) as string[][]).flat();
        expect(cells.filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
      }),
    );
  });
});

describe('a school’s own file', () => {
  test('is read with its own headers, parents before or after their parts', () => {
    const file = read(
      'code;parent;part;statement\nB1a;B1;Part B;Small\nB1;;Part B;Great\nA1;;Part A;"First; best"\n',
    );
    expect(file).toMatchObject({
      ok: true,
      framework: {
        sections: [
          { code: 'section-1', title: 'Part B' },
          { code: 'section-2', title: 'Part A' },
        ],
        standards: [
          { code: 'B1', section: 'section-1' },
          { code: 'B1a', parent: 'B1' },
          { code: 'A1', title: 'First; best' },
        ],
      },
    });
  });

  test('may be written in windows-1252', () => {
    const file = read(iconv.encode('code,text\nA1,Café – “good”\n', 'win1252'));
    expect(file.ok && file.framework.standards[0]?.title).toBe('Café – “good”');
  });

  test('every problem is told at once, with its line', () => {
    const file = read(
      'code,section,text,parent,relations\n' +
        'A1,s,"Two\nlines",,\n' +
        'A1,s,Again,,\n' +
        'A 3,s,Space in code,,\n' +
        'A4,s,,Z9,builds A1\n' +
        'A5,s,Loop,A6,\n' +
        'A6,s,Loop,A5,related A99\n',
    );
    expect(places(file)).toEqual([
      ['unknownRelation', 'line 6'],
      ['badValue', 'line 5, code'],
      ['badValue', 'line 6, title'],
      ['duplicateCode', 'line 4'],
      ['unknownParent', 'line 6'],
      ['unknownRelation', 'relations[0]'],
      ['parentLoop', 'line 7'],
    ]);
  });

  test('a part in another section than its whole is warned about', () => {
    const file = read('code,section,text,parent\nA1,s,One,\nA1a,t,Two,A1\n');
    expect(file.warnings).toMatchObject([{ code: 'sectionDiffers', at: 'line 3' }]);
  });

  test.each([
    ['', 'noStandards', ''],
    ['code,text\n', 'noStandards', ''],
    ['codex,words\nA1,One\n', 'missingHeader', 'line 1'],
    ['code,text\nA1,One\nA2,"Two\nA3,Three\n', 'notCsv', 'line 3'],
    ['code,text\nA1,One, two\n', 'tooManyFields', 'line 2'],
    ['code,text\nA1,\0\n', 'notText', ''],
  ])('%j is refused as %s', (text, code, at) => {
    expect(places(read(text))).toContainEqual([code, at]);
  });

  test('whatever bytes come, the answer is a list of problems', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const file = read(Buffer.concat([Buffer.from('code,text,parent\nA1,One,\n'), Buffer.from(noise)]));
        expect(file.ok || file.problems.length > 0).toBe(true);
      }),
    );
  });
});
