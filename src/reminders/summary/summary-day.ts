import { addDays } from '../../people/index.js';
import type { IsoDate } from '../../platform/calendar/index.js';
import type { PeopleDays } from '../settings/people-days.js';

/**
 * Whether the week's summary goes to a person today: the first day from the school's weekday on, within one week, on which
 * they work.
 */
export function isSummaryDay(today: IsoDate, summaryDay: number, days: PeopleDays, person: string): boolean {
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay() || 7;
  if (weekday < summaryDay || !days.works(person, today)) return false;
  for (let back = weekday - summaryDay; back > 0; back--) {
    if (days.works(person, addDays(today, -back))) return false;
  }
  return true;
}
