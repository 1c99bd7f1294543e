import type { InstanceRef } from '../../engine/index.js';
import { todayOf } from '../../people/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { bookerOf } from './booker.js';
import { nextAttempt } from './requests.service.js';

/**
 * Somebody else takes the place. Writes whose booking it is now, and answers who their line manager is. What the person
 * before needed, to learn and to take part, is forgotten. Throws Refused 422 'unknown-person', 409 'already-booked'.
 */
export async function substitute(
  tx: Tx,
  instance: InstanceRef,
  personId: string,
): Promise<{ lineManagerId: string | null }> {
  const booker = await tx.asSystem(async (system) => {
    const found = await bookerOf(system, personId, todayOf(tx));
    await nextAttempt(system, String(instance.context['activityId']), personId);
    return found;
  });
  await tx.query('update cpd.booking set person_id = $2 where id = $1', [instance.id, personId]);
  await tx.asSystem(async (system) => {
    await system.query(`update cpd.booking_access set body = '' where booking_id = $1`, [instance.id]);
    await system.query('update cpd.booking_purpose set need_id = null where booking_id = $1', [instance.id]);
  });
  return { lineManagerId: booker.lineManagerId };
}
