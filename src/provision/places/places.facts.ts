import type { PlaceFacts } from '../../../workflows/activity/activity.types.js';
import type { FactProvider } from '../../engine/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { lockDays } from './lock-days.js';
import { barredFrom } from './room-on-days.js';
import type { Candidate, OutOnDay } from './room-on-days.js';

interface Standing extends Candidate {
  readonly standing: 'placed' | 'waiting' | 'asking';
}

const AT = {
  name: 'provision.places_at',
  text: `select booking_id as "bookingId", school_id as "schoolId", person_id as "personId", standing, allowed
    from cpd.places_at($1, $2)`,
};
const OUT = {
  name: 'provision.out_on_days',
  text: `select school_id as "schoolId", on_date::text as on, people, most from cpd.out_on_days($1, $2, $3)`,
};

/**
 * Places taken and people waiting, and who of them their school can spare on the days. The engine holds the activity's row
 * locked while it asks, so nobody else is deciding about the same places; the days are locked as well, since other
 * activities fall on them: everything that was decided before is committed and seen.
 */
export const placesFact: FactProvider = {
  fact: 'places',
  read: async (system, activity, event) => {
    const bookingId = typeof event['bookingId'] === 'string' ? event['bookingId'] : null;
    const rows = await system.query<Standing & object>(AT, [activity.id, bookingId]);
    const waits = rows.filter(({ standing }) => standing === 'waiting');
    const own = rows.find((row) => row.bookingId === bookingId);
    const queue = waits.filter((row) => row !== own);
    const placing = event.type === 'REQUEST_PLACE' && own ? [...queue, own] : queue;
    const barred = await barredAt(system, activity.id, placing, own, event.type === 'RELEASE_PLACE');
    const facts: PlaceFacts = {
      taken: rows.filter(({ standing }) => standing === 'placed').length,
      waiting: waits.length,
      holds: own?.standing === 'placed',
      queued: own?.standing === 'waiting',
      queue: queue.map((row) => row.bookingId),
      barred: queue.map((row) => row.bookingId).filter((id) => barred.has(id)),
      dayFull: bookingId !== null && barred.has(bookingId),
    };
    return { ...facts };
  },
};

async function barredAt(
  system: Tx,
  activityId: string,
  placing: readonly Standing[],
  own: Standing | undefined,
  leaving: boolean,
): Promise<ReadonlySet<string>> {
  const concerned = own ? [...placing, own] : placing;
  const schools = [...new Set(concerned.map(({ schoolId }) => schoolId))].sort();
  await lockDays(system, activityId, schools);
  if (placing.length === 0) return new Set();
  const out = await system.query<OutOnDay & object>(OUT, [
    activityId,
    schools,
    leaving ? (own?.bookingId ?? null) : null,
  ]);
  return barredFrom(out, placing);
}
