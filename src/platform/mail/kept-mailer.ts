import type { UnitOfWork } from '../database/unit-of-work.js';
import { isAddress } from './address.js';
import type { Mailer, MailMessage, SendResult } from './mailer.js';
import { messageIdOf } from './message-id.js';

const KEEP = {
  name: 'mail.keep',
  text: `insert into cpd.kept_mail (id, school_id, person_id, message_id, to_address, subject, body_text, body_html,
      unsubscribe_url, invitation, attachments, kept_at)
    values ($1, auth.school(), $2, $3, $4, $5, $6, $7, $8, $9, $10, engine.now()) on conflict (school_id, id) do nothing`,
};
/** Nobody needs them for longer, and a demonstration that runs for a year must not fill the disk. */
const FORGET = {
  name: 'mail.forget',
  text: `delete from cpd.kept_mail where kept_at < engine.now() - interval '60 days'`,
};
/** Looking for what is old costs more than keeping a mail. */
const CLEARED_EVERY = 50;

/** The local outbox: where no mail server is named, mails stay in the database and are shown on a page. */
export class KeptMailer implements Mailer {
  readonly kind = 'outbox';
  private kept = 0;

  constructor(
    private readonly unit: UnitOfWork,
    private readonly publicBaseUrl: string,
  ) {}

  async send(message: MailMessage): Promise<SendResult> {
    const messageId = messageIdOf(message.id, this.publicBaseUrl);
    if (!isAddress(message.to)) {
      const detail = 'This is not an e-mail address.';
      return { outcome: 'refused', trouble: 'address', messageId, detail };
    }
    const system = this.unit.job(message.school);
    await this.unit.once(system, KEEP, [
      message.id,
      message.person,
      messageId,
      message.to,
      message.subject,
      message.text,
      message.html,
      message.unsubscribeUrl ?? null,
      message.invitation ? JSON.stringify(message.invitation) : null,
      JSON.stringify((message.attachments ?? []).map(({ name, type }) => ({ name, type }))),
    ]);
    if (this.kept++ % CLEARED_EVERY === 0) await this.unit.once(system, FORGET);
    return { outcome: 'kept', messageId, detail: 'Kept in the local outbox: no mail server is named.' };
  }

  examine(): Promise<{ ok: boolean; detail: string }> {
    return Promise.resolve({ ok: true, detail: 'No mail server is named: mails stay in the local outbox.' });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
