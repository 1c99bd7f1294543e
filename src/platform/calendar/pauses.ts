import type { PauseLike } from './clock-rule.js';
import { countBetween } from './counted-days.js';
import type { DayTest } from './counted-days.js';
import { dayNumber } from './day-numbers.js';
import type { DayNumber } from './day-numbers.js';
import type { PreparedCalendar } from './prepared-calendar.js';

/** Days in which clocks stood still, both included. */
export interface StandStill {
  readonly from: DayNumber;
  readonly to: DayNumber;
}

/**
 * Pauses as days, in order and without overlap. One that still lasts has taken the days before `today` and no more:
 * the clocks it stops are not running, and those of the pause itself (how long may it last?) must.
 */
export function standStills(pauses: readonly PauseLike[], today: DayNumber): readonly StandStill[] {
  return pauses
    .map(({ from, to }) => ({ from: dayNumber(from), to: to === null ? today - 1 : dayNumber(to) }))
    .filter(({ from, to }) => from <= to)
    .sort((one, other) => one.from - other.from)
    .reduce<StandStill[]>((merged, next) => {
      const last = merged.at(-1);
      if (!last || next.from > last.to + 1) return [...merged, next];
      return [...merged.slice(0, -1), { from: last.from, to: Math.max(last.to, next.to) }];
    }, []);
}

/** Days that lie in no pause. */
export function outside(stills: readonly StandStill[]): DayTest {
  return stills.length === 0 ? undefined : (day) => !stills.some(({ from, to }) => day >= from && day <= to);
}

/** How many working days pauses took away up to and including a day, each from its own start. */
export function daysLost(
  calendar: PreparedCalendar,
  stills: readonly StandStill[],
  until: DayNumber,
  test: DayTest,
): number {
  return stills.reduce(
    (lost, { from, to }) => lost + countBetween(calendar, from, Math.min(to, until) + 1, test),
    0,
  );
}

/** So many calendar days later (earlier for a negative number), days in pauses not counted. */
export function stepCalendarDays(start: DayNumber, days: number, test: DayTest): DayNumber {
  if (!test) return start + days;
  let day = start;
  for (let left = Math.abs(days); left > 0;) {
    day += Math.sign(days);
    if (test(day)) left -= 1;
  }
  return day;
}
