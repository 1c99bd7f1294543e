import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Reminder } from '../../src/reminders/index.js';
import type { PersonName } from '../support/school.js';
import { openMailSchool } from './support/mail-school.js';
import type { MailSchool } from './support/mail-school.js';

/** 16 October 2026 is a Friday; half term is the week from 26 October. */
const DUE = '2026-10-16T17:00';

describe('a school’s reminders', () => {
  let world: MailSchool;
  let review: string;
  beforeAll(async () => {
    world = await openMailSchool();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.begin('2026-10-12T06:00');
    review = await world.record('review', { reviewee: 'teacher', reviewer: 'reviewer' });
  });

  /** Lives the mornings of some days. Returns who was told what on which day. */
  const mornings = async (from: number, to: number): Promise<string[]> => {
    const told: string[] = [];
    for (let day = from; day <= to; day++) {
      const date = `2026-10-${String(day).padStart(2, '0')}`;
      for (const mail of await world.at(`${date}T07:30`)) {
        told.push(`${day} ${mail.to.split('@')[0]}: ${mail.subject}`);
      }
    }
    return told;
  };
  const listOf = async (name: PersonName) =>
    (await world.school.call<{ reminders: Reminder[] }>(name, 'reminders.list')).reminders;

  it('come two working days before, on the day, and five working days after; then those above hear "late"', async () => {
    await world.owes(review, 'writeStatement', 'reviewer', DUE);
    await world.school.call('head', 'mail.choose', { body: { digest: true, summary: false } });
    await world.school.call('leader', 'mail.choose', { body: { digest: true, summary: false } });
    const label = 'Write the draft statement and share it';
    expect(await mornings(12, 31)).toEqual([
      `14 reviewer: ${label}: due on 16 October 2026`,
      `16 reviewer: ${label}: due on 16 October 2026`,
      `23 reviewer: ${label}: it was due on 16 October 2026`,
    ]);
    // Half term does not make it later: six working days end on 2 November.
    const [leader] = await world.at('2026-11-02T07:30');
    expect(leader).toMatchObject({ to: 'leader@school.example', subject: 'Tara Quill’s review is late' });
    expect(leader?.text).not.toContain('statement');
    expect(leader?.text).toContain('You are told that it is late');
    await world.at('2026-11-05T07:30');
    const [head] = await world.at('2026-11-06T07:30');
    expect(head).toMatchObject({ to: 'head@school.example', subject: 'Tara Quill’s review is late' });
  });

  it('stop at once when the thing is done, even between planning and sending', async () => {
    await world.owes(review, 'writeStatement', 'reviewer', DUE);
    await world.school.clock.freeze('2026-10-14T06:25:00Z');
    await world.line.sweep();
    expect(
      (await world.school.look.query(`select 1 from cpd.mailing where closed_at is null`)).rowCount,
    ).toBe(1);
    await world.done(review, 'writeStatement');
    expect(await world.at('2026-10-14T07:30')).toEqual([]);
    const { rows } = await world.school.look.query('select outcome, detail from cpd.mailing');
    expect(rows).toEqual([{ outcome: 'nothing', detail: 'Everything was done before this was sent.' }]);
    expect(await listOf('reviewer')).toEqual([]);
  });

  it('go to whoever has the duty now, not to who had it when it was planned', async () => {
    await world.owes(review, 'writeStatement', 'reviewer', DUE);
    await world.school.clock.freeze('2026-10-14T06:25:00Z');
    await world.line.sweep();
    await world.school.look.query('update engine.task set assignees = array[$1]', [
      `person:${world.school.person('leader')}`,
    ]);
    expect(await world.at('2026-10-14T07:30')).toEqual([]);
    const [mail] = await world.at('2026-10-16T07:30');
    expect(mail?.to).toBe('leader@school.example');
  });

  it('come before somebody goes away, not while they are away, and once when they are back', async () => {
    await world.owes(review, 'writeStatement', 'reviewer', DUE);
    await world.away('reviewer', '2026-10-13', '2026-10-19');
    const told = async (from: number, to: number) =>
      (await mornings(from, to)).filter((line) => line.includes('reviewer'));
    // What falls due while they are away is due, for them, on the day before.
    expect(await told(12, 12)).toHaveLength(1);
    expect(await told(13, 22)).toEqual([]);
    // Days of absence do not count: five working days after Friday end, for them, on Monday after half term.
    expect(await told(23, 31)).toEqual([]);
    const monday = await world.at('2026-11-02T07:30');
    expect(monday.map(({ to }) => to)).toContain('reviewer@school.example');
  });

  it('follow the school’s own policy, the narrower kind first', async () => {
    const rule = { beforeDue: [4], onDue: false, afterDue: [], firstRungAfter: null, headAfter: null };
    await world.school.call('leader', 'reminders.setPolicy', {
      params: { kind: 'review.writeStatement' },
      body: { rule },
    });
    await world.school.call('leader', 'reminders.setPolicy', {
      params: { kind: 'review' },
      body: { rule: { ...rule, beforeDue: [1] } },
    });
    await world.owes(review, 'writeStatement', 'reviewer', DUE);
    await world.owes(review, 'bookMeeting', 'teacher', DUE);
    const told = (await mornings(12, 20)).map((line) => line.split(':')[0]);
    expect(told.filter((line) => !/head|leader/.test(line ?? ''))).toEqual(['12 reviewer', '15 teacher']);
  });

  it('are not repeated where the chart has reminded by itself on the day', async () => {
    await world.owes(review, 'writeStatement', 'reviewer', DUE);
    await world.at('2026-10-14T07:30');
    await world.school.clock.freeze('2026-10-16T06:00:00Z');
    await world.school.look.query(
      `insert into cpd.notification (id, school_id, person_id, instance_id, effect, about, escalation, duties, recorded_at,
          notify_at) values (gen_random_uuid(), $1, $2, $3, 'a', 'review.draftDue', false, '{writeStatement}', engine.now(),
          engine.now())`,
      [world.school.id, world.school.person('reviewer'), review],
    );
    const [mail, ...others] = await world.at('2026-10-16T07:30');
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('The draft of the school’s statement');
  });

  it('are planned once, by however many processes', async () => {
    await world.owes(review, 'writeStatement', 'reviewer', DUE);
    await world.school.clock.freeze('2026-10-14T06:25:00Z');
    await Promise.all([world.line.sweep(), world.line.sweep(), world.line.sweep()]);
    const { rows } = await world.school.look.query(
      'select (select count(*)::int from cpd.notification) as notices, (select count(*)::int from cpd.mailing) as mails',
    );
    expect(rows).toEqual([{ notices: 1, mails: 1 }]);
  });

  it('are put aside, and come back on the morning asked for', async () => {
    await world.owes(review, 'writeStatement', 'reviewer', DUE);
    await world.at('2026-10-14T07:30');
    const [reminder] = await listOf('reviewer');
    const { until } = await world.school.call<{ until: string }>('reviewer', 'reminders.snooze', {
      params: { id: reminder?.id },
      body: { workingDays: 1 },
    });
    expect(until).toBe('2026-10-15T06:00:00.000Z');
    expect(await listOf('reviewer')).toEqual([]);
    expect(await world.at('2026-10-15T07:30')).toHaveLength(1);
    expect(await listOf('reviewer')).toHaveLength(1);
  });

  it('cannot be put aside for longer than ten working days, nor by somebody else', async () => {
    await world.owes(review, 'writeStatement', 'reviewer', DUE);
    await world.at('2026-10-14T07:30');
    const [reminder] = await listOf('reviewer');
    const snooze = (who: PersonName, workingDays: number) =>
      world.school.call(who, 'reminders.snooze', { params: { id: reminder?.id }, body: { workingDays } });
    await expect(snooze('reviewer', 11)).rejects.toThrow('10');
    await expect(snooze('teacher', 1)).rejects.toThrow('no such reminder of yours');
  });

  it.each([
    ['by somebody who does not set the school up', 'teacher', { kind: 'review' }, 'not-permitted'],
    ['for a kind that is none', 'leader', { kind: 'rota' }, 'unknown-kind'],
  ] as const)('cannot be set %s', async (_, who, params, code) => {
    await expect(
      world.school.call(who, 'reminders.setPolicy', { params, body: { rule: null } }),
    ).rejects.toMatchObject({ code });
  });

  it('refuse days that are none', async () => {
    const rule = { beforeDue: [-2], onDue: true, afterDue: [], firstRungAfter: null, headAfter: null };
    await expect(
      world.school.call('leader', 'reminders.setPolicy', { params: { kind: '*' }, body: { rule } }),
    ).rejects.toThrow();
    expect((await world.school.look.query('select 1 from cpd.reminder_policy')).rowCount).toBe(0);
  });
});
