import { addDays } from '../../people/index.js';
import { addWorkingDays } from '../../platform/calendar/index.js';
import type { AnyCalendar, IsoDate, Who } from '../../platform/calendar/index.js';
import type { ReminderRule } from './reminder-rule.js';

/** A day on which somebody is reminded of a duty, or somebody above hears that it is late. */
export interface Occasion {
  readonly on: IsoDate;
  readonly what: 'soon' | 'today' | 'overdue' | 'firstRung' | 'head';
  /** Working days before or after the day it is due. */
  readonly days: number;
}

/** The days on which the owner of a duty is reminded of it, earliest first. */
export function remindersOf(rule: ReminderRule, due: IsoDate, calendar: AnyCalendar, who: Who): Occasion[] {
  // What is due on a day on which they do not work is due, for them, on the last day before it on which they do.
  const last = addWorkingDays(calendar, addDays(due, 1), -1, who);
  const before = rule.beforeDue.map((days): Occasion => {
    return { on: addWorkingDays(calendar, last, -days, who), what: 'soon', days };
  });
  const on: Occasion[] = rule.onDue ? [{ on: last, what: 'today', days: 0 }] : [];
  const after = rule.afterDue.map((days): Occasion => {
    return { on: addWorkingDays(calendar, due, days, who), what: 'overdue', days };
  });
  return [...before, ...on, ...after].sort((one, other) => (one.on < other.on ? -1 : 1));
}

/** The days on which those above hear that it is late: days on which its owner was away do not make it late. */
export function rungsOf(rule: ReminderRule, due: IsoDate, calendar: AnyCalendar, who: Who): Occasion[] {
  const rungs = [
    { what: 'firstRung', days: rule.firstRungAfter },
    { what: 'head', days: rule.headAfter },
  ] as const;
  return rungs.flatMap(({ what, days }) =>
    days === null ? [] : [{ on: addWorkingDays(calendar, due, days, who), what, days }],
  );
}

/**
 * Which reminder is to be given today: the latest that has come since the last plan, so that after a day without a plan
 * (or at the very beginning) people are told once and not of every day that has passed. None from before the duty began.
 */
export function occasionToday(
  occasions: readonly Occasion[],
  { today, since, planned }: { today: IsoDate; since: IsoDate; planned: IsoDate | null },
): Occasion | undefined {
  const last = occasions.filter(({ on }) => on <= today).at(-1);
  return last && last.on >= since && (planned === null || last.on > planned) ? last : undefined;
}
