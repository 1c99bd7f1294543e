import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';

let school: SchoolYear;
beforeAll(async () => {
  school = await openYear();
});
afterAll(() => school.close());

const agreedDue = async (name: 'teacher' | 'ta' | 'head') => {
  const { clocks } = await school.call<{ clocks: { delay: string; dueAt: string }[] }>(name, 'reviews.read', {
    params: { id: await school.reviewOf(name) },
  });
  return clocks.find(({ delay }) => delay === 'agreedDue')?.dueAt.slice(0, 10);
};

describe('A school that changes its dates while reviews are open', () => {
  it('moves the reviews that go by the year, and the clocks that hang on them', async () => {
    expect(await agreedDue('teacher')).toBe('2026-10-31');
    await school.call('leader', 'cycles.changeDates', {
      params: { id: school.cycleId },
      body: { reviewsDueOn: '2026-11-06' },
    });
    expect([await agreedDue('teacher'), await agreedDue('ta'), await agreedDue('head')]).toEqual([
      '2026-11-06',
      '2026-11-06',
      '2026-12-31',
    ]);
  });

  it('moves one staff group alone, and back to the usual day', async () => {
    const set = (agreeBy: string | null) =>
      school.call('admin', 'school.setReviewDates', {
        params: { group: 'teachingAssistant' },
        body: { agreeBy },
      });
    await set('06-30');
    expect([await agreedDue('teacher'), await agreedDue('ta')]).toEqual(['2026-11-06', '2027-06-30']);
    await set(null);
    expect(await agreedDue('ta')).toBe('2026-11-06');
  });
});
