import type { AttendanceEntry, ActivityNews } from '../../../workflows/activity/activity.types.js';
import type { CommandContext, CommandHandler } from '../../engine/index.js';
import { spendFixedFee } from '../money/fixed-fee.js';
import type { AfterProvision } from '../ports.js';

type Params = Readonly<Record<string, unknown>>;

/** What an activity says to its bookings, and to the needs that were matched with it. */
export const tellingCommands = (after: AfterProvision): readonly CommandHandler[] => [
  { command: 'tellBookings', handle: (context, params) => tellBookings(after, context, params) },
  { command: 'recordAttendance', handle: recordAttendance },
  { command: 'passAttendance', handle: passAttendance },
  { command: 'returnNeeds', handle: returnNeeds },
  { command: 'askFollowUp', handle: askFollowUp },
];

const BOOKINGS = {
  name: 'provision.live_bookings',
  text: `select b.id from cpd.booking b join engine.instance i on i.id = b.id
    where b.activity_id = $1 and i.status <> 'done' order by b.asked_at, b.id`,
};

async function tellBookings(after: AfterProvision, context: CommandContext, params: Params): Promise<void> {
  const { tx, instance } = context;
  const news = params['event'] as ActivityNews;
  // Registers and the end travel apart and may overtake each other: what was not passed on yet goes first.
  if (news.type === 'ACTIVITY_HELD') {
    await passMarks(context, null);
    await spendFixedFee(tx, instance.id);
    for (const starter of after.evaluations) await starter.startGroupEvaluation(context, instance.id);
  }
  const bookings = await tx.query<{ id: string }>(BOOKINGS, [instance.id]);
  for (const { id } of bookings) context.tell(id, { ...news });
}

/**
 * A person was there for the whole session unless minutes say otherwise; part of it is half; absent is none. Who took the
 * register is in the engine's log.
 */
const RECORD = {
  name: 'provision.record_attendance',
  text: `insert into cpd.attendance (session_id, booking_id, school_id, mark, minutes, recorded_at)
    select s.id, b.id, b.school_id, e.mark, case e.mark when 'absent' then 0 else coalesce(e.minutes,
        (extract(epoch from s.ends_at - s.starts_at) / case e.mark when 'part' then 120 else 60 end)::int) end, $3
      from cpd.session s cross join jsonb_to_recordset($2) as e("bookingId" uuid, mark text, minutes int)
      join cpd.booking b on b.id = e."bookingId" and b.activity_id = s.activity_id
      where s.id = $1
    on conflict (session_id, booking_id) do nothing`,
};

async function recordAttendance({ tx, at }: CommandContext, params: Params): Promise<void> {
  const entries = params['entries'] as readonly AttendanceEntry[];
  await tx.query(RECORD, [params['sessionId'], JSON.stringify(entries), at]);
}

async function passAttendance(context: CommandContext, params: Params): Promise<void> {
  await passMarks(context, String(params['sessionId']));
}

/** Each mark is passed on once, whichever message comes first: the row is locked until the commit. */
const PASS = {
  name: 'provision.pass_attendance',
  text: `update cpd.attendance t set passed_at = $3 from cpd.session s
    where s.id = t.session_id and s.activity_id = $1 and t.passed_at is null and ($2::uuid is null or s.id = $2)
    returning t.booking_id as "bookingId", t.session_id as "sessionId", t.mark, t.minutes`,
};

async function passMarks(context: CommandContext, sessionId: string | null): Promise<void> {
  const marks = await context.tx.query<{
    bookingId: string;
    sessionId: string;
    mark: string;
    minutes: number;
  }>(PASS, [context.instance.id, sessionId, context.at]);
  for (const { bookingId, ...mark } of marks) context.tell(bookingId, { type: 'SESSION_ATTENDED', ...mark });
}

/** Needs that were matched with it, whether anybody had booked or not. */
const MATCHED = {
  name: 'provision.needs_matched',
  text: `select id from engine.instance where tenant_id = auth.school() and chart = 'need' and status = 'active'
    and snapshot #> '{context,activityIds}' @> to_jsonb($1::text)`,
};

async function returnNeeds(context: CommandContext): Promise<void> {
  const needs = await context.tx.query<{ id: string }>(MATCHED, [context.instance.id]);
  for (const { id } of needs) {
    context.tell(id, { type: 'ACTIVITY_CANCELLED', activityId: context.instance.id });
  }
}

async function askFollowUp({ tx, at }: CommandContext, { followUpId }: Params): Promise<void> {
  await tx.query('update cpd.follow_up set asked_at = coalesce(asked_at, $2) where id = $1', [
    followUpId,
    at,
  ]);
}
