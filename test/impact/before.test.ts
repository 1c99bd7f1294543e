import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { priceOf } from '../../src/impact/index.js';
import { startingPoints } from '../../src/impact/before/starting-points.js';
import { STAFF_GROUPS } from '../../src/people/index.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { plantActivity, plantBooking, plantYear } from './support/evaluations.js';

interface Point {
  code: string;
  theme: string;
  outcome: string;
  own: boolean;
}

let school: TestSchool;
beforeAll(async () => {
  school = await openSchool();
  await plantYear(school);
});
afterAll(() => school.close());

const list = async (query = {}) =>
  (await school.call<{ startingPoints: Point[] }>('cook', 'startingPoints.list', { query })).startingPoints;
const OWN = {
  theme: 'reading',
  staffGroup: 'teacher',
  outcome: 'Ours',
  baseline: 'b',
  evidence: 'e',
  weeks: 10,
};

describe('starting points for outcomes', () => {
  it('come for every staff group, each with a baseline and evidence to look for', () => {
    for (const group of STAFF_GROUPS.filter((it) => it !== 'governor'))
      expect(startingPoints.some((it) => it.staffGroup === group || it.staffGroup === null)).toBe(true);
    expect(new Set(startingPoints.map((it) => it.code)).size).toBe(startingPoints.length);
    for (const it of startingPoints)
      expect([it.baseline, it.evidence].every((text) => text.length > 10)).toBe(true);
  });

  it('are offered for a theme and a staff group, with those for everybody', async () => {
    const offered = await list({ staffGroup: 'catering' });
    expect(offered.map((it) => it.theme)).toEqual(
      expect.arrayContaining(['premises and kitchen', 'first aid', 'safeguarding']),
    );
    expect(offered.some((it) => it.theme === 'writing')).toBe(false);
  });

  it('can be replaced by the school’s own, which can be changed and withdrawn', async () => {
    const body = { ...OWN, replaces: 'reading:teacher' };
    const { id } = await school.call<{ id: string }>('leader', 'startingPoints.add', { body });
    const readings = async () =>
      (await list({ theme: 'reading', staffGroup: 'teacher' })).map((it) => it.outcome);
    expect(await readings()).toEqual(['Ours']);
    await expect(school.call('leader', 'startingPoints.add', { body })).rejects.toMatchObject({
      code: 'replaced-already',
    });
    await school.call('head', 'startingPoints.change', {
      params: { id },
      body: { ...OWN, outcome: 'Better' },
    });
    expect(await readings()).toEqual(['Better']);
    await school.call('leader', 'startingPoints.withdraw', { params: { id } });
    expect(await readings()).toEqual([]);
  });

  it('are written by those who lead CPD and nobody else', async () => {
    await expect(school.call('teacher', 'startingPoints.add', { body: OWN })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await expect(
      school.call('leader', 'startingPoints.add', { body: { ...OWN, replaces: 'nothing' } }),
    ).rejects.toMatchObject({ code: 'not-found' });
    const direct = school.as('teacher', (tx) =>
      tx.query(
        `insert into cpd.starting_point (id, school_id, theme, outcome, written_by, written_at)
          values (gen_random_uuid(), auth.school(), 't', 'o', auth.person(), now())`,
      ),
    );
    await expect(direct).rejects.toMatchObject({ code: '42501' });
  });
});

describe('what a booking is to bring about', () => {
  const improved = { outcome: 'Sharper', baseline: '3 of 10', evidence: 'Books' };
  const planted = async (name: string, attended: boolean) => {
    const activity = await plantActivity(school, { name });
    const booking = await plantBooking(school, activity, 'teacher');
    await school.look.query(
      `insert into cpd.booking_purpose (booking_id, school_id, outcome, baseline, written_by, written_at)
        values ($1, $2, 'Vague', '', $3, now())`,
      [booking, school.id, school.person('teacher')],
    );
    await school.look.query(
      `update engine.instance set snapshot = jsonb_set(snapshot, '{context,people,lineManager}', to_jsonb($2::text)),
          audience = audience || array['person:' || $2, 'person:' || $3] where id = $1`,
      [booking, school.person('reviewer'), school.person('teacher')],
    );
    if (!attended) await school.look.query('delete from cpd.attendance where booking_id = $1', [booking]);
    return booking;
  };
  const outcomeOf = async (booking: string) =>
    (await school.look.query('select outcome from cpd.booking_purpose where booking_id = $1', [booking]))
      .rows[0].outcome;

  it('is sharpened by the line manager until the day, and locked with the first mark', async () => {
    const before = await planted('Ahead', false);
    await school.call('reviewer', 'bookings.improveOutcome', { params: { id: before }, body: improved });
    expect(await outcomeOf(before)).toBe('Sharper');
    const after = await planted('Over', true);
    await expect(
      school.call('reviewer', 'bookings.improveOutcome', { params: { id: after }, body: improved }),
    ).rejects.toMatchObject({ code: 'locked' });
    expect(await outcomeOf(after)).toBe('Vague');
  });

  it('is not for the person to move once it was sent, nor for colleagues to see', async () => {
    const booking = await planted('Mine', false);
    const attempt = (name: 'teacher' | 'colleague') =>
      school.call(name, 'bookings.improveOutcome', { params: { id: booking }, body: improved });
    await expect(attempt('teacher')).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(attempt('colleague')).rejects.toMatchObject({ code: 'not-found' });
    expect(await outcomeOf(booking)).toBe('Vague');
  });
});

describe('hourly rates', () => {
  it('are set by head, finance and CPD leader, and read by nobody below', async () => {
    const body = { staffGroup: 'teacher', from: '2026-09-01', pence: 3200 };
    await school.call('business', 'hourlyRates.set', { body });
    await school.call('head', 'hourlyRates.set', { body: { ...body, pence: 3300 } });
    const rates = async (name: 'leader' | 'teacher') =>
      (await school.call<{ rates: object[] }>(name, 'hourlyRates.list')).rates;
    expect(await rates('leader')).toEqual([{ ...body, pence: 3300 }]);
    expect(await rates('teacher')).toEqual([]);
    await expect(school.call('teacher', 'hourlyRates.set', { body })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await expect(
      school.call('head', 'hourlyRates.set', { body: { ...body, staffGroup: 'governor' } }),
    ).rejects.toMatchObject({ code: 'unknown-staff-group' });
    await expect(school.call('head', 'hourlyRates.set', { body: { ...body, pence: 0 } })).rejects.toThrow();
  });

  it('price time at what was in force on the day, rounded once', () => {
    const rates = [
      { staffGroup: 'teacher', from: '2026-09-01', pence: 3001 },
      { staffGroup: 'teacher', from: '2027-01-01', pence: 3600 },
    ];
    const on = (day: string, minutes: number) => ({ staffGroup: 'teacher', on: day, minutes });
    expect(priceOf([on('2026-10-01', 20), on('2026-10-08', 40)], rates)).toBe(3001);
    expect(priceOf([on('2026-12-31', 60), on('2027-01-01', 60)], rates)).toBe(6601);
    expect(priceOf([on('2026-08-31', 1)], rates)).toBeNull();
    expect(priceOf([{ ...on('2026-10-01', 30), staffGroup: null }], rates)).toBeNull();
    expect(priceOf([], [])).toBe(0);
  });

  it('never lose or make more than half a penny', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1440 })),
        fc.integer({ min: 1, max: 100_000 }),
        (times, pence) => {
          const rates = [{ staffGroup: 'hlta', from: '2026-09-01', pence }];
          const price = priceOf(
            times.map((minutes) => ({ staffGroup: 'hlta', on: '2026-10-01', minutes })),
            rates,
          );
          const exact = (times.reduce((sum, it) => sum + it, 0) * pence) / 60;
          expect(Math.abs((price ?? Number.NaN) - exact)).toBeLessThanOrEqual(0.5);
        },
      ),
    );
  });
});
