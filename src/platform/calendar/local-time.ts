import { dayNumber, FIRST_DAY, isIsoDate, isoDate, LAST_DAY, outOfRange } from './day-numbers.js';
import { CalendarError } from './errors.js';
import { SCHOOL_ZONE } from './types.js';
import type { Instant, IsoDate } from './types.js';
import { zoneOf } from './zone.js';

/** When a local date begins. Throws `CalendarError` for a date or zone that does not exist. */
export function startOfDay(date: IsoDate, zone: string = SCHOOL_ZONE): Instant {
  return instantOf(zoneOf(zone).startOf(dayNumber(date)));
}

/**
 * When a wall-clock time ('17:00') comes on a date: a time that the clocks skip moves forward by the gap, a time
 * that comes twice is the first. Throws `CalendarError` for a date, time or zone that does not exist.
 */
export function atLocal(date: IsoDate, time: string, zone: string = SCHOOL_ZONE): Instant {
  return instantOf(zoneOf(zone).at(dayNumber(date), minuteOfTime(time)));
}

/** The local date of an instant. */
export function localDate(instant: Instant, zone: string = SCHOOL_ZONE): IsoDate {
  return isoDate(zoneOf(zone).dayOf(millisecondsOf(instant)));
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Epoch milliseconds of an instant. Throws `CalendarError` 'notAnInstant'; a time without zone is not one. */
export function millisecondsOf(instant: Instant): number {
  const shape = typeof instant === 'string' ? INSTANT.exec(instant) : null;
  const found = shape?.[1] !== undefined && isIsoDate(shape[1]) ? Date.parse(instant) : Number.NaN;
  if (Number.isFinite(found)) return found;
  throw new CalendarError(
    'notAnInstant',
    `'${String(instant)}' is not an instant; expected date, time and zone, like 2026-10-31T17:00:00Z.`,
  );
}

/** The instant of epoch milliseconds. Throws `CalendarError` 'outOfRange' for what is no time in the kept years. */
export function instantOf(milliseconds: number): Instant {
  const day = Math.floor(milliseconds / 86_400_000);
  if (!(day >= FIRST_DAY - 1 && day <= LAST_DAY)) throw outOfRange();
  return new Date(milliseconds).toISOString();
}

/** Minutes since midnight of 'HH:MM'. Throws `CalendarError` 'notATime'. */
export function minuteOfTime(time: string): number {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!parts)
    throw new CalendarError('notATime', `'${time}' is not a time of day; expected HH:MM, like 17:00.`);
  return Number(parts[1]) * 60 + Number(parts[2]);
}
