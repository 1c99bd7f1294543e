import type { IsoDate } from '../../platform/calendar/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { idFrom } from '../../platform/ids.js';
import type { CalendarEntry } from './entry.js';
import { readEntries } from './read-entries.js';
import type { PersonalEntry } from './read-entries.js';

interface Known {
  readonly id: string;
  readonly person: string;
  readonly uid: string;
  readonly sequence: number;
  readonly entry: CalendarEntry;
}

/** What is to be written down and sent. */
export interface Change {
  readonly id: string;
  readonly person: string;
  readonly uid: string;
  readonly sequence: number;
  readonly entry: CalendarEntry;
  readonly cancelled: boolean;
}

const KNOWN = {
  name: 'calendar.known',
  text: `select id, person_id as person, uid, sequence, entry from cpd.invitation
    where school_id = auth.school() and not cancelled and entry->>'on' >= $1::text`,
};
const KEEP = {
  name: 'calendar.keep',
  text: `insert into cpd.invitation (id, school_id, person_id, uid, sequence, entry, cancelled, changed_at)
    select r.id, auth.school(), r.person, r.uid, r.sequence, r.entry, r.cancelled, $2
      from jsonb_to_recordset($1) as r(id uuid, person uuid, uid text, sequence int, entry jsonb, cancelled boolean)
    on conflict (id) do update set sequence = greatest(cpd.invitation.sequence + 1, excluded.sequence),
      entry = excluded.entry, cancelled = excluded.cancelled, changed_at = excluded.changed_at
    returning id, person_id as person, sequence`,
};
const SEND = {
  name: 'calendar.send',
  text: `insert into cpd.mailing (id, school_id, person_id, kind, about_id, day, due_at, next_at)
    select r.mailing, auth.school(), r.person, 'invitation', r.id, $2, $3, $3
      from jsonb_to_recordset($1) as r(mailing uuid, id uuid, person uuid)
      join cpd.person p on p.school_id = auth.school() and p.id = r.person and p.email is not null
    on conflict do nothing returning id`,
};

/** What has changed between what people's calendars have from us and what they should have. Pure. */
export function changesOf(known: readonly Known[], entries: readonly PersonalEntry[]): Change[] {
  const before = new Map(known.map((each) => [`${each.person}/${each.uid}`, each]));
  const now = new Set(entries.map(({ person, entry }) => `${person}/${entry.uid}`));
  const fresh = entries.flatMap(({ person, entry, revision }): Change[] => {
    const old = before.get(`${person}/${entry.uid}`);
    if (old && same(old.entry, entry)) return [];
    const sequence = old ? Math.max(old.sequence + 1, revision) : revision;
    return [
      {
        id: idFrom('invitation', person, entry.uid),
        person,
        uid: entry.uid,
        sequence,
        entry,
        cancelled: false,
      },
    ];
  });
  const gone = known
    .filter(({ person, uid }) => !now.has(`${person}/${uid}`))
    .map((old): Change => ({ ...old, sequence: old.sequence + 1, cancelled: true }));
  return [...fresh, ...gone];
}

/** Writes down what has changed and plans its mails for an instant. Returns how many mails are new. */
export async function planInvitations(tx: Tx, today: IsoDate, dueAt: string): Promise<number> {
  const entries = await readEntries(tx, today, null);
  const changes = changesOf(await tx.query<Known>(KNOWN, [today]), entries);
  if (changes.length === 0) return 0;
  const kept = await tx.query<{ id: string; person: string; sequence: number }>(KEEP, [
    JSON.stringify(changes),
    tx.at,
  ]);
  const mails = kept.map(({ id, person, sequence }) => ({
    mailing: idFrom('invite', id, sequence),
    id,
    person,
  }));
  return (await tx.query(SEND, [JSON.stringify(mails), today, dueAt])).length;
}

/** Keys come back from the database in another order. */
function same(one: CalendarEntry, other: CalendarEntry): boolean {
  const keys = ['title', 'on', 'from', 'to', 'place', 'sure'] as const;
  return keys.every((key) => one[key] === other[key]);
}
