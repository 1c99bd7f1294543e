import { Temporal } from '@js-temporal/polyfill';
import { isoDate } from './day-numbers.js';
import type { DayNumber } from './day-numbers.js';
import { CalendarError } from './errors.js';

const DAY_MS = 86_400_000;

/** Local days of one zone as epoch milliseconds, remembered: asking Temporal costs far more than a step of a chart. */
export class Zone {
  private readonly starts = new Map<DayNumber, number>();

  constructor(readonly name: string) {}

  /** When a local day begins (the first instant of it, should midnight be skipped). */
  startOf(day: DayNumber): number {
    const known = this.starts.get(day);
    if (known !== undefined) return known;
    const start = Temporal.PlainDate.from(isoDate(day)).toZonedDateTime(this.name).epochMilliseconds;
    this.starts.set(day, start);
    return start;
  }

  /**
   * When a wall-clock minute of a local day comes. A time that the clocks skip moves forward by the gap (01:30 on
   * 28 March 2027 is 02:30 BST); of a time that comes twice it is the first.
   */
  at(day: DayNumber, minute: number): number {
    const start = this.startOf(day);
    if (this.startOf(day + 1) - start === DAY_MS) return start + minute * 60_000;
    return Temporal.PlainDateTime.from(isoDate(day))
      .add({ minutes: minute })
      .toZonedDateTime(this.name, { disambiguation: 'compatible' }).epochMilliseconds;
  }

  /** The local day in which an instant falls. */
  dayOf(instant: number): DayNumber {
    let day = Math.floor(instant / DAY_MS);
    while (this.startOf(day) > instant) day -= 1;
    while (this.startOf(day + 1) <= instant) day += 1;
    return day;
  }

  /** The wall-clock minute of its local day in which an instant falls. */
  minuteOf(instant: number): number {
    const day = this.dayOf(instant);
    const start = this.startOf(day);
    if (this.startOf(day + 1) - start === DAY_MS) return Math.floor((instant - start) / 60_000);
    const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(this.name);
    return local.hour * 60 + local.minute;
  }
}

const zones = new Map<string, Zone>();

/** The zone of an IANA name. Throws `CalendarError` 'unknownZone'. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  try {
    Temporal.PlainDate.from('2026-09-01').toZonedDateTime(name);
  } catch (cause) {
    throw new CalendarError('unknownZone', `'${name}' is not a time zone; expected one like Europe/London.`, {
      cause,
    });
  }
  const zone = new Zone(name);
  zones.set(name, zone);
  return zone;
}
