import { randomUUID } from 'node:crypto';
import type { Session } from '../../../workflows/activity/activity.types.js';
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

/**
 * Sessions with their ids: one that is there keeps its own, a new one gets one that no other session has or had, whatever
 * its date and time. Only the same request, sent again under its key, gets the same ids.
 */
export const withIds = (
  activityId: string,
  sessions: readonly SessionWritten[],
  request: string | undefined,
): SessionToKeep[] => sessions.map((it, n) => ({ ...it, id: it.id ?? newId(activityId, request, n) }));

const newId = (activityId: string, request: string | undefined, n: number): string =>
  request === undefined ? randomUUID() : idFrom('session', activityId, request, n);

/** When and where; two sessions that agree in this are one that was written twice. */
const slotOf = ({ on, startsAt, endsAt, room = '', slot = '' }: SessionWritten): string =>
  JSON.stringify([on, startsAt, endsAt, room, slot]);

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
  const different = (what: (it: SessionToKeep) => string) => new Set(sessions.map(what)).size;
  if (
    Math.min(
      different(({ id }) => id),
      different(slotOf),
    ) < sessions.length
  ) {
    throw new Refused(422, 'session-twice', 'The same session is given twice.');
  }
  const kept = await tx.query(KEEP, [activityId, JSON.stringify(sessions)]);
  if (kept.length < sessions.length) {
    throw new Refused(422, 'session-elsewhere', 'One of these sessions belongs to something else.');
  }
}

const SAME = {
  name: 'provision.same_session',
  text: `select id from cpd.session where activity_id = $1 and on_date = $2 and starts_at = $3 and ends_at = $4
    and room = $5 and slot = $6 and id = any ($7)`,
};

/** Throws Refused 409 'session-there' for a session just like one that is still to be held. */
export async function mustBeNew(
  tx: Tx,
  activityId: string,
  { on, startsAt, endsAt, room = '', slot = '' }: SessionWritten,
  sessions: readonly Session[],
): Promise<void> {
  const live = sessions.filter(({ state }) => state !== 'cancelled').map(({ id }) => id);
  const same = await tx.query(SAME, [activityId, on, startsAt, endsAt, room, slot, live]);
  if (same.length > 0) throw new Refused(409, 'session-there', 'This session is there already.');
}

/** What the chart needs of sessions: which, and when. */
export const asDates = (sessions: readonly SessionToKeep[]) => sessions.map(({ id, on }) => ({ id, on }));
