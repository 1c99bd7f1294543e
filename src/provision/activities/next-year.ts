import type { CommandContext } from '../../engine/index.js';
import { localDate } from '../../platform/calendar/index.js';

const GOING_ON = {
  name: 'provision.going_on',
  text: `select id from engine.instance where tenant_id = auth.school() and chart = 'activity' and status = 'active'
    and snapshot #>> '{context,cycleId}' = $1 and snapshot #>> '{context,over}' is null
    and snapshot #>> '{context,endsOn}' >= $2 order by id`,
};

/** A qualification, or action research, that lasts into the new year counts in it from now on. */
export async function goOnInNewYear(
  { tx, at, tell }: CommandContext,
  { cycleId, fromCycleId }: { readonly cycleId: string; readonly fromCycleId: string | null },
): Promise<void> {
  const activities = await tx.query<{ id: string }>(GOING_ON, [fromCycleId, localDate(at)]);
  for (const { id } of activities) tell(id, { type: 'NEW_CYCLE', cycleId });
}
