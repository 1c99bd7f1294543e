import type { CommandContext, CommandHandler } from '../../engine/index.js';
import { LIVE_SESSIONS } from '../dates/live-sessions.js';
import { append, outstandingOf } from '../money/ledger.js';
import { idFrom } from '../../platform/ids.js';

/** Cover is asked for session by session and stood down as a whole, in the commit of the booking's step. */
export const coverCommands: readonly CommandHandler[] = [
  { command: 'requestCover', handle: requestCover },
  { command: 'standDownCover', handle: standDownCover },
];

const SESSIONS = {
  name: 'provision.sessions_to_cover',
  text: `with live as (${LIVE_SESSIONS}) select id from live
    where activity_id = $1 and release and state = 'planned' order by on_date, starts_at`,
};
const ASK = {
  name: 'provision.ask_cover',
  text: `insert into cpd.cover_request (id, school_id, booking_id, session_id, on_date, from_time, to_time, asked_at)
    select r.id, $2, $1, s.id, s.on_date, s.starts_at, s.ends_at, $3
      from unnest($4::uuid[], $5::uuid[]) as r(id, session_id) join cpd.session s on s.id = r.session_id
    on conflict (id) do nothing`,
};

async function requestCover({ tx, instance, effect, at }: CommandContext): Promise<void> {
  const sessions = await tx.query<{ id: string }>(SESSIONS, [instance.context['activityId']]);
  const ids = sessions.map(({ id }) => id);
  await tx.query(ASK, [
    instance.id,
    instance.tenant,
    at,
    ids.map((session) => idFrom('cover', effect, session)),
    ids,
  ]);
}

/** Whoever was to stand in is free again, and what cover was to cost comes back. */
async function standDownCover({ tx, instance, effect, at }: CommandContext): Promise<void> {
  await tx.query(
    'update cpd.cover_request set stood_down_at = $2 where booking_id = $1 and stood_down_at is null',
    [instance.id, at],
  );
  const promised = (await outstandingOf(tx, instance.id)).filter(({ kind }) => kind === 'cover');
  const place = {
    cycleId: String(instance.context['cycleId']),
    activityId: String(instance.context['activityId']),
    bookingId: instance.id,
  };
  await append(tx, place, { effect, at, line: 'released' }, promised);
}
