import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAILER, keptMails } from '../../src/platform/mail/index.js';
import type { Mailer, MailMessage } from '../../src/platform/mail/index.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';

const PAGE = { limit: 50, offset: 0 };

describe('the local outbox', () => {
  let school: TestSchool;
  let mailer: Mailer;
  beforeAll(async () => {
    school = await openSchool();
    mailer = school.app.get<Mailer>(MAILER, { strict: false });
  });
  afterAll(() => school.close());

  const mailTo = (name: PersonName, id: string): MailMessage => ({
    id,
    school: school.id,
    person: school.person(name),
    to: `${name}@school.example`,
    subject: `For ${name}`,
    text: 'text',
    html: '<p>text</p>',
  });

  it('keeps mails where no mail server is named, each once', async () => {
    expect(mailer.kind).toBe('outbox');
    expect(await mailer.send(mailTo('teacher', 'm-1'))).toMatchObject({
      outcome: 'kept',
      messageId: '<m-1@localhost>',
    });
    await mailer.send(mailTo('teacher', 'm-1'));
    await mailer.send(mailTo('head', 'm-2'));
    const all = await school.unit.run(school.system, (tx) => keptMails(tx, PAGE));
    expect(all.map((mail) => mail.subject).sort()).toEqual(['For head', 'For teacher']);
  });

  it('shows people their own mails and nobody else’s, also to an administrator', async () => {
    const subjects = async (name: PersonName) =>
      (await school.as(name, (tx) => keptMails(tx, PAGE))).map((mail) => mail.subject);
    expect(await subjects('teacher')).toEqual(['For teacher']);
    expect(await subjects('admin')).toEqual([]);
  });

  it('lets people neither plant nor remove mails', async () => {
    await expect(
      school.as('teacher', (tx) =>
        tx.query(
          `insert into cpd.kept_mail (id, school_id, message_id, to_address, subject, body_text, body_html, kept_at)
             values ('x', auth.school(), 'x', 'x', 'x', 'x', 'x', now())`,
        ),
      ),
    ).rejects.toThrow(/row-level security/);
    await school.as('teacher', (tx) => tx.query('delete from cpd.kept_mail'));
    expect(await school.as('teacher', (tx) => keptMails(tx, PAGE))).toHaveLength(1);
  });

  it('refuses what is no address', async () => {
    const result = await mailer.send({ ...mailTo('teacher', 'm-3'), to: 'nonsense' });
    expect(result).toMatchObject({ outcome: 'refused', trouble: 'address' });
  });
});
