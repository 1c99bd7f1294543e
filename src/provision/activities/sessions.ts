import { Refused } from '../../api/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { idFrom } from '../../platform/ids.js';

/** A session as somebody writes it down, in local time of the school. */
export interface SessionWritten {
  readonly id?: string;
  /** ISO date. */
  readonly on: string;
  /** 'HH:MM'. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly room?: string;
  /** Slot of a cluster timetable. */
  readonly slot?: string;
  /** False where nobody is taken out of what they usually do (INSET, after school, timetabled slot). */
  readonly release?: boolean;
}
export type SessionToKeep = SessionWritten & { readonly id: string };

/** The same session of the same activity, written twice, is one. */
export const withIds = (activityId: string, sessions: readonly SessionWritten[]): SessionToKeep[] =>
  sessions.map((it) => ({ ...it, id: it.id ?? idFrom('session', activityId, it.on, it.startsAt) }));

const KEEP = {
  name: 'provision.keep_sessions',
  text: `insert into cpd.session (id, school_id, activity_id, on_date, starts_at, ends_at, room, slot, release)
    select s.id, auth.school(), $1, s."on", s."startsAt", s."endsAt", coalesce(s.room, ''), coalesce(s.slot, ''),
        coalesce(s.release, true)
      from jsonb_to_recordset($2) as s(id uuid, "on" date, "startsAt" time, "endsAt" time, room text, slot text,
        release boolean)
    on conflict (id) do update set on_date = excluded.on_date, starts_at = excluded.starts_at,
      ends_at = excluded.ends_at, room = excluded.room, slot = excluded.slot, release = excluded.release
      where cpd.session.activity_id = excluded.activity_id
    returning id`,
};

/** Writes sessions down, or moves those that are there. Throws Refused 422 for a session of another activity or a double one. */
export async function keepSessions(
  tx: Tx,
  activityId: string,
  sessions: readonly SessionToKeep[],
): Promise<void> {
  if (new Set(sessions.map(({ id }) => id)).size < sessions.length) {
    throw new Refused(422, 'session-twice', 'The same session is given twice.');
  }
  const kept = await tx.query(KEEP, [activityId, JSON.stringify(sessions)]);
  if (kept.length < sessions.length) {
    throw new Refused(422, 'session-elsewhere', 'One of these sessions belongs to something else.');
  }
}

/** What the chart needs of sessions: which, and when. */
export const asDates = (sessions: readonly SessionToKeep[]) => sessions.map(({ id, on }) => ({ id, on }));
