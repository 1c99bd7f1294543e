import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Explanation } from '../../src/reminders/index.js';
import type { PersonName } from '../support/school.js';
import { openMailSchool } from './support/mail-school.js';
import type { MailSchool } from './support/mail-school.js';

describe('the explanation', () => {
  let world: MailSchool;
  let review: string;
  beforeAll(async () => {
    world = await openMailSchool();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.begin('2026-10-12T06:00');
    review = await world.record('review', { reviewee: 'teacher', reviewer: 'reviewer' });
    await world.owes(review, 'writeStatement', 'reviewer', '2026-10-16T17:00');
  });
  const explain = (who: PersonName, record?: string) =>
    world.school.call<Explanation>(who, 'reminders.explain', { query: record ? { record } : {} });

  it('says what will be sent, when and why, and it comes so', async () => {
    const { hindrances, ahead, nextMail } = await explain('reviewer');
    expect(hindrances).toEqual([]);
    expect(nextMail).toBe('2026-10-12T06:30:00.000Z');
    expect(ahead.map(({ at, why }) => [at?.slice(0, 10), why])).toEqual([
      ['2026-10-14', '2 working days before it is due (2026-10-16), if it is still open'],
      ['2026-10-16', 'the day it is due (2026-10-16), if it is still open'],
      ['2026-10-23', '5 working days after it was due (2026-10-16), if it is still open'],
      ['2026-11-02', '6 working days late (due 2026-10-16), if it is still open'],
      ['2026-11-06', '10 working days late (due 2026-10-16), if it is still open'],
    ]);
    for (const { at } of ahead.slice(0, 3)) {
      const mails = await world.at(`${at?.slice(0, 10)}T07:30`);
      expect(mails.map(({ to }) => to)).toContain('reviewer@school.example');
    }
  });

  it('says what waits and what was sent, and keeps to one record when asked', async () => {
    await world.at('2026-10-14T07:30');
    const { waiting, sent } = await explain('reviewer', review);
    expect(waiting).toMatchObject([{ at: null, why: expect.stringContaining('An earlier mail had it') }]);
    expect(sent).toMatchObject([
      { what: 'Mail of the day with 1 thing', why: expect.stringContaining('kept') },
    ]);
    const other = await explain('reviewer', await world.record('review'));
    expect([...other.waiting, ...other.ahead]).toEqual([]);
  });

  it.each([
    [
      'the school is not live',
      'All mail of the school is held until it goes live.',
      `update cpd.mail_settings set live_from = null`,
    ],
    [
      'they stopped it',
      'They stopped these mails and look for themselves.',
      `insert into cpd.mail_choice (school_id, person_id, digest) select school_id, id, false from cpd.person`,
    ],
    [
      'there is no address',
      'There is no e-mail address: they see their reminders on their page only.',
      `update cpd.person set email = null`,
    ],
  ])('says why there is no mail: %s', async (_, sentence, sql) => {
    await world.school.look.query('create table public.people as select id, email from cpd.person');
    await world.school.look.query(sql);
    const { hindrances, nextMail } = await explain('reviewer');
    await world.school.look.query(
      'update cpd.person p set email = k.email from public.people k where k.id = p.id',
    );
    await world.school.look.query('drop table public.people');
    expect(hindrances).toContain(sentence);
    expect(nextMail).toBeNull();
  });

  it('is one’s own: nothing of others is in it', async () => {
    expect((await explain('colleague')).ahead).toEqual([]);
  });
});
