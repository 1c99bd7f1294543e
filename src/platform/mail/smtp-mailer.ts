import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import { isAddress } from './address.js';
import { envelopeOf } from './envelope.js';
import type { Sender } from './envelope.js';
import type { Mailer, MailMessage, SendResult } from './mailer.js';
import { messageIdOf } from './message-id.js';
import { refusalOf } from './smtp-answer.js';
import { smtpOptions } from './smtp-options.js';

export interface SmtpSettings extends Sender {
  readonly smtpUrl: string;
  /** Most mails a second, by this process. */
  readonly perSecond: number;
}

/** Sends over a few kept-open connections to a mail server. */
export class SmtpMailer implements Mailer {
  readonly kind = 'smtp';
  private readonly transport: Transporter<SMTPPool.SentMessageInfo, SMTPPool.Options>;

  constructor(private readonly settings: SmtpSettings) {
    this.transport = createTransport(smtpOptions(settings.smtpUrl, settings.perSecond));
    // The library tells of broken idle connections; the next mail opens another.
    this.transport.on('error', () => undefined);
  }

  async send(message: MailMessage): Promise<SendResult> {
    const messageId = messageIdOf(message.id, this.settings.publicBaseUrl);
    if (!isAddress(message.to)) {
      const detail = 'This is not an e-mail address.';
      return { outcome: 'refused', trouble: 'address', messageId, detail };
    }
    try {
      await this.transport.sendMail(envelopeOf(message, this.settings));
      return { outcome: 'accepted', messageId, detail: 'The mail server took it over.' };
    } catch (error) {
      return { ...refusalOf(error), messageId };
    }
  }

  async examine(): Promise<{ ok: boolean; detail: string }> {
    try {
      await this.transport.verify();
      return { ok: true, detail: 'The mail server answers and lets us in.' };
    } catch (error) {
      return { ok: false, detail: refusalOf(error).detail };
    }
  }

  close(): Promise<void> {
    this.transport.close();
    return Promise.resolve();
  }
}
