import type { IsoDate } from '../../platform/calendar/index.js';
import { nearDate } from './dates.js';
import { figures } from './phrases.js';

/** When something is due, for the left of a task row. */
export interface DueWords {
  /** 'Yesterday', 'Thu 18 Mar', 'No date'. */
  readonly when: string;
  /** 'late by 2 school days', '3 school days left', 'today'. */
  readonly left: string;
  readonly late: boolean;
}

/**
 * @param workingDays school days of that person from today to the date; negative where it is past
 */
export function dueWords(date: IsoDate | null, today: IsoDate, workingDays: number): DueWords {
  if (date === null) return { when: 'When you can', left: 'no date set', late: false };
  const when = nearDate(date, today);
  if (date < today) {
    // A weekend or holiday in between costs nobody a school day: it is late all the same.
    const by = Math.max(1, -workingDays);
    return { when, left: `late by ${figures(by, 'school day')}`, late: true };
  }
  if (date === today) return { when, left: 'by the end of the day', late: false };
  return { when, left: `${figures(Math.max(0, workingDays), 'school day')} left`, late: false };
}
