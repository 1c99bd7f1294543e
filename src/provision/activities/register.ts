import { Refused } from '../../api/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

/** A register names people with a place, nobody else. Throws Refused 422 'not-booked'. */
export async function mustHavePlaces(tx: Tx, activityId: string, bookings: readonly string[]): Promise<void> {
  const placed = await tx.asSystem((system) =>
    system.query(
      `select from cpd.places_at($1, null) p where p.standing = 'placed' and p.booking_id = any ($2::uuid[])`,
      [activityId, bookings],
    ),
  );
  if (placed.length < bookings.length) {
    throw new Refused(422, 'not-booked', 'Somebody on this register has no place. Nothing was entered.');
  }
}
