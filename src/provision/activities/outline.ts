import type { ActivityContext } from '../../../workflows/activity/activity.types.js';
import { Refused } from '../../api/index.js';
import type { InstanceRef } from '../../engine/index.js';
import { todayOf } from '../../people/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { activityDates } from './activity-dates.js';
import { ActivityCost } from './activity-cost.entity.js';
import { Activity } from './activity.entity.js';
import { mustExist } from './activity-references.js';
import type { ActivityText, CostGiven } from './activities.service.js';
import { asDates, keepSessions } from './sessions.js';
import type { SessionToKeep, SessionWritten } from './sessions.js';

/** What is to change of a draft; what is left out stays. */
export interface OutlineGiven extends Partial<ActivityText> {
  readonly cost?: CostGiven;
  readonly capacity?: number | null;
  readonly minimum?: number;
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly bookingClosesOn?: string;
  readonly decideBy?: string;
  readonly sessions?: readonly SessionWritten[];
}

/** The same with an id for each session. */
export type OutlineToKeep = OutlineGiven & { readonly sessions?: readonly SessionToKeep[] | undefined };

/** The part of it that belongs to the record. */
export function outline(given: OutlineToKeep): Record<string, unknown> {
  const { capacity, minimum, startsOn, endsOn, bookingClosesOn, decideBy, sessions } = given;
  const said = { capacity, minimum, startsOn, endsOn, bookingClosesOn, decideBy };
  return {
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    ...(sessions ? { sessions: asDates(sessions) } : {}),
  };
}

/** The part of it that people wrote, and the dates checked against each other. */
export async function rewrite(tx: Tx, instance: InstanceRef, given: OutlineToKeep): Promise<void> {
  const now = instance.context as unknown as ActivityContext;
  const { cost, capacity, minimum, startsOn, endsOn, bookingClosesOn, decideBy, sessions, ...text } = given;
  const planned = sessions ?? now.sessions.filter(({ state }) => state !== 'cancelled');
  activityDates(
    {
      startsOn: startsOn ?? now.startsOn,
      endsOn: endsOn ?? now.endsOn,
      bookingClosesOn: bookingClosesOn ?? now.bookingClosesOn,
      decideBy: decideBy ?? now.decideBy,
    },
    planned,
    todayOf(tx),
  );
  const places = capacity === undefined ? now.capacity : capacity;
  if (places !== null && (minimum ?? now.minimum) > places) {
    throw new Refused(422, 'numbers', 'More people are needed than there are places.');
  }
  await mustExist(tx, { ...text, potId: cost?.potId }, todayOf(tx));
  const changed = Object.fromEntries(Object.entries(text).filter(([, value]) => value !== undefined));
  if (Object.keys(changed).length > 0)
    await tx.manager.getRepository(Activity).update({ id: instance.id }, changed);
  if (cost) await tx.manager.getRepository(ActivityCost).update({ activityId: instance.id }, cost);
  if (sessions) await keepSessions(tx, instance.id, sessions);
}
