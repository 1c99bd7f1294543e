import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changesNothing, planStaffChanges, STAFF_GROUPS } from '../../../src/people/import/index.js';
import type { KnownPerson, StaffChanges, StaffRecord } from '../../../src/people/import/index.js';
import { applyPlan } from './apply-plan.js';
import { accepted, school, TODAY } from './staff-files.js';

function record(externalId: string, over: Partial<StaffRecord> = {}): StaffRecord {
  return {
    externalId,
    forename: 'Ann',
    surname: `Lee${externalId}`,
    email: `${externalId}@hill.example`,
    jobTitle: 'Class Teacher',
    staffGroup: 'teacher',
    fte: 1,
    startDate: '2020-09-01',
    leaveDate: null,
    lineManagerId: '1',
    roles: [],
    ect: false,
    extra: {},
    ...over,
  };
}

function known(externalId: string, over: Partial<StaffRecord> = {}): KnownPerson {
  return { ...record(externalId, over), personId: `p${externalId}` };
}

const TEN = Array.from({ length: 10 }, (_, at) => String(at + 1));

/** Ten people known; a file in which some differ. */
function planFor(rows: readonly StaffRecord[], over: Partial<StaffRecord> = {}): StaffChanges {
  return planStaffChanges([...TEN.map((id) => known(id)), known('11', over)], rows, TODAY);
}

const unchangedTen = TEN.map((id) => record(id));

describe('a first and a second import', () => {
  test.each(['primary', 'secondary'] as const)('of the %s school: all join, then nothing changes', (name) => {
    const { rows } = accepted(school(name));
    const first = planStaffChanges([], rows, TODAY);
    expect(first.joiners).toHaveLength(rows.length);
    const second = planStaffChanges(applyPlan([], first), rows, TODAY);
    expect(changesNothing(second)).toBe(true);
    expect(second.unchanged).toHaveLength(rows.length);
  });
});

describe('each kind of change', () => {
  test('a new value is told field by field, with the old one', () => {
    const plan = planFor([...unchangedTen, record('11', { surname: 'Fox', roles: ['cover'] })]);
    expect(plan.changed).toEqual([
      {
        personId: 'p11',
        externalId: '11',
        changes: [
          { field: 'surname', old: 'Lee11', new: 'Fox' },
          { field: 'roles', old: [], new: ['cover'] },
        ],
      },
    ]);
    expect(plan.unchanged).toEqual(TEN);
  });

  test('a new line manager stands in a list of its own', () => {
    const plan = planFor([...unchangedTen, record('11', { lineManagerId: '2' })]);
    expect(plan).toMatchObject({
      changed: [],
      lineManagerChanged: [{ externalId: '11', old: '1', new: '2' }],
    });
  });

  test.each([
    ['2026-08-31', true],
    ['2027-08-31', false],
  ])('a leave date of %s makes a leaver who is gone: %s', (leaveDate, gone) => {
    const plan = planFor([...unchangedTen, record('11', { leaveDate })]);
    expect(plan.leavers).toEqual([{ personId: 'p11', externalId: '11', old: null, leaveDate, gone }]);
  });

  test('a leave date to come that is withdrawn is told as such, and nobody has returned', () => {
    const plan = planFor([...unchangedTen, record('11')], { leaveDate: '2027-08-31' });
    expect(plan.leavers).toMatchObject([{ old: '2027-08-31', leaveDate: null, gone: false }]);
    expect(plan.returned).toEqual([]);
  });

  test('somebody who had left and is back has returned', () => {
    const plan = planFor([...unchangedTen, record('11')], { leaveDate: '2025-08-31' });
    expect(plan.returned).toMatchObject([{ externalId: '11', leftOn: '2025-08-31', leaveDate: null }]);
  });

  test('somebody who had left and is not in the file any more is not missing', () => {
    expect(planFor(unchangedTen, { leaveDate: '2025-08-31' })).toMatchObject({ missing: [], refused: [] });
  });

  test('somebody who left before they were ever known here is not made', () => {
    const plan = planFor([...unchangedTen, record('11'), record('12', { leaveDate: '2025-08-31' })]);
    expect(plan).toMatchObject({ joiners: [], neverHere: ['12'] });
  });

  test('a column that the file does not have clears nothing', () => {
    const { fte: _, leaveDate: __, ...row } = record('11');
    const plan = planFor([...unchangedTen, row], {
      fte: 0.4,
      workingDays: [1, 2],
      leaveDate: '2027-08-31',
      extra: { Room: '4' },
    });
    expect(changesNothing(plan)).toBe(true);
  });
});

describe('people missing from the file', () => {
  test('one in eleven is asked about, never ended', () => {
    const plan = planFor(unchangedTen);
    expect(plan).toMatchObject({
      refused: [],
      leavers: [],
      missing: [{ externalId: '11', name: 'Ann Lee11' }],
    });
    expect(changesNothing(plan)).toBe(true);
  });

  test('exactly a tenth is still asked about, more is refused unless allowed', () => {
    const people = TEN.map((id) => known(id));
    expect(planStaffChanges(people, unchangedTen.slice(1), TODAY).refused).toEqual([]);
    const two = planStaffChanges(people, unchangedTen.slice(2), TODAY);
    expect(two.refused).toMatchObject([{ code: 'tooManyMissing', missing: 2, inPost: 10 }]);
    expect(planStaffChanges(people, unchangedTen.slice(2), TODAY, { allowMissing: true }).refused).toEqual(
      [],
    );
  });

  test('a missing person who stands there under another id is not made twice', () => {
    const plan = planFor([...unchangedTen, record('A11', { email: '11@hill.example' })]);
    expect(plan.refused).toMatchObject([
      { code: 'emailOfAnother', externalId: 'A11', known: { externalId: '11' } },
    ]);
  });

  test('the address of a person who left is not given to a newcomer', () => {
    const rows = [...unchangedTen, record('12', { email: '11@hill.example' })];
    expect(planFor(rows, { leaveDate: '2025-08-31' }).refused).toMatchObject([{ code: 'emailOfAnother' }]);
  });

  test('two people who swap addresses are two changes', () => {
    const rows = [
      ...unchangedTen.slice(0, 9),
      record('10', { email: '11@hill.example' }),
      record('11', { email: '10@hill.example' }),
    ];
    expect(planFor(rows)).toMatchObject({
      refused: [],
      changed: [{ externalId: '10' }, { externalId: '11' }],
    });
  });
});

const date = fc.constantFrom('2019-09-01', '2025-08-31', '2026-11-21', TODAY, '2027-08-31');
const id = fc.integer({ min: 1, max: 30 }).map(String);
const row: fc.Arbitrary<StaffRecord> = fc.record(
  {
    externalId: id,
    title: fc.option(fc.constantFrom('Ms', 'Dr')),
    forename: fc.constantFrom('Ann', 'Siân'),
    surname: fc.constantFrom('Lee', "O'Brien"),
    email: fc.option(fc.uuid()),
    jobTitle: fc.constantFrom('Cook', 'Class Teacher'),
    staffGroup: fc.constantFrom(...STAFF_GROUPS),
    fte: fc.option(fc.constantFrom(0.5, 1)),
    startDate: date,
    leaveDate: fc.option(date),
    lineManagerId: fc.option(id),
    roles: fc.subarray(['head', 'cpd-leader', 'cover'] as const),
    workingDays: fc.option(fc.subarray([1, 2, 3, 4, 5])),
    ect: fc.boolean(),
    extra: fc.dictionary(fc.constantFrom('Room', 'House'), fc.constantFrom('', 'x', 'y')),
  },
  {
    requiredKeys: [
      'externalId',
      'forename',
      'surname',
      'email',
      'jobTitle',
      'staffGroup',
      'startDate',
      'lineManagerId',
      'roles',
      'ect',
      'extra',
    ],
  },
);
const file = fc.uniqueArray(row, { selector: (record) => record.externalId, maxLength: 30 });
const people = file.map((rows) => rows.map((record) => ({ ...record, personId: `p${record.externalId}` })));

describe('whatever is known and whatever the file says', () => {
  test('applying the plan and planning again changes nothing', () => {
    fc.assert(
      fc.property(people, file, (before, rows) => {
        const after = applyPlan(before, planStaffChanges(before, rows, TODAY));
        expect(changesNothing(planStaffChanges(after, rows, TODAY))).toBe(true);
      }),
    );
  });

  test('the order of rows and of people does not matter', () => {
    const shuffled = fc
      .tuple(people, file)
      .chain(([before, rows]) =>
        fc.tuple(
          fc.constant({ before, rows }),
          fc.shuffledSubarray(before, { minLength: before.length }),
          fc.shuffledSubarray(rows, { minLength: rows.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([{ before, rows }, otherBefore, otherRows]) => {
        const numbered = otherRows.map((entry, index) => ({ ...entry, line: index + 2 }));
        expect(planStaffChanges(otherBefore, numbered, TODAY)).toEqual(planStaffChanges(before, rows, TODAY));
      }),
    );
  });

  test('everyone known and everyone in the file is in some list, and nobody missing is ended', () => {
    fc.assert(
      fc.property(people, file, (before, rows) => {
        const plan = planStaffChanges(before, rows, TODAY);
        const told = new Set([
          ...plan.neverHere,
          ...plan.unchanged,
          ...[plan.joiners, plan.changed, plan.lineManagerChanged, plan.leavers, plan.returned]
            .flat()
            .map((entry) => entry.externalId),
        ]);
        expect([...told].sort()).toEqual(rows.map((entry) => entry.externalId).sort());
        expect(plan.missing.filter((entry) => told.has(entry.externalId))).toEqual([]);
      }),
    );
  });
});
