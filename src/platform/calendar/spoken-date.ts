import { dayNumber } from './day-numbers.js';
import type { IsoDate } from './types.js';

const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
] as const; // prettier-ignore

/** A date as a sentence has it: '31 October 2027'. Throws `CalendarError` 'notADate'. */
export function spokenDate(date: IsoDate): string {
  dayNumber(date);
  return `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}
