import { spokenDate } from '../platform/calendar/index.js';
import { wordingOf } from './wording/index.js';
import type { Subject } from './wording/index.js';

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
  /** '<chart>.<duty>' and its day, for reminders of one duty. */
  readonly kind?: string | null;
  readonly due_on?: string | null;
}

/** What duties are called, by '<chart>.<duty>'. */
export type Labels = ReadonlyMap<string, string>;

/** Puts a notification into words, from where its reader stands. */
export function reminderOf(row: Recorded, labels: Labels = new Map()): Reminder {
  const { title, text } = wordingOf(row.about);
  const about = { ...subjectFor(row), ...dutyFor(row, labels) };
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

/** "One, not four": of several reminders of the same thing the first of the list stays. */
export function eachOnce(rows: readonly Recorded[]): Recorded[] {
  const seen = new Map<string, Recorded>();
  for (const row of rows) {
    const key = `${row.instance_id}/${row.kind ?? row.about}/${row.escalation}`;
    if (!seen.has(key)) seen.set(key, row);
  }
  return [...seen.values()];
}

function subjectFor({ subject_id, person_id, forename, surname }: Recorded): Subject {
  if (subject_id === null) return { whose: 'the school’s', who: 'the school' };
  if (subject_id === person_id) return { whose: 'your', who: 'you' };
  const name = `${forename ?? ''} ${surname ?? ''}`.trim();
  return { whose: `${name}’s`, who: name };
}

function dutyFor({ kind, due_on }: Recorded, labels: Labels): Partial<Subject> {
  if (!kind) return {};
  const label = labels.get(kind);
  return { kind, ...(label ? { label } : {}), ...(due_on ? { due: spokenDate(due_on) } : {}) };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
