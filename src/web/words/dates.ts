import { localDate, SCHOOL_ZONE } from '../../platform/calendar/index.js';
import type { IsoDate } from '../../platform/calendar/index.js';

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
const LONG = format({ weekday: 'long', day: 'numeric', month: 'long' });
const SHORT = format({ weekday: 'short', day: 'numeric', month: 'short' });
const PLAIN = format({ day: 'numeric', month: 'long' });
const YEAR = format({ day: 'numeric', month: 'long', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: SCHOOL_ZONE, hour: '2-digit', minute: '2-digit' });

const noon = (date: IsoDate): Date => new Date(`${date}T12:00:00Z`);
/** In English without the comma that Intl puts after a weekday. */
const written = (formatter: Intl.DateTimeFormat, date: IsoDate): string =>
  formatter.format(noon(date)).replace(',', '');

/** 'Monday 12 October'; with the year when that is far from `today`. */
export function longDate(date: IsoDate, today: IsoDate = date): string {
  return written(LONG, date) + yearUnless(date, today);
}

/** 'Mon 12 Oct', for lists. */
export function shortDate(date: IsoDate, today: IsoDate = date): string {
  return written(SHORT, date).replace('Sept', 'Sep') + yearUnless(date, today);
}

/** '12 October'; with the year when that is far from `today`. */
export function plainDate(date: IsoDate, today?: IsoDate): string {
  return today === undefined ? written(YEAR, date) : written(PLAIN, date) + yearUnless(date, today);
}

/** '16:05' in the school's zone. */
export function clockTime(instant: string): string {
  return TIME.format(new Date(instant));
}

/** 'Tuesday 2 February, 16:05'. */
export function dateAndTime(instant: string, today?: IsoDate): string {
  return `${longDate(localDate(instant), today)}, ${clockTime(instant)}`;
}

/** 'today', 'yesterday', 'tomorrow' or a short date. */
export function nearDate(date: IsoDate, today: IsoDate): string {
  const days = Math.round((noon(date).getTime() - noon(today).getTime()) / 86_400_000);
  return { '-1': 'Yesterday', '0': 'Today', '1': 'Tomorrow' }[String(days)] ?? shortDate(date, today);
}

/** Within a school year a day and a month are enough. */
function yearUnless(date: IsoDate, today: IsoDate): string {
  const days = Math.abs(noon(date).getTime() - noon(today).getTime()) / 86_400_000;
  return days < 300 ? '' : ` ${date.slice(0, 4)}`;
}
