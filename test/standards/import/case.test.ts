import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FRAMEWORKS } from '../../../src/standards/data/frameworks.js';
import { TDA_2007 } from '../../../src/standards/data/tda-2007.js';
import { readCase, writeCase } from '../../../src/standards/import/index.js';
import type { Framework, FrameworkFile } from '../../../src/standards/import/index.js';
import { someFramework, unordered } from './arbitrary-framework.js';

const AS_AT = { asAt: '2026-11-22T12:00:00Z' };

function read(value: unknown): FrameworkFile {
  return readCase(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
}

function framework(value: unknown): Framework {
  const file = read(value);
  if (!file.ok) throw new Error(JSON.stringify(file.problems, null, 1));
  return file.framework;
}

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const item = (number: number, more: object = {}): object => ({
  identifier: id(number),
  fullStatement: `Statement ${number}`,
  humanCodingScheme: `S${number}`,
  ...more,
});
const joined = (associationType: string, from: number, to: number, sequenceNumber?: number): object => ({
  associationType,
  originNodeURI: { identifier: id(from), title: 'from', uri: 'x' },
  destinationNodeURI: `https://elsewhere.example/CFItems/${id(to).toUpperCase()}`,
  sequenceNumber,
});
const sample = (items: object[], associations: object[], document: object = {}): object => ({
  CFDocument: {
    identifier: id(0),
    title: 'A framework',
    uri: 'https://school.example/f',
    statusStartDate: '2020-01-01',
    ...document,
  },
  CFItems: items,
  CFAssociations: associations,
});

describe('written and read again', () => {
  test.each(FRAMEWORKS.map((one) => [one.code, one] as const))('%s is the same', (_, one) => {
    expect(unordered(framework(writeCase(one, AS_AT)))).toEqual(unordered(one));
  });

  test('any framework is the same', () => {
    fc.assert(
      fc.property(someFramework, (one) => {
        expect(unordered(framework(writeCase(one, AS_AT)))).toEqual(unordered(one));
      }),
    );
  });

  test('twice gives the same file, and no identifier stands for two things', () => {
    const once = writeCase(TDA_2007, AS_AT);
    expect(writeCase(TDA_2007, AS_AT)).toEqual(once);
    const identifiers = [...JSON.stringify(once.CFItems).matchAll(/\{"identifier":"([^"]+)"/g)].map(
      ([, own]) => own,
    );
    expect(new Set(identifiers).size).toBe(102 + 16);
  });

  test('what is built on precedes what builds on it', () => {
    expect(JSON.stringify(writeCase(TDA_2007, AS_AT))).toContain('"associationType":"precedes"');
    const read = framework(
      sample([item(1), item(2)], [joined('precedes', 1, 2), joined('exactMatchOf', 1, 2)]),
    );
    expect(read.relations).toEqual([
      { from: 'S2', to: 'S1', kind: 'buildsOn' },
      { from: 'S1', to: 'S2', kind: 'exactMatch' },
    ]);
  });

  test('identifiers of somebody else’s package are kept', () => {
    const once = framework(sample([item(1)], [joined('isChildOf', 1, 0)]));
    expect(once).toMatchObject({ identifier: id(0), standards: [{ identifier: id(1) }] });
    expect(framework(writeCase(once, AS_AT))).toEqual(once);
  });
});

describe('real packages', () => {
  test('items are ordered by sequence number under their parents', () => {
    const read = framework(
      sample(
        [item(1), item(2), item(3), item(9, { CFItemType: 'section' })],
        [
          joined('isChildOf', 1, 9, 2),
          joined('isChildOf', 3, 9, 1),
          joined('isChildOf', 2, 3, 1),
          joined('isChildOf', 9, 0, 1),
        ],
      ),
    );
    expect(read.sections).toEqual([{ code: 'S9', title: 'Statement 9' }]);
    expect(read.standards.map(({ code, parent, section }) => [code, parent, section])).toEqual([
      ['S3', undefined, 'S9'],
      ['S2', 'S3', 'S9'],
      ['S1', undefined, 'S9'],
    ]);
  });

  test('a wrapped package, a byte order mark and missing lists are no trouble', () => {
    const text = `\ufeff${JSON.stringify({ CFPackage: { ...sample([item(1)], []), CFAssociations: null } })}`;
    expect(framework(text).standards).toHaveLength(1);
  });

  test('items without a code or with that of another are given one, told where', () => {
    const file = read(
      sample(
        [
          item(1),
          item(2, { humanCodingScheme: 'S1' }),
          item(3, { humanCodingScheme: null }),
          item(4, { humanCodingScheme: 'a b' }),
        ],
        [],
      ),
    );
    expect(file.ok && file.framework.standards.map(({ code }) => code)).toEqual([
      'S1',
      'S1-2',
      'item-2',
      'a-b',
    ]);
    expect(file.warnings.map(({ code, at }) => [code, at])).toEqual([
      ['codeMade', 'CFItems[1].humanCodingScheme'],
      ['codeMade', 'CFItems[2].humanCodingScheme'],
      ['codeMade', 'CFItems[3].humanCodingScheme'],
    ]);
  });

  test('date-times without a zone are accepted with one warning', () => {
    const late = { lastChangeDateTime: '2017-05-25T18:05:33' };
    const file = read(
      sample([item(1, late), item(2, late)], [], { lastChangeDateTime: '2017-05-25T18:05:33Z' }),
    );
    expect(file).toMatchObject({
      ok: true,
      warnings: [{ code: 'dateWithoutZone', at: 'CFItems[0].lastChangeDateTime' }],
    });
    expect(file.warnings[0]?.expected).toContain('2 in this file');
  });

  test('links to other documents are left out and told', () => {
    const file = read(sample([item(1)], [joined('exactMatchOf', 1, 77), joined('exemplar', 1, 78)]));
    expect(file).toMatchObject({
      ok: true,
      framework: { relations: [] },
      warnings: [{ code: 'linkOutside' }],
    });
    expect(file.warnings[0]?.expected).toMatch(/^2 associations/);
  });
});

describe('packages that are none', () => {
  const problems = (value: unknown): [string, string][] => {
    const file = read(value);
    if (file.ok) throw new Error('the package was accepted');
    return file.problems.map(({ code, at }) => [code, at]);
  };

  test('every wrong field is told by its path', () => {
    const wrong = sample(
      [item(1, { fullStatement: ' ' }), item(2, { identifier: 'two' })],
      [{ associationType: 1 }],
      { title: undefined },
    );
    expect(problems(wrong)).toEqual([
      ['badValue', 'CFDocument.title'],
      ['badValue', 'CFItems[0].fullStatement'],
      ['badValue', 'CFItems[1].identifier'],
      ['badValue', 'CFAssociations[0].associationType'],
      ['badValue', 'CFAssociations[0].originNodeURI'],
      ['badValue', 'CFAssociations[0].destinationNodeURI'],
    ]);
  });

  test('items that are part of each other, or have one identifier, are refused', () => {
    expect(
      problems(sample([item(1), item(2)], [joined('isChildOf', 1, 2), joined('isChildOf', 2, 1)])),
    ).toEqual([['parentLoop', 'CFItems[0]']]);
    expect(problems(sample([item(1), item(1)], []))).toEqual([['duplicateIdentifier', 'CFItems[1]']]);
  });

  test('a package without items is refused', () => {
    expect(problems(sample([], [])).map(([code]) => code)).toContain('badValue');
  });

  test.each([
    ['', 'emptyFile', ''],
    ['[]', 'badValue', 'CFDocument'],
    ['null', 'badValue', ''],
    ['{"CFDocument":\n{"title" "x"}}', 'notJson', 'line 2'],
  ])('%j is refused as %s', (text, code, at) => {
    const found = problems(text);
    expect(found[0]?.[0]).toBe(code);
    if (code !== 'badValue') expect(found[0]?.[1]).toBe(at);
  });

  test('bytes that are no UTF-8 are refused', () => {
    expect(readCase(Buffer.from([0xff, 0xfe, 0x7b]))).toMatchObject({
      ok: false,
      problems: [{ code: 'notText' }],
    });
  });

  test('whatever JSON comes, the answer is a list of problems', () => {
    fc.assert(
      fc.property(fc.json(), fc.jsonValue(), (text, value) => {
        const file = read(text);
        expect(file.ok || file.problems.length > 0).toBe(true);
        const other = read(sample([{ ...item(1), humanCodingScheme: value }], []));
        expect(other.ok || other.problems.length > 0).toBe(true);
      }),
    );
  });
});
