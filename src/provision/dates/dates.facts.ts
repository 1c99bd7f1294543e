import type { DateFacts } from '../../../workflows/booking/booking.types.js';
import type { FactProvider } from '../../engine/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { lockDays } from '../places/lock-days.js';
import type { PersonDays } from './days-of-person.js';
import { judgeDates } from './judge-dates.js';
import type { PlannedDay } from './judge-dates.js';
import { LIVE_SESSIONS } from './live-sessions.js';

/** Whose days are looked at, for which activity; `bookingId` is not counted against itself. */
export interface DatesQuestion {
  readonly bookingId: string;
  readonly activityId: string;
  readonly personId: string;
}

/** Each day to come, with what else lies on it. Only places count as being elsewhere or out: a request may still fail. */
const DAYS = {
  name: 'provision.days',
  text: `with live as (${LIVE_SESSIONS}), mine as (select * from live where activity_id = $1 and state = 'planned')
    select m.on_date::text as on, bool_or(m.release) as release,
      exists (select from cpd.blocked_day d where d.school_id = auth.school() and d.on_date = m.on_date) as blocked,
      (select count(distinct b.person_id) from live o join cpd.place l on l.activity_id = o.activity_id
        join cpd.booking b on b.id = l.booking_id
        where o.on_date = m.on_date and o.release and b.person_id <> $2 and b.id <> $3)::int as "othersOut",
      bool_or(exists (select from live o join cpd.place l on l.activity_id = o.activity_id
        join cpd.booking b on b.id = l.booking_id
        where o.on_date = m.on_date and b.person_id = $2 and b.id <> $3
          and (o.starts_at, o.ends_at) overlaps (m.starts_at, m.ends_at))) as elsewhere
    from mine m group by m.on_date order by m.on_date`,
};

const PLANNED = {
  name: 'provision.planned_days',
  text: `with live as (${LIVE_SESSIONS}) select on_date::text as on, bool_or(release) as release from live
    where activity_id = $1 and state = 'planned' group by on_date order by on_date`,
};

/** The days to come of an activity, whoever goes, as the system. */
export const plannedDays = (system: Tx, activityId: string): Promise<PlannedDay[]> =>
  system.query<PlannedDay & object>(PLANNED, [activityId]);

interface Day {
  readonly on: string;
  readonly release: boolean;
  readonly blocked: boolean;
  readonly othersOut: number;
  readonly elsewhere: boolean;
}

/** What stands in the way of a person's coming, read as the system. */
export async function readDates(
  system: Tx,
  personDays: PersonDays,
  { activityId, personId, bookingId }: DatesQuestion,
): Promise<DateFacts> {
  const days = await system.query<Day>(DAYS, [activityId, personId, bookingId]);
  const person = await personDays.of(system, personId);
  return judgeDates(
    days.map((day) => ({ ...day, contracted: person.isContracted(day.on) })),
    person.mostOut,
    person.mustBeReplaced,
  );
}

/** Asked before a request is judged, when somebody else takes the place, and when dates change. */
export const datesFact = (personDays: PersonDays): FactProvider => ({
  fact: 'dates',
  read: async (system, booking, event) => {
    const people = booking.context['people'] as { readonly person: string };
    const personId = typeof event['personId'] === 'string' ? event['personId'] : people.person;
    const activityId = String(booking.context['activityId']);
    // Whoever takes over a place is out from this commit on: nobody else may count the day meanwhile.
    if (event.type === 'SUBSTITUTE') await lockDays(system, activityId, [booking.tenant]);
    return { ...(await readDates(system, personDays, { bookingId: booking.id, activityId, personId })) };
  },
});
