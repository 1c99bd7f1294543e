import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MailMessage } from '../../src/platform/mail/index.js';
import { SmtpMailer } from '../../src/platform/mail/smtp-mailer.js';
import { smtpOptions } from '../../src/platform/mail/smtp-options.js';
import { startMailServer } from './support/mail-server.js';
import type { MailServer } from './support/mail-server.js';

const MESSAGE: MailMessage = {
  id: '3d6f4f2e-7a55-5c1e-9f0a-0d6a4c5b7e11',
  school: 'a-school',
  person: null,
  to: 'tara@school.example',
  subject: 'Signing your review – tomorrow',
  text: 'Hello Tara',
  html: '<p>Hello Tara</p>',
};

const mailerFor = (smtpUrl: string): SmtpMailer =>
  new SmtpMailer({
    smtpUrl,
    from: 'Brook Lane Primary <cpd@school.example>',
    perSecond: 100,
    publicBaseUrl: 'https://cpd.school.example',
  });

describe('a mail by SMTP', () => {
  let server: MailServer;
  let mailer: SmtpMailer;
  beforeAll(async () => {
    server = await startMailServer();
    mailer = mailerFor(server.url);
  });
  afterAll(async () => {
    await mailer.close();
    await server.stop();
  });

  it('arrives with both forms, a Message-ID of its own id, and no answer wanted from machines', async () => {
    const result = await mailer.send(MESSAGE);
    expect(result).toMatchObject({ outcome: 'accepted', messageId: `<${MESSAGE.id}@cpd.school.example>` });
    const mail = server.received.at(-1);
    expect(mail?.messageId).toBe(`<${MESSAGE.id}@cpd.school.example>`);
    expect(mail?.subject).toBe(MESSAGE.subject);
    expect(mail?.text?.trim()).toBe('Hello Tara');
    expect(mail?.html).toContain('<p>Hello Tara</p>');
    expect(mail?.from?.text).toBe('"Brook Lane Primary" <cpd@school.example>');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.headers.has('list')).toBe(false);
  });

  it('has the same Message-ID when it is sent again', async () => {
    await mailer.send({ ...MESSAGE, id: 'twice' });
    await mailer.send({ ...MESSAGE, id: 'twice' });
    const ids = server.received.slice(-2).map((mail) => mail.messageId);
    expect(ids).toEqual(['<twice@cpd.school.example>', '<twice@cpd.school.example>']);
  });

  it('says how to stop what comes regularly', async () => {
    await mailer.send({ ...MESSAGE, unsubscribeUrl: 'https://cpd.school.example/stop/1' });
    const list = server.received.at(-1)?.headers.get('list');
    expect(list).toMatchObject({
      unsubscribe: { url: 'https://cpd.school.example/stop/1' },
      'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' },
    });
  });

  it('carries an invitation that mail programs understand', async () => {
    const ics = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
    await mailer.send({ ...MESSAGE, invitation: { method: 'REQUEST', ics, name: 'session.ics' } });
    const parts = server.received.at(-1)?.attachments ?? [];
    expect(parts.map((part) => part.contentType)).toContain('text/calendar');
    expect(parts[0]?.content.toString()).toBe(ics);
  });

  it.each([
    ['nobody@school.example', 'refused', 'address', 'The mail server knows no such address.'],
    ['not an address', 'refused', 'address', 'This is not an e-mail address.'],
    ['a@b.example, c@d.example', 'refused', 'address', 'This is not an e-mail address.'],
    ['a@b.example\r\nBcc: c@d.example', 'refused', 'address', 'This is not an e-mail address.'],
    ['full@school.example', 'deferred', 'mailboxFull', 'The mailbox is full.'],
    ['stuffed@school.example', 'deferred', 'mailboxFull', 'The mailbox is full.'],
    ['busy@school.example', 'deferred', 'later', 'The mail server asks to try again later.'],
  ])('to %s is %s (%s)', async (to, outcome, trouble, sentence) => {
    const result = await mailer.send({ ...MESSAGE, to });
    expect(result).toMatchObject({ outcome, trouble });
    expect(result.detail).toContain(sentence);
    expect(result.detail).not.toContain('school.example');
  });

  it('reads no file and no address for the sake of an attachment', async () => {
    const named = { path: '/etc/hostname' } as unknown as string;
    const result = await mailer.send({
      ...MESSAGE,
      attachments: [{ name: 'x', type: 'text/plain', content: named }],
    });
    expect(result.outcome).not.toBe('accepted');
  });

  it('waits when there is no mail server', async () => {
    const gone = await startMailServer();
    await gone.stop();
    const lonely = mailerFor(gone.url);
    expect(await lonely.send(MESSAGE)).toMatchObject({ outcome: 'deferred', trouble: 'away' });
    expect(await lonely.examine()).toMatchObject({ ok: false });
    await lonely.close();
  });

  it('waits when the mail server does not let us in, and says what to check', async () => {
    const strict = await startMailServer({ password: 'right' });
    const [right, wrong] = [mailerFor(strict.url), mailerFor(strict.url.replace('right', 'wrong'))];
    expect(await right.send(MESSAGE)).toMatchObject({ outcome: 'accepted' });
    expect(await right.examine()).toMatchObject({ ok: true });
    const refused = await wrong.send(MESSAGE);
    expect(refused).toMatchObject({ outcome: 'deferred', trouble: 'notLetIn' });
    expect(refused.detail).toContain('check SMTP_URL');
    await right.close();
    await wrong.close();
    await strict.stop();
  });
});

describe('the way to a mail server', () => {
  it('is TLS from the first byte with smtps, and must become TLS with smtp, except on this machine', () => {
    expect(smtpOptions('smtps://a%40b:p%2Fw@mail.example', 5)).toMatchObject({
      host: 'mail.example',
      port: 465,
      secure: true,
      auth: { user: 'a@b', pass: 'p/w' },
      rateLimit: 5,
    });
    expect(smtpOptions('smtp://mail.example', 5)).toMatchObject({
      port: 587,
      secure: false,
      requireTLS: true,
    });
    expect(smtpOptions('smtp://localhost:2525', 5)).toMatchObject({ port: 2525, requireTLS: false });
  });
});
