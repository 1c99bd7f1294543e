import { isAddress } from '../../platform/mail/index.js';
import type { Instant, IsoDate } from '../../platform/calendar/index.js';
import type { Recorded } from '../rendering.js';
import type { MailSettings } from '../settings/mail-settings.js';
import type { PeopleDays } from '../settings/people-days.js';
import { isSummaryDay } from '../summary/summary-day.js';
import type { MailingRow } from './to-send.js';

/** What is to be done about a mail whose time has come. */
export type Decision =
  | { readonly what: 'send'; readonly items: readonly Recorded[]; readonly withSummary: boolean }
  | { readonly what: 'close'; readonly outcome: 'nothing' | 'overtaken'; readonly why: string }
  | { readonly what: 'wait'; readonly until: Instant };

export interface Moment {
  readonly at: Instant;
  readonly today: IsoDate;
  readonly days: PeopleDays;
  readonly settings: MailSettings;
}

const nothing = (why: string): Decision => ({ what: 'close', outcome: 'nothing', why });
const overtaken = (why: string): Decision => ({ what: 'close', outcome: 'overtaken', why });

/** Looks once more, at the moment of sending: whether they are there, may be written to, and have something to hear of. */
export function decide(row: MailingRow, unsent: readonly Recorded[], moment: Moment): Decision {
  if (row.hasLeft) return nothing('They have left.');
  if (!row.email || !isAddress(row.email)) return nothing('There is no e-mail address.');
  if (row.kind === 'test') return { what: 'send', items: [], withSummary: false };
  const { at, today, days, settings } = moment;
  if (row.kind === 'digest' && row.day < today) return overtaken('A later day’s mail has the same.');
  const free = days.moment(row.person, at, settings);
  if (free !== at) {
    if (row.kind === 'digest') return overtaken('They do not work now; the next mail has the same.');
    return { what: 'wait', until: free };
  }
  if (row.kind === 'digest') return digest(row, unsent, moment);
  if (row.kind === 'invitation') return { what: 'send', items: [], withSummary: false };
  const one = unsent.filter(({ id }) => id === row.aboutId);
  return one.length > 0
    ? { what: 'send', items: one, withSummary: false }
    : nothing('It was done before this was sent.');
}

function digest(row: MailingRow, unsent: readonly Recorded[], { today, days, settings }: Moment): Decision {
  const items = row.wantsDigest ? unsent : [];
  const withSummary =
    row.leads && row.wantsSummary && isSummaryDay(today, settings.summaryDay, days, row.person);
  if (items.length === 0 && !withSummary) return nothing('Everything was done before this was sent.');
  return { what: 'send', items, withSummary };
}
