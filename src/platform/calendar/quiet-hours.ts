import { counts, daysOf, stepTo } from './counted-days.js';
import { instantOf, millisecondsOf, minuteOfTime } from './local-time.js';
import { prepareCalendar } from './prepared-calendar.js';
import type { AnyCalendar } from './prepared-calendar.js';
import type { Instant, Who } from './types.js';

/** Local times between which nobody is written to; may run over midnight, as 18:00 to 07:00 does. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/**
 * The first moment, at or after an instant, that is on a working day of these people and outside quiet hours. It is
 * the instant itself where that already holds; otherwise the end of quiet hours on the same or a later working day.
 */
export function nextWorkingMoment(
  calendar: AnyCalendar,
  instant: Instant,
  quiet: QuietHours,
  who?: Who,
): Instant {
  const ready = prepareCalendar(calendar);
  const test = daysOf(who);
  const [from, to] = [minuteOfTime(quiet.from), minuteOfTime(quiet.to)];
  const now = millisecondsOf(instant);
  const day = ready.zone.dayOf(now);
  const minute = ready.zone.minuteOf(now);
  const overMidnight = from > to;
  const opens = overMidnight ? to : from === 0 ? to : 0;

  if (!counts(ready, day, test)) return instantOf(ready.zone.at(stepTo(ready, day, 1, test), opens));
  if (overMidnight && minute >= from) return instantOf(ready.zone.at(stepTo(ready, day, 1, test), opens));
  const mustWait = overMidnight ? minute < to : minute >= from && minute < to;
  return instantOf(mustWait ? ready.zone.at(day, to) : now);
}
