/** One mail to one address. */
export interface MailMessage {
  /**
   * Names the mail for good (a UUID, an effect's id): sending it again sends the same Message-ID, so that a mail server or
   * a reader can tell a repetition. Letters, digits, '.', '_' and '-' only.
   */
  readonly id: string;
  /** The school in whose name it is sent. */
  readonly school: string;
  /** Who gets it; null where it goes to somebody who is no person of the school. */
  readonly person: string | null;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** For what comes regularly: the address at which it can be stopped (List-Unsubscribe, one click by RFC 8058). */
  readonly unsubscribeUrl?: string;
  readonly attachments?: readonly MailAttachment[];
  /** An iCalendar invitation, which mail programs offer to put into the calendar. */
  readonly invitation?: MailInvitation;
}

export interface MailAttachment {
  readonly name: string;
  /** Media type, e.g. 'application/pdf'. */
  readonly type: string;
  readonly content: string | Buffer;
}

export interface MailInvitation {
  readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  /** The whole calendar file. */
  readonly ics: string;
  readonly name: string;
}

/** Why a mail has not gone. Only the first two are over: everything else is tried again. */
export type MailTrouble =
  /** There is no such address. */
  | 'address'
  /** The other side will not have this mail, whoever it is for. */
  | 'content'
  | 'mailboxFull'
  /** The other side asks to come again later. */
  | 'later'
  /** The mail server does not let us in: password, certificate, or who we may write as. */
  | 'notLetIn'
  /** The mail server does not answer. */
  | 'away';

export type SendResult =
  /** The mail server took it over, or the local outbox keeps it. */
  | { readonly outcome: 'accepted' | 'kept'; readonly messageId: string; readonly detail: string }
  /** 'refused' is for good, 'deferred' may work later. `detail` says in one sentence what the other side said. */
  | {
      readonly outcome: 'refused' | 'deferred';
      readonly trouble: MailTrouble;
      readonly messageId: string;
      readonly detail: string;
    };

/** Sends mails. How often and when to try again is the caller's to decide. */
export interface Mailer {
  /** Where mails go: to a mail server, or into the local outbox. */
  readonly kind: 'smtp' | 'outbox';
  /** Never throws for what mail servers do. At least once: a process that dies in between may send it again. */
  send(message: MailMessage): Promise<SendResult>;
  /** Whether mails can be sent now, in a sentence. Never throws. */
  examine(): Promise<{ readonly ok: boolean; readonly detail: string }>;
  close(): Promise<void>;
}

/** Where others find it: `@Inject(MAILER) private readonly mailer: Mailer`. */
export const MAILER = Symbol('mailer');
