import type { MailTrouble, SendResult } from '../../platform/mail/index.js';

/** What becomes of a mail after an attempt: it is over, or it is tried again after so many seconds. */
export type Next =
  { readonly outcome: 'accepted' | 'kept' | 'refused' | 'gaveUp' } | { readonly againInSeconds: number };

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** After this nobody needs the mail any more, and a person is asked to look. */
const PATIENCE = 5 * 24 * HOUR;

/** First wait and longest wait, in seconds, by what is wrong. */
const WAITS: Readonly<Record<Exclude<MailTrouble, 'address' | 'content'>, readonly [number, number]>> = {
  away: [30, 15 * MINUTE],
  notLetIn: [2 * MINUTE, 30 * MINUTE],
  later: [MINUTE, HOUR],
  mailboxFull: [HOUR, 6 * HOUR],
};

/** @param waited seconds since it was due */
export function whatNext(result: SendResult, attempts: number, waited: number): Next {
  if (!('trouble' in result)) return { outcome: result.outcome };
  const { trouble } = result;
  if (trouble === 'address' || trouble === 'content') return { outcome: 'refused' };
  if (waited > PATIENCE) return { outcome: 'gaveUp' };
  const [first, most] = WAITS[trouble];
  return { againInSeconds: Math.min(first * 2 ** Math.min(attempts - 1, 12), most) };
}
