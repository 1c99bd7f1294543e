import { wordingOf } from './wording/index.js';

/** One reminder as a person reads it. */
export interface Reminder {
  readonly id: string;
  readonly about: string;
  readonly title: string;
  readonly text: string;
  /** The record that it is about. */
  readonly record: string;
  readonly escalation: boolean;
  /** Not shown or sent before: ISO 8601 UTC. */
  readonly from: string;
  readonly readAt: string | null;
}

/** What is needed to say it. */
export interface Recorded {
  readonly id: string;
  readonly person_id: string;
  readonly instance_id: string;
  readonly about: string;
  readonly escalation: boolean;
  readonly subject_id: string | null;
  readonly forename: string | null;
  readonly surname: string | null;
  readonly notify_at: Date;
  readonly read_at: Date | null;
}

/** Puts a notification into words, from where its reader stands. */
export function reminderOf(row: Recorded): Reminder {
  const { title, text } = wordingOf(row.about);
  const about = subjectFor(row);
  return {
    id: row.id,
    about: row.about,
    title: capital(title(about)),
    text: capital(text(about)),
    record: row.instance_id,
    escalation: row.escalation,
    from: row.notify_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  };
}

function subjectFor({ subject_id, person_id, forename, surname }: Recorded) {
  if (subject_id === null) return { whose: 'the school’s', who: 'the school' };
  if (subject_id === person_id) return { whose: 'your', who: 'you' };
  const name = `${forename ?? ''} ${surname ?? ''}`.trim();
  return { whose: `${name}’s`, who: name };
}

export interface Reader {
  readonly forename: string;
  readonly email: string;
  readonly school: string;
}

/** A plain-text mail. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const WIDTH = 72;

/** One mail with everything that waits for a person: at most one a day, and only while there is something. */
export function mailOf(reader: Reader, reminders: readonly Reminder[], address: string): Mail {
  const [first] = reminders;
  const count = reminders.length;
  const subject = first && count === 1 ? first.title : `${count} things for you at ${reader.school}`;
  const opening =
    count === 1 ? 'One thing is waiting for you.' : `These ${count} things are waiting for you.`;
  const items = reminders.map(({ title, text }, i) => {
    const number = count === 1 ? '' : `${i + 1}. `;
    return `${number}${title}\n${wrap(text, ' '.repeat(number.length))}`;
  });
  const closing = wrap(
    `You hear from us once a day at most, on days on which you work, and no more about what is done. ${address}`,
  );
  return {
    to: reader.email,
    subject,
    text: [`Hello ${reader.forename},`, opening, ...items, closing, reader.school].join('\n\n') + '\n',
  };
}

function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/)) {
    if (line.trim() !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
