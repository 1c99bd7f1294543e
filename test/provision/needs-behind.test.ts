import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { openProvidingSchool, SESSION } from './support/provided.js';
import type { Made, ProvidingSchool } from './support/provided.js';

describe('the need behind a booking', () => {
  let school: ProvidingSchool;
  beforeAll(async () => {
    school = await openProvidingSchool();
  });
  afterAll(() => school.close());

  /** A teacher's need, sorted, planned and matched with an activity. */
  async function matched(activity: string, title: string): Promise<string> {
    const { id } = await school.call<Made>('teacher', 'needs.request', {
      body: { title, cycleId: school.cycleId },
    });
    const theme = await school.call<{ id: string }>('leader', 'themes.make', {
      body: { title },
    });
    await school.step('leader', 'needs.triage', id, {
      ...{ level: 'individual', themeId: theme.id, priorityId: null, rank: 1, ownerId: null },
    });
    await school.engine.send(school.system, id, { type: 'PLANNED', planItemId: randomUUID() });
    await school.step('leader', 'needs.match', id, { activityId: activity });
    return id;
  }

  it('is under way with the place, evaluated once attended', async () => {
    const activity = await school.provide({ sessions: [{ ...SESSION, on: '2026-09-14' }] });
    const need = await matched(activity, 'Guided reading');
    const booking = await school.ask('teacher', activity, { needId: need });
    await school.step('reviewer', 'bookings.approve', booking, { step: 0 });
    expect(await school.state(need)).toContain('matched');
    await school.step('leader', 'bookings.approve', booking, { step: 1 });
    expect(await school.state(need)).toContain('underWay');
    await school.advance('2026-09-14T18:00');
    await school.step('leader', 'bookings.markAttendance', booking, { mark: 'present', minutes: 120 });
    await school.drain();
    expect(await school.state(need)).toContain('evaluating');
  });

  it('goes back to be matched when the activity is cancelled', async () => {
    const activity = await school.provide({ sessions: [{ ...SESSION, on: '2026-11-16' }] });
    const need = await matched(activity, 'Phonics');
    const booking = await school.ask('teacher', activity, { needId: need });
    await school.step('reviewer', 'bookings.approve', booking, { step: 0 });
    await school.step('leader', 'bookings.approve', booking, { step: 1 });
    await school.step('leader', 'activities.cancel', activity, { cause: 'numbers' });
    await school.drain();
    expect(await school.state(need)).toContain('planned');
    expect(await school.state(booking)).toBe('ended.cancelled');
    const dead = await school.look.query(
      'select command, error from engine.outbox where delivered_at is null',
    );
    expect(dead.rows).toEqual([]);
  });

  it('is raised before a certificate from a booking expires, once, and forgotten for a longer one', async () => {
    const booking = await school.book('ta', await school.provide({ title: 'First aid' }));
    const certificate = (expiresOn: string) =>
      school.step('ta', 'bookings.recordCertificate', booking, { title: 'First aid', expiresOn });
    const raised = async () =>
      (
        await school.look.query(
          `select n.title, n.wanted_by::text as "wantedBy", i.state from cpd.need n join engine.instance i on i.id = n.id
            where n.person_id = $1 and n.origin = 'expiringCertificate'`,
          [school.person('ta')],
        )
      ).rows;
    await certificate('2030-06-01');
    expect(await raised()).toEqual([]);
    await certificate('2027-06-01');
    expect(await raised()).toEqual([]);
    const other = await school.book('ta2', await school.provide({ title: 'First aid' }));
    for (const _ of ['once', 'again'])
      await school.step('ta2', 'bookings.recordCertificate', other, {
        title: 'First aid',
        expiresOn: '2027-06-01',
      });
    const needs = await school.look.query(
      `select n.title, n.wanted_by::text as "wantedBy", i.state from cpd.need n join engine.instance i on i.id = n.id
        where n.person_id = $1`,
      [school.person('ta2')],
    );
    expect(needs.rows).toMatchObject([
      { title: 'Renew: First aid', wantedBy: '2027-06-01', state: expect.stringContaining('waiting') },
    ]);
    const { certificates } = await school.call<{ certificates: object[] }>('reviewer', 'certificates.list', {
      query: { personId: school.person('ta2') },
    });
    expect(certificates).toMatchObject([{ title: 'First aid', expiresOn: '2027-06-01' }]);
  });

  it('is found in the catalogue, what the school provides itself first', async () => {
    await school.provide({
      title: 'Fractions abroad',
      external: true,
      sessions: [{ ...SESSION, on: '2026-10-12' }],
    });
    await school.provide({ title: 'Fractions here', sessions: [{ ...SESSION, on: '2026-11-23' }] });
    const { activities } = await school.call<{ activities: { title: string }[] }>(
      'teacher',
      'activities.list',
      {
        query: { q: 'fractions', bookable: 'true' },
      },
    );
    expect(activities.map(({ title }) => title)).toEqual(['Fractions here', 'Fractions abroad']);
    const none = await school.call<{ activities: unknown[] }>('teacher', 'activities.list', {
      query: { q: '100%' },
    });
    expect(none.activities).toEqual([]);
    expect(await school.call('governor', 'activities.list')).toEqual({ activities: [] });
  });
});
