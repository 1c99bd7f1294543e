import type { PlaceFacts } from '../../../workflows/activity/activity.types.js';
import type { FactProvider } from '../../engine/index.js';

const PLACES = {
  name: 'provision.places',
  text: `select (select count(*) from cpd.place where activity_id = $1)::int as taken,
      (select count(*) from cpd.waiting where activity_id = $1)::int as waiting,
      exists (select from cpd.place where activity_id = $1 and booking_id = $2) as holds,
      exists (select from cpd.waiting where activity_id = $1 and booking_id = $2) as queued,
      array(select booking_id from cpd.waiting where activity_id = $1 and booking_id is distinct from $2
        order by position) as queue`,
};

/**
 * Places taken and people waiting. The engine holds the activity's row locked while it asks, so nobody else is deciding
 * about the same places; everything that was decided before is committed and seen.
 */
export const placesFact: FactProvider = {
  fact: 'places',
  read: async (system, activity, event) => {
    const [facts] = await system.query<PlaceFacts & object>(PLACES, [
      activity.id,
      event['bookingId'] ?? null,
    ]);
    return { ...facts };
  },
};
