import type { Tx } from '../database/unit-of-work.js';
import type { MailInvitation } from './mailer.js';

/** A mail in the local outbox. */
export interface KeptMail {
  readonly id: string;
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly unsubscribeUrl: string | null;
  readonly invitation: MailInvitation | null;
  readonly attachments: readonly { readonly name: string; readonly type: string }[];
  /** ISO 8601 UTC, by the engine's clock. */
  readonly keptAt: string;
}

interface Row extends Omit<KeptMail, 'keptAt'> {
  readonly kept_at: Date;
}

const LIST = {
  name: 'mail.kept',
  text: `select id, message_id as "messageId", to_address as "to", subject, body_text as text, body_html as html,
      unsubscribe_url as "unsubscribeUrl", invitation, attachments, kept_at from cpd.kept_mail
    order by kept_at desc, id limit $1 offset $2`,
};

/** Mails of the local outbox, newest first: a person's own, the whole school's for the system. */
export async function keptMails(tx: Tx, page: { limit: number; offset: number }): Promise<KeptMail[]> {
  const rows = await tx.query<Row>(LIST, [page.limit, page.offset]);
  return rows.map(({ kept_at, ...mail }) => ({ ...mail, keptAt: kept_at.toISOString() }));
}
