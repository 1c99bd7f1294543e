import type { Letter, LetterItem } from '../../platform/mail/index.js';
import { spokenDate } from '../../platform/calendar/index.js';
import type { Versioned } from '../calendar/ics.js';
import type { Links } from '../links.js';
import type { Reminder } from '../rendering.js';
import type { LateCount } from '../summary/late-counts.js';
import { summaryItem } from '../summary/summary-item.js';

/** Who reads it. */
export interface Reader {
  readonly forename: string;
  readonly school: string;
  readonly stopToken: string;
}

/** A letter with its subject line. */
export interface Titled {
  readonly subject: string;
  readonly letter: Letter;
  readonly unsubscribeUrl?: string;
}

/** More than this nobody reads in one mail; the rest is one click away. */
const MOST = 12;

export interface DigestParts {
  readonly reminders: readonly Reminder[];
  /** The week's summary, for those who lead; null without. */
  readonly late: readonly LateCount[] | null;
  /** Things that an earlier mail had and that still wait. */
  readonly older: number;
}

/** The one mail of a day: what is new, the week's summary where it is the day for it, and how much else waits. */
export function digestLetter(reader: Reader, { reminders, late, older }: DigestParts, links: Links): Titled {
  const shown = reminders.slice(0, MOST);
  const summary = late ? [summaryItem(late, links)] : [];
  const items = [...shown.map((reminder) => itemOf(reminder, links)), ...summary];
  const rest = reminders.length - shown.length + older;
  const count = reminders.length;
  const what = count > 0 ? 'digest' : 'summary';
  const stop = links.stop(reader.stopToken, what);
  return {
    subject: subjectOf(reader, reminders, late !== null),
    letter: {
      greeting: `Hello ${reader.forename},`,
      opening: [openingOf(count)],
      items,
      ...(rest > 0 || items.length > 1
        ? {
            action: {
              label: rest > 0 ? `See this and ${rest} more` : 'See everything that waits for you',
              url: links.home(),
            },
          }
        : {}),
      closing: [
        'You get one mail a day at most, on days on which you work, and nothing more about what is done.',
      ],
      from: reader.school,
      footer: {
        text: what === 'digest' ? 'You would rather look for yourself?' : 'You do not need this summary?',
        link: { label: what === 'digest' ? 'Stop these mails' : 'Stop the summary', url: stop },
      },
    },
    unsubscribeUrl: stop,
  };
}

/** What cannot wait for tomorrow. */
export function urgentLetter(reader: Reader, reminder: Reminder, links: Links): Titled {
  return {
    subject: reminder.title,
    letter: {
      greeting: `Hello ${reader.forename},`,
      opening: ['This could not wait for tomorrow’s mail.'],
      items: [itemOf(reminder, links)],
      from: reader.school,
    },
  };
}

/** An entry for the reader's own calendar, its change, or that it is off. */
export function invitationLetter(reader: Reader, { entry, cancelled }: Versioned, links: Links): Titled {
  const time = entry.from && entry.to ? `, ${entry.from} to ${entry.to}` : '';
  const when = `${spokenDate(entry.on)}${time}${entry.place ? `, ${entry.place}` : ''}`;
  const opening = cancelled
    ? `This is not taking place for you any more: ${entry.title}, ${when}. Your calendar takes it out.`
    : `${entry.title}: ${when}. ${entry.sure ? '' : 'It is not certain yet. '}Your calendar can take it from this mail.`;
  return {
    subject: `${cancelled ? 'Cancelled' : 'For your calendar'}: ${entry.title}`,
    letter: {
      greeting: `Hello ${reader.forename},`,
      opening: [opening],
      action: { label: 'See everything that waits for you', url: links.home() },
      from: reader.school,
    },
  };
}

/** Shows an administrator that mail arrives. */
export function testLetter(reader: Reader, links: Links): Titled {
  return {
    subject: `A test mail from ${reader.school}`,
    letter: {
      greeting: `Hello ${reader.forename},`,
      opening: [
        'Somebody asked for this mail to see whether mail arrives. It did, and there is nothing to do.',
      ],
      action: { label: 'Open the school’s professional development year', url: links.home() },
      from: reader.school,
    },
  };
}

function itemOf({ title, text, record, escalation }: Reminder, links: Links): LetterItem {
  const label = escalation ? 'See what is late' : 'Open it';
  return { title, text, link: { label, url: escalation ? links.home() : links.record(record) } };
}

function subjectOf({ school }: Reader, reminders: readonly Reminder[], summed: boolean): string {
  const [first] = reminders;
  if (first && reminders.length === 1) return first.title;
  if (first) return `${reminders.length} things for you at ${school}`;
  return summed ? `The week at ${school}` : school;
}

function openingOf(count: number): string {
  if (count === 0) return 'Nothing new is waiting for you. This is how the week stands.';
  return count === 1 ? 'One thing is waiting for you.' : `These ${count} things are waiting for you.`;
}
