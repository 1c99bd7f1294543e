import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';
import { book, provide } from './support/providing.js';

let school: SchoolYear;
beforeAll(async () => {
  school = await openYear();
});
afterAll(() => school.close());

const draftDue = async () => {
  const { clocks } = await school.call<{ clocks: { delay: string; dueAt: string }[] }>(
    'teacher',
    'reviews.read',
    {
      params: { id: await school.reviewOf('teacher') },
    },
  );
  return clocks.find(({ delay }) => delay === 'draftDue')?.dueAt.slice(0, 10);
};
const close = (on: string, closed: boolean, name: 'admin' | 'teacher' = 'admin') =>
  school.call<{ clocksMoved: number }>(name, 'school.setClosure', { params: { date: on }, body: { closed } });

describe('A snow day', () => {
  it('moves every clock that counted it, and back when the school was open after all', async () => {
    await school.step('reviewer', 'holdMeeting', await school.reviewOf('teacher'), { heldOn: '2026-09-02' });
    expect(await draftDue()).toBe('2026-09-09');
    expect((await close('2026-09-08', true)).clocksMoved).toBeGreaterThan(0);
    expect(await draftDue()).toBe('2026-09-10');
    await close('2026-09-08', false);
    expect(await draftDue()).toBe('2026-09-09');
  });

  it('is not for everybody to declare', async () => {
    await expect(close('2026-09-08', true, 'teacher')).rejects.toMatchObject({ status: 403 });
    expect(await draftDue()).toBe('2026-09-09');
  });
});

describe('Training that is moved to another day', () => {
  it('keeps every place and asks cover and the people again, part-timers before anything counts', async () => {
    const activity = await provide(school);
    const booking = await book(school, 'teacher', activity);
    expect(await school.stateOf(booking)).toContain('seated');
    await school.call('leader', 'activities.postpone', {
      params: { id: activity },
      body: { sessions: [{ on: '2026-11-03', startsAt: '13:00', endsAt: '15:00' }] },
    });
    await school.drain();
    expect(await school.stateOf(booking)).toMatch(/cover\.requested.*newDates\.asking.*seated/);
    await school.call('teacher', 'bookings.stillComing', { params: { id: booking } });
    expect(await school.stateOf(booking)).toMatch(/newDates\.settled/);
    const calendar = await school.call('teacher', 'bookings.calendar', { params: { id: booking } });
    expect(String(calendar)).toContain('20261103T13');
  });

  it('asks somebody whose contract leaves the new day out about pay or time in lieu first', async () => {
    await school.look.query(`update cpd.person set contract_days = '{1,2}' where id = $1`, [
      school.person('ta2'),
    ]);
    const activity = await provide(school);
    const booking = await book(school, 'ta2', activity);
    await school.call('leader', 'activities.postpone', {
      params: { id: activity },
      body: { sessions: [{ on: '2026-11-05', startsAt: '13:00', endsAt: '15:00' }] },
    });
    await school.drain();
    expect(await school.stateOf(booking)).toMatch(/recompense\.(?!notNeeded)/);
  });
});
