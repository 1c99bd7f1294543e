import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';
import { ask, provide } from './support/providing.js';

let school: SchoolYear;
beforeAll(async () => {
  school = await openYear({
    before: async ({ look, person, call }) => {
      await look.query(`update cpd.person set contract_days = '{1,2}' where id = $1`, [person('ta2')]);
      await call('admin', 'school.setReviewDates', {
        params: { group: 'teachingAssistant' },
        body: { agreeBy: '01-29', midYearBy: '04-30', closingFrom: '07-12' },
      });
      await call('head', 'school.setReviewDates', {
        params: { group: 'everybody' },
        body: { midYearBy: '02-26' },
      });
      await call('admin', 'school.setPolicy', { body: { values: { 'review.observationLimitMinutes': 60 } } });
    },
  });
});
afterAll(() => school.close());

const dates = async (name: 'ta2' | 'teacher' | 'head') => {
  const { rows } = await school.look.query<{ context: Record<string, string> }>(
    `select snapshot->'context' as context from engine.instance where id = $1`,
    [await school.reviewOf(name)],
  );
  const { agreeBy, midYearBy, closingFrom } = rows[0]?.context ?? {};
  return { agreeBy, midYearBy, closingFrom };
};

describe('Somebody who works on Mondays and Tuesdays', () => {
  it('has clocks that count Mondays and Tuesdays', async () => {
    await school.advance('2026-09-08T09:00');
    for (const name of ['ta', 'ta2'] as const) {
      await school.step('reviewer', 'holdMeeting', await school.reviewOf(name), { heldOn: '2026-09-08' });
    }
    const draftDue = async (name: 'ta' | 'ta2') => {
      const { clocks } = await school.call<{ clocks: { delay: string; dueAt: string }[] }>(
        name,
        'reviews.read',
        {
          params: { id: await school.reviewOf(name) },
        },
      );
      return clocks.find(({ delay }) => delay === 'draftDue')?.dueAt.slice(0, 10);
    };
    expect(await draftDue('ta')).toBe('2026-09-15');
    expect(await draftDue('ta2')).toBe('2026-09-28');
  });

  it('agrees on pay or time in lieu before training on a Thursday goes to anybody for approval', async () => {
    const activity = await provide(school, {
      sessions: [{ on: '2026-10-08', startsAt: '13:00', endsAt: '15:00' }],
    });
    const booking = await ask(school, 'ta2', activity);
    expect(await school.stateOf(booking)).toContain('agreeingRecompense');
    await school.call('reviewer', 'bookings.offerRecompense', {
      params: { id: booking },
      body: { kind: 'timeInLieu' },
    });
    await school.call('ta2', 'bookings.acceptRecompense', { params: { id: booking } });
    expect(await school.stateOf(booking)).toContain('approving');
  });
});

describe('A staff group with dates of its own', () => {
  it('is reviewed by them, everybody else by the school’s, the head by the governors’', async () => {
    expect(await dates('ta2')).toEqual({
      agreeBy: '2027-01-29',
      midYearBy: '2027-04-30',
      closingFrom: '2027-07-12',
    });
    expect(await dates('teacher')).toEqual({
      agreeBy: '2026-10-31',
      midYearBy: '2027-02-26',
      closingFrom: '2027-07-01',
    });
    expect(await dates('head')).toMatchObject({ agreeBy: '2026-12-31', midYearBy: '2027-03-31' });
  });

  it.each([
    ['by somebody who may not', 'teacher', { agreeBy: '01-29' }, 'not-permitted'],
    ['to a day that is not in every year', 'admin', { agreeBy: '02-29' }, undefined],
    ['to a day that is in none', 'admin', { agreeBy: '06-31' }, undefined],
  ] as const)('cannot be dated %s', async (_why, name, body, code) => {
    const setting = school.call(name, 'school.setReviewDates', { params: { group: 'site' }, body });
    await expect(setting).rejects.toMatchObject(code ? { code } : { name: 'ZodError' });
    const { groups } = await school.call<{ groups: { group: string }[] }>('teacher', 'school.reviewDates');
    expect(groups.map(({ group }) => group)).toEqual(['everybody', 'teachingAssistant']);
  });
});

describe('A school that limits observation', () => {
  it('has its limit kept by every review that begins from then on', async () => {
    const { rows } = await school.look.query<{ limits: number[] }>(
      `select array_agg(distinct (snapshot #>> '{context,observationLimit}')::int) as limits
        from engine.instance where chart = 'review'`,
    );
    expect(rows[0]?.limits).toEqual([60]);
  });
});
