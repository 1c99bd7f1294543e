import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openMailSchool } from './support/mail-school.js';
import type { MailSchool } from './support/mail-school.js';

const DUE = '2026-10-16T17:00';

describe('the mail of the day', () => {
  let world: MailSchool;
  let review: string;
  let booking: string;
  beforeAll(async () => {
    world = await openMailSchool();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.begin('2026-10-14T06:00');
    review = await world.record('review', { reviewee: 'teacher', reviewer: 'reviewer' });
    booking = await world.record('booking', { person: 'teacher' });
    await world.owes(review, 'writeStatement', 'reviewer', DUE);
  });

  const tell = async (who: 'reviewer' | 'teacher', about: string, at: string) => {
    await world.school.look.query(
      `insert into cpd.notification (id, school_id, person_id, instance_id, effect, about, escalation, recorded_at, notify_at)
         values (gen_random_uuid(), $1, $2, $3, $4, $4, false, $5, $5)`,
      [world.school.id, world.school.person(who), booking, about, at],
    );
  };
  const outcomes = async () =>
    (
      await world.school.look.query<{ outcome: string | null }>(
        'select outcome from cpd.mailing order by due_at',
      )
    ).rows.map(({ outcome }) => outcome);

  it('has everything new in one, with the one link that does each job, and says how to stop it', async () => {
    await tell('reviewer', 'booking.stillWaiting', '2026-10-14T06:00:00Z');
    const [mail, ...others] = await world.at('2026-10-14T07:30');
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('2 things for you at Brook Lane Primary');
    expect(mail?.text).toContain(`http://localhost:3000/records/${review}`);
    expect(mail?.html).toContain(`href="http://localhost:3000/records/${review}"`);
    expect(mail?.unsubscribeUrl).toMatch(/\/mail\/stop\/digest\/[0-9a-f-]{36}$/);
    expect(mail?.text).toContain(mail?.unsubscribeUrl);
    expect(mail?.messageId).toMatch(/^<[0-9a-f-]{36}@localhost>$/);
  });

  it('is one a day: what comes later in the day waits for the next', async () => {
    await world.at('2026-10-14T07:30');
    await tell('reviewer', 'booking.stillWaiting', '2026-10-14T08:00:00Z');
    expect(await world.at('2026-10-14T12:00')).toEqual([]);
    const [mail] = await world.at('2026-10-15T07:30');
    expect(mail?.subject).toBe('Your place on the waiting list'.replace('Your', 'The school’s'));
    expect(mail?.text).toContain('and 1 more');
  });

  it('is never a second time about the same thing', async () => {
    expect(await world.at('2026-10-14T07:30')).toHaveLength(1);
    expect(await world.at('2026-10-15T07:30')).toEqual([]);
  });

  it('does not come before its hour, at a weekend or in quiet hours', async () => {
    expect(await world.at('2026-10-14T07:00')).toEqual([]);
    await tell('teacher', 'booking.stillWaiting', '2026-10-17T06:00:00Z');
    for (const quiet of ['2026-10-17T07:30', '2026-10-18T12:00', '2026-10-19T19:30']) {
      expect((await world.at(quiet)).map(({ to }) => to)).toEqual([]);
    }
    expect((await world.at('2026-10-20T07:30')).map(({ to }) => to)).toEqual(['teacher@school.example']);
  });

  it('comes later in the day where nobody could plan it before', async () => {
    expect(await world.at('2026-10-14T13:15')).toHaveLength(1);
  });

  it('is held until the school goes live; then one mail has it all', async () => {
    await world.begin('2026-10-14T06:00', false);
    await world.owes(review, 'writeStatement', 'reviewer', DUE);
    await tell('reviewer', 'booking.stillWaiting', '2026-10-14T05:00:00Z');
    await tell('reviewer', 'booking.noCoverYet', '2026-10-14T05:00:00Z');
    expect(await world.at('2026-10-14T07:30')).toEqual([]);
    expect(await world.at('2026-10-15T07:30')).toEqual([]);
    await world.school.call('admin', 'mail.goLive', { body: { live: true } });
    const mails = await world.at('2026-10-16T07:30');
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['reviewer@school.example', '3 things for you at Brook Lane Primary'],
    ]);
  });

  it('of yesterday is overtaken when it could not be sent: one mail, not two', async () => {
    await world.school.clock.freeze('2026-10-14T06:25:00Z');
    await world.line.sweep();
    await tell('reviewer', 'booking.stillWaiting', '2026-10-14T09:00:00Z');
    const mails = await world.at('2026-10-15T07:30');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toBe('2 things for you at Brook Lane Primary');
    expect(await outcomes()).toEqual(['overtaken', 'kept']);
  });

  it('goes to nobody who fell ill after it was planned', async () => {
    await world.school.clock.freeze('2026-10-14T06:25:00Z');
    await world.line.sweep();
    await world.away('reviewer', '2026-10-14', null);
    expect(await world.at('2026-10-14T07:30')).toEqual([]);
    expect(await world.at('2026-10-15T07:30')).toEqual([]);
    expect(await outcomes()).toEqual(['overtaken']);
  });

  it('can be stopped from the mail itself; things still wait on the page', async () => {
    const [mail] = await world.at('2026-10-14T07:30');
    const token = mail?.unsubscribeUrl?.split('/').at(-1);
    const { rows } = await world.school.look.query('select cpd.stop_mail($1, $2) as stopped', [
      token,
      'digest',
    ]);
    expect(rows).toEqual([{ stopped: true }]);
    expect(await world.at('2026-10-16T07:30')).toEqual([]);
    const { reminders } = await world.school.call<{ reminders: unknown[] }>('reviewer', 'reminders.list');
    expect(reminders).not.toEqual([]);
    expect(await world.school.call('reviewer', 'mail.choice')).toEqual({ digest: false, summary: true });
  });

  it('is not the place for what cannot wait: that is sent by itself, in working hours', async () => {
    const { look } = world.school;
    await world.at('2026-10-14T07:30');
    const plan = async (at: string) => {
      await tell('reviewer', 'booking.noCoverYet', at);
      await look.query(
        `insert into cpd.mailing (id, school_id, person_id, kind, about_id, day, due_at, next_at)
           select gen_random_uuid(), school_id, person_id, 'urgent', id, notify_at::date, notify_at, notify_at
             from cpd.notification where about = 'booking.noCoverYet'`,
      );
    };
    await plan('2026-10-14T18:30:00Z');
    expect(await world.at('2026-10-14T19:31')).toEqual([]);
    const [urgent] = await world.at('2026-10-15T07:00');
    expect(urgent?.subject).toBe('Still no cover for the school’s training');
    expect(await world.at('2026-10-15T07:30')).toEqual([]);
  });

  it('tells those who lead once a week how many of what are late, and nothing of whom', async () => {
    await world.begin('2026-10-18T12:00');
    await world.owes(review, 'writeStatement', 'reviewer', '2026-10-16T17:00');
    const monday = await world.at('2026-10-19T07:30');
    const summaries = monday.filter(({ subject }) => subject === 'The week at Brook Lane Primary');
    expect(summaries.map(({ to }) => to).sort()).toEqual(['head@school.example', 'leader@school.example']);
    expect(summaries[0]?.text).toContain('A step is late in: 1 review.');
    expect(summaries[0]?.text).not.toMatch(/Tara|Rhys|statement/);
    expect(summaries[0]?.unsubscribeUrl).toContain('/summary/');
    expect((await world.at('2026-10-20T07:30')).map(({ subject }) => subject)).not.toContain(
      'The week at Brook Lane Primary',
    );
  });
});
