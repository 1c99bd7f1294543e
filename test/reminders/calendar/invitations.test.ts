import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CalendarFeeds } from '../../../src/reminders/index.js';
import { openMailSchool } from '../support/mail-school.js';
import type { MailSchool } from '../support/mail-school.js';

interface Invitation {
  readonly method: string;
  readonly ics: string;
}

/** Review meetings stand in the engine; sessions and cover are read the same way (test/golden-path lives through them). */
describe('invitations', () => {
  let world: MailSchool;
  let review: string;
  beforeAll(async () => {
    world = await openMailSchool();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.school.look.query('truncate cpd.invitation, cpd.calendar_feed');
    await world.school.look.query(`update engine.instance set status = 'done'`);
    await world.begin('2026-10-12T06:00');
    review = await world.record('review', { reviewee: 'teacher', reviewer: 'reviewer' });
  });

  const meetOn = (on: string | null) =>
    world.school.look.query(
      `update engine.instance set snapshot = jsonb_set(snapshot, '{context,meetingOn}', $2::jsonb) where id = $1`,
      [review, JSON.stringify(on)],
    );
  const invited = async (local: string) =>
    (await world.at(local)).flatMap(({ to, subject, invitation }) => {
      const { method, ics } = (invitation ?? {}) as Partial<Invitation>;
      const sequence = Number(/SEQUENCE:(\d+)/.exec(ics ?? '')?.[1]);
      const uid = /UID:(.+)\r/.exec(ics ?? '')?.[1];
      return method ? [{ to: to.split('@')[0], subject, method, sequence, uid }] : [];
    });

  it('go to both when a meeting has a day, again when it moves, and take it out when it is off', async () => {
    await meetOn('2026-10-20');
    const first = await invited('2026-10-12T07:30');
    expect(first.map(({ to, method, subject }) => [to, method, subject]).sort()).toEqual([
      ['reviewer', 'REQUEST', 'For your calendar: Review meeting'],
      ['teacher', 'REQUEST', 'For your calendar: Review meeting'],
    ]);
    expect(await invited('2026-10-13T07:30')).toEqual([]);
    await meetOn('2026-10-22');
    const second = await invited('2026-10-14T07:30');
    expect(second).toHaveLength(2);
    expect(second[0]?.uid).toBe(first[0]?.uid);
    expect(second[0]?.sequence).toBeGreaterThan(first[0]?.sequence ?? 0);
    await meetOn(null);
    const third = await invited('2026-10-15T07:30');
    expect(third.map(({ method }) => method)).toEqual(['CANCEL', 'CANCEL']);
    expect(third[0]?.sequence).toBeGreaterThan(second[0]?.sequence ?? 0);
    expect(await invited('2026-10-16T07:30')).toEqual([]);
  });

  it('name no reason and nobody but the two', async () => {
    await meetOn('2026-10-20');
    const mails = await world.at('2026-10-12T07:30');
    const { ics } = mails.find(({ invitation }) => invitation)?.invitation as unknown as Invitation;
    expect(ics).toContain('SUMMARY:Review meeting');
    expect(ics).not.toMatch(/DESCRIPTION|objective|judge/i);
  });

  describe('as a calendar to subscribe to', () => {
    const subscribe = async (who: 'teacher' | 'head' | 'business', kind: string) =>
      (await world.school.call<{ url: string }>(who, 'calendar.subscribe', { params: { kind } })).url.replace(
        /^.*\/calendar\/|\.ics$/g,
        '',
      );
    const read = (token: string) => world.school.app.get(CalendarFeeds, { strict: false }).read(token);

    it('show a person’s own entries; the tag changes when they do and only then', async () => {
      await meetOn('2026-10-20');
      const token = await subscribe('teacher', 'own');
      const one = await read(token);
      expect(one?.ics).toContain('SUMMARY:Review meeting');
      expect((await read(token))?.etag).toBe(one?.etag);
      await meetOn('2026-10-21');
      expect((await read(token))?.etag).not.toBe(one?.etag);
      expect((await read(await subscribe('head', 'own')))?.ics).not.toContain('Review meeting');
    });

    it('end when the address is renewed or given up, and when its person leaves', async () => {
      const first = await subscribe('teacher', 'own');
      const second = await subscribe('teacher', 'own');
      expect(await read(first)).toBeNull();
      expect(await read(second)).not.toBeNull();
      await world.school.call('teacher', 'calendar.unsubscribe', { params: { kind: 'own' } });
      expect(await read(second)).toBeNull();
      const third = await subscribe('teacher', 'own');
      await world.school.look.query(`update cpd.person set leaves_on = '2026-10-01' where id = $1`, [
        world.school.person('teacher'),
      ]);
      expect(await read(third)).toBeNull();
      await world.school.look.query(`update cpd.person set leaves_on = null`);
    });

    it('show the school’s cover to those who arrange it, and to nobody else', async () => {
      expect((await read(await subscribe('business', 'cover')))?.ics).toContain('X-WR-CALNAME:Cover');
      await expect(subscribe('teacher', 'cover')).rejects.toMatchObject({ code: 'not-permitted' });
    });

    it('are kept as a hash, and shown to nobody else', async () => {
      const token = await subscribe('teacher', 'own');
      const { rows } = await world.school.look.query('select * from cpd.calendar_feed');
      expect(JSON.stringify(rows)).not.toContain(token);
      expect(await world.school.as('head', (tx) => tx.query('select * from cpd.calendar_feed'))).toEqual([]);
      expect(await read(randomUUID())).toBeNull();
    });
  });
});
