import type { SendMailOptions } from 'nodemailer';
import type { MailMessage } from './mailer.js';
import { messageIdOf } from './message-id.js';

export interface Sender {
  /** 'Brook Lane Primary <cpd@example.sch.uk>' or the address alone. */
  readonly from: string;
  readonly publicBaseUrl: string;
}

/** A message as the mail library wants it. Pure. */
export function envelopeOf(message: MailMessage, { from, publicBaseUrl }: Sender): SendMailOptions {
  const { unsubscribeUrl, invitation } = message;
  return {
    from,
    to: { name: '', address: message.to },
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId: messageIdOf(message.id, publicBaseUrl),
    headers: {
      // Answers by machines (out of office) are not wanted for a mail that a machine wrote: RFC 3834.
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeUrl
        ? { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {}),
    },
    attachments: (message.attachments ?? []).map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content,
    })),
    ...(invitation
      ? { icalEvent: { method: invitation.method, filename: invitation.name, content: invitation.ics } }
      : {}),
    // Nothing of a message may make the library read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
