import type { MailTrouble } from './mailer.js';

/** What the mail library throws. */
interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly message?: string;
}

export interface Refusal {
  readonly outcome: 'refused' | 'deferred';
  readonly trouble: MailTrouble;
  /** One sentence; what the server said is quoted without addresses. */
  readonly detail: string;
}

const SENTENCE: Readonly<Record<MailTrouble, string>> = {
  address: 'The mail server knows no such address.',
  content: 'The mail server will not take this mail.',
  mailboxFull: 'The mailbox is full.',
  later: 'The mail server asks to try again later.',
  notLetIn: 'The mail server does not let us send: check SMTP_URL and MAIL_FROM.',
  away: 'The mail server does not answer.',
};

/** Reads what went wrong from an error of the mail library. What is not known counts as "later", so nothing is lost. */
export function refusalOf(error: unknown): Refusal {
  const said = (typeof error === 'object' && error !== null ? error : {}) as SmtpError;
  const trouble = troubleOf(said);
  const outcome = trouble === 'address' || trouble === 'content' ? 'refused' : 'deferred';
  const quoted = quote(said.response ?? said.code ?? '');
  return { outcome, trouble, detail: quoted ? `${SENTENCE[trouble]} (${quoted})` : SENTENCE[trouble] };
}

function troubleOf({ code = '', responseCode, response = '' }: SmtpError): MailTrouble {
  if (code === 'EAUTH' || code === 'EOAUTH2' || code === 'ENOAUTH' || code === 'ETLS') return 'notLetIn';
  if (responseCode === undefined) return code === 'EMESSAGE' ? 'content' : 'away';
  // Enhanced codes (RFC 3463) tell a full mailbox (x.2.2) from a missing one; 552 is the plain one.
  if (/\b[45]\.2\.2\b/.test(response) || responseCode === 552) return 'mailboxFull';
  if (responseCode < 500) return responseCode === 421 ? 'away' : 'later';
  if (responseCode === 530 || responseCode === 535 || /\b5\.7\.\d+\b/.test(response)) {
    return code === 'EENVELOPE' || responseCode >= 530 ? 'notLetIn' : 'content';
  }
  return code === 'EENVELOPE' ? 'address' : 'content';
}

/** Addresses stay out of logs, and a server's long answer out of pages. */
function quote(text: string): string {
  return text
    .replace(/[^\s<>]+@[^\s<>]+/g, '...')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 160);
}
