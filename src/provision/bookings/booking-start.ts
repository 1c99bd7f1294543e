import type { BookingInput, DateFacts, ShareAsked } from '../../../workflows/booking/booking.types.js';
import type { StartRequest } from '../../engine/index.js';
import { idFrom } from '../../platform/ids.js';
import { chargesFrom } from '../money/charges.js';
import type { Bookable } from './bookable.js';
import { peopleOf } from './booker.js';
import type { Booker, BookingPolicy } from './booker.js';

/** Everything that a booking begins with. */
export interface BookingToStart {
  readonly activity: Bookable;
  readonly booker: Booker;
  readonly policy: BookingPolicy;
  readonly schoolId: string;
  /** How often the person has asked for it before. */
  readonly attempt: number;
  readonly needId: string | null;
  readonly dates: Partial<DateFacts>;
  readonly funding: readonly ShareAsked[];
  /** The whole staff at once: evaluated as a group, nothing to share back. */
  readonly wholeSchool: boolean;
}

/** The same person asking for the same activity for the n-th time is the same booking. */
export const bookingIdOf = (activityId: string, personId: string, attempt: number): string =>
  idFrom('booking', activityId, personId, attempt);

/** Pure: how the record of a booking starts. Statutory and whole-school ones inherit; free ones of those need no approval. */
export function bookingStart(
  what: BookingToStart,
): StartRequest & { readonly input: Omit<BookingInput, 'at' | 'by'> & Record<string, unknown> } {
  const { activity, booker, policy, attempt, wholeSchool } = what;
  const id = bookingIdOf(activity.id, booker.personId, attempt);
  const inherits = wholeSchool || activity.statutory;
  return {
    id,
    key: `${activity.id}:${booker.personId}:${attempt}`,
    input: {
      schoolId: what.schoolId,
      hostSchoolId: activity.hostSchoolId,
      cycleId: activity.cycleId,
      bookingId: id,
      activityId: activity.id,
      needId: what.needId,
      people: peopleOf(booker),
      external: activity.external,
      inherits,
      costPence: activity.costPence,
      funding: [...what.funding],
      charges: chargesFrom(activity.charges, activity.feePence, activity.startsOn),
      approval: inherits && activity.costPence === 0 ? null : policy.approval,
      startsOn: activity.startsOn,
      endsOn: activity.endsOn,
      dates: what.dates,
      impact: wholeSchool ? 'group' : mode(activity, policy),
      shareBack: !inherits,
    },
  };
}

/** Effort fits the stakes: in full for school priorities or above a cost. */
const mode = (activity: Bookable, { fullAbovePence }: BookingPolicy): 'full' | 'light' =>
  activity.priorityId !== null || activity.costPence > fullAbovePence ? 'full' : 'light';
