import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { YearStarters } from '../../src/cycles/index.js';
import type { Year, YearPerson } from '../../src/cycles/index.js';
import { idFrom } from '../../src/platform/ids.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';

let school: TestSchool;
const cycle = idFrom('test-cycle', 'start');

const year = (): Year => ({
  id: cycle,
  schoolId: school.id,
  title: '2026/27',
  previousId: null,
  governorsMeetOn: null,
  pinned: {},
  opensOn: '2026-09-01',
  reviewsDueOn: '2026-10-31',
  needsSortedOn: '2026-11-15',
  planAmendedOn: '2026-11-30',
  reportOpensOn: '2027-06-01',
  reportDueOn: '2027-07-09',
  closesOn: '2027-08-31',
  runsOnUntil: '2027-10-31',
  corePlanDueOn: '2026-07-15',
});

const person = (name: PersonName, reviewer: PersonName | null): YearPerson => ({
  id: school.person(name),
  staffGroup: 'teacher',
  standing: 'employee',
  reviewerId: reviewer && school.person(reviewer),
  frameworkCode: name === 'cook' ? null : 'teachers-standards-2011',
  online: name !== 'cook',
  isHead: name === 'head',
  reviewedHere: true,
  awaySince: null,
  from: '2026-09-01',
  inFlight: null,
});

const start = async (what: 'reviews' | 'standards', people: readonly YearPerson[]): Promise<number> => {
  const starter = school.app.get(YearStarters, { strict: false }).starterOf(what);
  if (!starter) throw new Error(`Nobody starts ${what}.`);
  const requests = await school.unit.run(school.system, (tx) => starter.requests(tx, year(), people));
  return school.engine.startMany(school.system, starter.chart, requests);
};

describe('a school’s year, as it opens', () => {
  beforeAll(async () => {
    school = await openSchool();
  });
  afterAll(() => school.close());

  it('starts one review for each person, once, the head’s with a panel of governors', async () => {
    const people = [person('teacher', 'reviewer'), person('head', null), person('cook', 'business')];
    expect(await start('reviews', people)).toBe(3);
    expect(await start('reviews', people)).toBe(0);
    const read = async (name: PersonName) =>
      (
        await school.call<{ reviews: { reviewers: string[]; clocks: { dueAt: string }[] }[] }>(
          name,
          'reviews.mine',
        )
      ).reviews[0];
    expect((await read('teacher'))?.reviewers).toEqual([school.person('reviewer')]);
    const heads = await read('head');
    expect(new Set(heads?.reviewers)).toEqual(
      new Set([school.person('governor'), school.person('governor2')]),
    );
    expect(heads?.clocks.some((clock) => clock.dueAt.startsWith('2026-12-'))).toBe(true);
  });

  it('starts a self-assessment for those whose group has a framework', async () => {
    const people = [person('teacher', 'reviewer'), person('cook', 'business')];
    expect(await start('standards', people)).toBe(1);
    expect(await start('standards', people)).toBe(0);
  });
});
