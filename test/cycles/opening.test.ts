import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { standingOf, worksHere, YearStarters } from '../../src/cycles/index.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { bareReviews } from './support/bare-reviews.js';

describe('opening a year', () => {
  let school: TestSchool;
  beforeAll(async () => {
    school = await openSchool({ at: '2026-08-20T08:00' });
  });
  afterAll(() => school.close());

  const reviews = async (): Promise<number> =>
    Number(
      (
        await school.look.query<{ n: string }>(
          `select count(*) as n from engine.instance where chart = 'review'`,
        )
      ).rows[0]?.n,
    );

  it('that broke off goes on, and everybody has one review in the end', async () => {
    bareReviews(school);
    const years = school.app.get(YearStarters, { strict: false });
    const starter = years.starterOf('reviews');
    let calls = 0;
    years.starts('reviews', {
      chart: 'review',
      requests: async (tx, year, people) => {
        calls += 1;
        const requests = (await starter?.requests(tx, year, people)) ?? [];
        if (calls > 1) return requests;
        // Half of them are there already when it breaks off.
        const job = school.unit.job(year.schoolId);
        await school.engine.startMany(job, 'review', requests.slice(0, 5));
        throw new Error('broken off');
      },
    });
    const year = await school.call<{ id: string }>('leader', 'cycles.prepare', { body: { startYear: 2026 } });
    await school.call('leader', 'cycles.finishSetup', { params: { id: year.id } });
    await school.advance('2026-09-01T07:00');
    expect([calls, await reviews()]).toEqual([1, 5]);
    await school.advance('2026-09-01T07:10');
    expect([calls, await reviews()]).toEqual([2, 11]);
  });

  it('pins the versions of all charts for the year', async () => {
    const { rows } = await school.look.query<{ pinned: Record<string, number> }>(
      'select pinned from cpd.cycle',
    );
    expect(rows[0]?.pinned).toMatchObject({ cycle: 1, review: expect.any(Number) });
  });
});

describe('who is how employed', () => {
  const teacher = { staffGroup: 'teacher', startsOn: '2026-09-01', leavesOn: null, earlyCareer: false };

  it.each([
    ['a permanent teacher', {}, 'employee'],
    ['a teacher in induction', { earlyCareer: true }, 'ect'],
    ['somebody for less than twelve weeks', { leavesOn: '2026-11-22' }, 'shortTerm'],
    ['somebody for exactly twelve weeks', { leavesOn: '2026-11-23' }, 'employee'],
    ['an early-career teacher for a few weeks', { earlyCareer: true, leavesOn: '2026-10-01' }, 'shortTerm'],
  ] as const)('%s', (_who, differs, standing) => {
    expect(standingOf({ ...teacher, ...differs }, 12)).toBe(standing);
  });

  it.each([
    ['on the last day', { leavesOn: '2026-10-01' }, true],
    ['the day after it', { leavesOn: '2026-09-30' }, false],
    ['before the first', { startsOn: '2026-10-02' }, false],
    ['a governor', { staffGroup: 'governor' }, false],
    ['an adviser', { staffGroup: null }, false],
  ] as const)('works here %s: %j %s', (_when, differs, here) => {
    expect(worksHere({ ...teacher, ...differs }, '2026-10-01')).toBe(here);
  });
});
