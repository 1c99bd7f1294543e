import { addDays, earliest, inOrder, latest } from '../../../workflows/dates.js';
import { Refused } from '../../api/index.js';

/** Dates as somebody gives them; what is missing follows from the sessions and the habits of the house. */
export interface DatesGiven {
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly bookingClosesOn?: string;
  readonly decideBy?: string;
}
export interface ActivityDates {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly bookingClosesOn: string;
  readonly decideBy: string;
}

/** Booking closes a week before, and it is decided two days later whether it runs; never before today. */
const BOOKING_DAYS = 7;
const DECISION_DAYS = 5;

/** Throws Refused 422 where there is no date at all, one lies before today, or they are not in order. */
export function activityDates(
  given: DatesGiven,
  sessions: readonly { readonly on: string }[],
  today: string,
): ActivityDates {
  const days = sessions.map(({ on }) => on);
  const startsOn = earliest(days) ?? given.startsOn;
  if (startsOn === undefined) {
    throw new Refused(422, 'no-dates', 'Give at least one session, or the day on which it begins.');
  }
  const endsOn = latest(days) ?? given.endsOn ?? startsOn;
  const before = (count: number) => latest([addDays(startsOn, -count), today]) ?? today;
  const bookingClosesOn = given.bookingClosesOn ?? before(BOOKING_DAYS);
  const decideBy = given.decideBy ?? before(DECISION_DAYS);
  if (startsOn < today) throw new Refused(422, 'date-past', 'It would begin before today.');
  if (!inOrder([startsOn, endsOn])) throw new Refused(422, 'dates-order', 'It ends before it begins.');
  if (!inOrder([decideBy, startsOn])) {
    throw new Refused(422, 'dates-order', 'Whether it runs must be clear before it begins.');
  }
  if (bookingClosesOn > endsOn) {
    throw new Refused(422, 'dates-order', 'Booking cannot stay open after it has ended.');
  }
  return { startsOn, endsOn, bookingClosesOn, decideBy };
}
