import { describe, expect, test } from '@jest/globals';
import { STAFF_GROUPS } from '../../../src/people/import/index.js';
import {
  CROSSWALKS,
  DEFAULT_FRAMEWORKS,
  defaultFrameworkFor,
  FRAMEWORKS,
} from '../../../src/standards/data/frameworks.js';
import { TDA_2007 } from '../../../src/standards/data/tda-2007.js';
import { checkFramework, inReadingOrder } from '../../../src/standards/import/index.js';

const framework = (code: string): (typeof FRAMEWORKS)[number] => {
  const found = FRAMEWORKS.find((candidate) => candidate.code === code);
  if (!found) throw new Error(`no framework ${code}`);
  return found;
};

test.each(FRAMEWORKS.map((one) => [one.code, one] as const))(
  '%s holds together and reads in order',
  (_, one) => {
    expect(checkFramework(one)).toEqual([]);
    expect(inReadingOrder(one)).toEqual(one);
  },
);

describe('TDA 2007', () => {
  test.each([
    ['Q', 33],
    ['C', 41],
    ['P', 10],
    ['E', 15],
    ['A', 3],
  ])('stage %s has its %d codes without a gap', (stage, count) => {
    const codes = TDA_2007.standards.filter((standard) => standard.stage === stage).map(({ code }) => code);
    const expected = Array.from({ length: count }, (_, at) => `${stage}${at + 1}`);
    expect([...codes].sort()).toEqual([...expected].sort());
  });

  test('every code stands in the area of the published table', () => {
    const areas = TDA_2007.sections.map(({ code }) =>
      TDA_2007.standards.filter(({ section }) => section === code).map((standard) => standard.code),
    );
    const span = (stage: string, from: number, to: number): string[] =>
      Array.from({ length: to - from + 1 }, (_, at) => `${stage}${from + at}`);
    expect(areas[0]).toEqual([...span('Q', 1, 2), ...span('C', 1, 2)]);
    expect(areas[5]).toEqual([...span('Q', 11, 13), ...span('C', 11, 14), 'P3', 'P4', 'E4']);
    expect(areas[12]).toEqual([...span('Q', 26, 28), ...span('C', 31, 34), ...span('E', 9, 11)]);
    expect(areas[15]).toEqual(['Q32', 'Q33', 'C40', 'C41', 'P9', 'P10', 'E13', 'E14', 'E15', 'A2', 'A3']);
  });

  test('every standard above stage Q builds on an earlier stage in its own area', () => {
    const byCode = new Map(TDA_2007.standards.map((standard) => [standard.code, standard]));
    for (const { code, stage, section } of TDA_2007.standards) {
      const below = TDA_2007.relations.filter(({ from }) => from === code).map(({ to }) => byCode.get(to));
      if (stage === 'Q') expect(below).toEqual([]);
      else expect(below.length).toBeGreaterThan(0);
      for (const lower of below) {
        expect(lower?.section).toBe(section);
        expect('QCPEA'.indexOf(lower?.stage ?? '')).toBeLessThan('QCPEA'.indexOf(stage ?? ''));
      }
    }
  });
});

test('the Teachers’ Standards have eight standards with 35 sub-points, and Part Two', () => {
  const { standards } = framework('teachers-standards-2011');
  const parts = (code: string): number => standards.filter(({ parent }) => parent === code).length;
  expect([1, 2, 3, 4, 5, 6, 7, 8].map((number) => parts(`TS${number}`))).toEqual([3, 5, 5, 5, 4, 4, 4, 5]);
  expect(standards.filter(({ section }) => section === 'part-two')).toHaveLength(8);
});

test('HLTA has 33, headteachers ethics and ten, teaching assistants four themes of which the first has five points', () => {
  expect(framework('hlta-2015').standards.map(({ code }) => code)).toEqual(
    Array.from({ length: 33 }, (_, at) => `HLTA${at + 1}`),
  );
  expect(
    framework('headteachers-2020').standards.filter(({ section }) => section === 'standards'),
  ).toHaveLength(10);
  const { standards, note } = framework('teaching-assistants-2016');
  expect(standards.filter(({ parent }) => parent === undefined).map(({ code }) => code)).toEqual([
    'TA1',
    'TA2',
    'TA3',
    'TA4',
  ]);
  expect(standards.filter(({ parent }) => parent === 'TA1')).toHaveLength(5);
  expect(note).toContain('our own grouping');
});

test('crosswalks join codes that exist in the frameworks they name', () => {
  for (const { from, to, relations } of CROSSWALKS) {
    const [one, other] = [framework(from), framework(to)].map(({ standards }) =>
      standards.map(({ code }) => code),
    );
    expect(
      relations.filter((relation) => !one?.includes(relation.from) || !other?.includes(relation.to)),
    ).toEqual([]);
  }
});

test('every staff group has an answer, which is a framework in force or none', () => {
  expect(Object.keys(DEFAULT_FRAMEWORKS).sort()).toEqual([...STAFF_GROUPS].sort());
  const codes = Object.values(DEFAULT_FRAMEWORKS).filter((code) => code !== null);
  for (const code of codes) expect(framework(code).inForceTo).toBeNull();
  expect(defaultFrameworkFor({ staffGroup: 'leadership', isHead: true })).toBe('headteachers-2020');
  expect(defaultFrameworkFor({ staffGroup: 'catering', isHead: false })).toBeNull();
  expect(defaultFrameworkFor({ staffGroup: 'constructor-less', isHead: false })).toBeNull();
});
