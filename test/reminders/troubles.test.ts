import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MAILER } from '../../src/platform/mail/index.js';
import type { Mailer, SendResult } from '../../src/platform/mail/index.js';
import type { MailTroubleRow } from '../../src/reminders/index.js';
import { MailLine } from '../../src/reminders/index.js';
import { SmtpMailer } from '../../src/platform/mail/smtp-mailer.js';
import { startMailServer } from '../mail/support/mail-server.js';
import type { MailServer } from '../mail/support/mail-server.js';
import { openMailSchool } from './support/mail-school.js';
import type { MailSchool } from './support/mail-school.js';

describe('mail that does not arrive', () => {
  let world: MailSchool;
  let server: MailServer;
  let smtp: SmtpMailer;
  beforeAll(async () => {
    world = await openMailSchool();
    server = await startMailServer();
    smtp = mailerAt(server.url);
    // The school's mails go to a real mail server instead of the local outbox.
    const mailer = world.school.app.get<Mailer>(MAILER, { strict: false });
    mailer.send = (message): Promise<SendResult> => smtp.send(message);
  });
  afterAll(async () => {
    await smtp.close();
    await server.stop();
    await world.close();
  });
  beforeEach(async () => {
    await world.begin('2026-10-14T06:00');
    server.received.length = 0;
    await addressOf('reviewer', 'reviewer@school.example');
    const review = await world.record('review', { reviewee: 'teacher', reviewer: 'reviewer' });
    await world.owes(review, 'writeStatement', 'reviewer', '2026-10-16T17:00');
  });

  const mailerAt = (smtpUrl: string): SmtpMailer =>
    new SmtpMailer({
      smtpUrl,
      from: 'cpd@school.example',
      perSecond: 100,
      publicBaseUrl: 'http://localhost:3000',
    });
  const addressOf = (who: 'reviewer', email: string) =>
    world.school.look.query('update cpd.person set email = $1 where id = $2', [
      email,
      world.school.person(who),
    ]);
  const morning = async (local: string) => {
    await world.at(local);
    return server.received.splice(0).map((mail) => [mail.to].flat()[0]?.text);
  };
  const troubles = async () =>
    (await world.school.call<{ troubles: MailTroubleRow[] }>('admin', 'mail.troubles')).troubles;

  it('is shown to the administrator: whose and why, not what', async () => {
    await addressOf('reviewer', 'nobody@school.example');
    expect(await morning('2026-10-14T07:30')).toEqual([]);
    expect(await troubles()).toMatchObject([
      {
        name: 'Rhys Vaughan',
        to: 'nobody@school.example',
        state: 'refused',
        trouble: 'address',
        attempts: 1,
      },
    ]);
    expect(JSON.stringify(await troubles())).not.toContain('statement');
    await expect(world.school.call('teacher', 'mail.troubles')).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });

  it('is not tried every day at an address that does not work, and arrives once it is put right', async () => {
    await addressOf('reviewer', 'nobody@school.example');
    await morning('2026-10-14T07:30');
    expect(await morning('2026-10-15T07:30')).toEqual([]);
    expect(await troubles()).toHaveLength(1);
    await addressOf('reviewer', 'rhys@school.example');
    expect(await morning('2026-10-16T07:30')).toEqual(['rhys@school.example']);
  });

  it('is tried again when somebody says that the address is good', async () => {
    await addressOf('reviewer', 'nobody@school.example');
    await morning('2026-10-14T07:30');
    expect(await world.school.call('admin', 'mail.retry', { body: {} })).toEqual({ tried: 1 });
    expect(await troubles()).toEqual([]);
    await morning('2026-10-15T07:30');
    expect(await troubles()).toHaveLength(1);
  });

  it('waits for a full mailbox, and is tried again later', async () => {
    await addressOf('reviewer', 'full@school.example');
    await morning('2026-10-14T07:30');
    expect(await troubles()).toMatchObject([
      { state: 'waiting', trouble: 'mailboxFull', nextAt: '2026-10-14T07:30:00.000Z' },
    ]);
    await morning('2026-10-14T08:30');
    expect(await troubles()).toMatchObject([{ state: 'waiting', attempts: 2 }]);
    await addressOf('reviewer', 'rhys@school.example');
    expect(await morning('2026-10-14T11:00')).toEqual(['rhys@school.example']);
    expect(await troubles()).toEqual([]);
  });

  it('is kept while the mail server is away for a day: the next day’s one mail has everything, once', async () => {
    const working = smtp;
    const gone = await startMailServer();
    await gone.stop();
    smtp = mailerAt(gone.url);
    expect(await morning('2026-10-14T07:30')).toEqual([]);
    expect(await troubles()).toMatchObject([{ state: 'waiting', trouble: 'away' }]);
    await smtp.close();
    smtp = working;
    // The line rests for some seconds of real time after a server that did not answer: another process does not know.
    Object.assign(world.school.app.get(MailLine, { strict: false }), { restsUntil: 0 });
    expect(await morning('2026-10-15T07:30')).toEqual(['reviewer@school.example']);
    const { rows } = await world.school.look.query('select outcome from cpd.mailing order by day');
    expect(rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['overtaken', 'accepted']);
    expect(await morning('2026-10-15T12:00')).toEqual([]);
  });

  it('and comes back after it was accepted is noted by its id, and its reminders wait again', async () => {
    expect(await morning('2026-10-14T07:30')).toHaveLength(1);
    const { rows } = await world.school.look.query<{ id: string }>('select id from cpd.mailing');
    const params = { id: rows[0]?.id };
    await world.school.call('admin', 'mail.bounced', { params, body: { reason: 'address' } });
    expect(await troubles()).toMatchObject([{ state: 'bounced', trouble: 'address' }]);
    const unsent = await world.school.look.query('select 1 from cpd.notification where mailing_id is null');
    expect(unsent.rowCount).toBe(1);
    await expect(
      world.school.call('admin', 'mail.bounced', {
        params: { id: world.school.id },
        body: { reason: 'address' },
      }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('to an address that is none is never given to a mail server', async () => {
    await addressOf('reviewer', 'rhys at school');
    expect(await morning('2026-10-14T07:30')).toEqual([]);
    const { rows } = await world.school.look.query('select outcome, detail from cpd.mailing');
    expect(rows).toEqual([{ outcome: 'nothing', detail: 'There is no e-mail address.' }]);
  });

  it('goes back to the other processes when this one is to end: what runs is finished, nothing new is begun', async () => {
    for (let n = 0; n < 30; n++) await world.school.call('admin', 'mail.test');
    const line = world.school.app.get(MailLine, { strict: false });
    const mailer = world.school.app.get<Mailer>(MAILER, { strict: false });
    const { send } = mailer;
    mailer.send = (message) => {
      line.beforeApplicationShutdown();
      return send(message);
    };
    await line.once();
    mailer.send = send;
    const { rows } = await world.school.look.query<{ sent: number; free: number }>(
      `select count(*) filter (where outcome = 'accepted')::int as sent,
         count(*) filter (where closed_at is null and leased_until is null and next_at <= engine.now())::int as free
       from cpd.mailing where kind = 'test'`,
    );
    expect(rows[0]?.sent).toBeGreaterThan(0);
    expect(rows[0]?.sent).toBeLessThanOrEqual(15);
    expect((rows[0]?.sent ?? 0) + (rows[0]?.free ?? 0)).toBe(30);
    expect(await line.once()).toBe(0);
    Object.assign(line, { ending: false });
    await line.drain();
    const left = await world.school.look.query(`select 1 from cpd.mailing where closed_at is null`);
    expect(left.rowCount).toBe(0);
  });

  it('shows a test mail to whoever asks for one', async () => {
    await world.school.call('admin', 'mail.test');
    expect(await morning('2026-10-14T06:01')).toEqual(['admin@school.example']);
  });
});

describe('the ledger of mails in the database', () => {
  let world: MailSchool;
  beforeAll(async () => {
    world = await openMailSchool();
    await world.begin('2026-10-14T06:00');
    const review = await world.record('review', { reviewee: 'teacher' });
    await world.owes(review, 'prepare', 'teacher', '2026-10-16T17:00');
    await world.at('2026-10-14T07:30');
  });
  afterAll(() => world.close());

  it.each([
    ['teacher', 1],
    ['reviewer', 0],
    ['head', 0],
    ['admin', 0],
  ] as const)(
    'shows %s %i mails: their own, and to an administrator only those in trouble',
    async (who, n) => {
      expect(await world.school.as(who, (tx) => tx.query('select id from cpd.mailing'))).toHaveLength(n);
    },
  );

  it('is written by nobody but the system', async () => {
    const sql = `insert into cpd.mailing (id, school_id, person_id, kind, day, due_at, next_at)
      values (gen_random_uuid(), auth.school(), auth.person(), 'test', now()::date, now(), now())`;
    await expect(world.school.as('admin', (tx) => tx.query(sql))).rejects.toThrow(/row-level security/);
    const changed = await world.school.as('teacher', (tx) =>
      tx.query(`update cpd.mailing set outcome = 'nothing' returning id`),
    );
    expect(changed).toEqual([]);
  });

  it('shows nobody the choices of others', async () => {
    expect(await world.school.as('head', (tx) => tx.query('select * from cpd.mail_choice'))).toEqual([]);
    expect(await world.school.as('teacher', (tx) => tx.query('select * from cpd.mail_choice'))).toHaveLength(
      1,
    );
  });

  it('gives workers’ functions to nobody without the secret', async () => {
    for (const sql of [
      `select * from cpd.claim_mailings('guess', 10, '1 minute', null)`,
      `select * from cpd.near_mailings('guess', now(), 10)`,
      `select * from cpd.mail_pulse('guess')`,
      `select * from cpd.schools_to_plan('guess', '1 minute')`,
    ]) {
      await expect(world.school.as('head', (tx) => tx.query(sql))).rejects.toMatchObject({
        code: 'proof-refused',
      });
    }
  });
});
