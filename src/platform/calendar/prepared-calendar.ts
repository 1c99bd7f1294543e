import { coverage } from './coverage.js';
import { dayNumber, FIRST_DAY, LAST_DAY, outOfRange, weekdayOf } from './day-numbers.js';
import type { DayNumber } from './day-numbers.js';
import type { IsoDate, SchoolCalendar } from './types.js';
import { zoneOf } from './zone.js';
import type { Zone } from './zone.js';

interface Range {
  readonly from: DayNumber;
  readonly to: DayNumber;
}

/** Room left on either side whenever the table of days is built, so that it is seldom built again. */
const MARGIN = 3 * 366;

/**
 * A school's calendar made ready for counting: a flag for every day, and the working days in order, so that a count
 * of working days is one binary search. The table covers the days asked about and grows by itself.
 */
export class PreparedCalendar {
  readonly zone: Zone;
  private readonly terms: readonly Range[];
  private readonly known: readonly Range[];
  private readonly inset: ReadonlySet<DayNumber>;
  private readonly shut: ReadonlySet<DayNumber>;
  private first: DayNumber = 0;
  private flags = new Uint8Array(0);
  private working = new Int32Array(0);

  /** Throws `CalendarError` for dates or a zone that do not exist. */
  constructor(readonly calendar: SchoolCalendar) {
    this.zone = zoneOf(calendar.zone);
    this.terms = calendar.terms.map(({ start, end }) => ({ from: dayNumber(start), to: dayNumber(end) }));
    this.known = coverage(calendar).map(({ from, to }) => ({ from: dayNumber(from), to: dayNumber(to) }));
    this.inset = numbered(calendar.insetDays);
    this.shut = numbered([...calendar.bankHolidays, ...calendar.closures]);
  }

  /** Whether the school works on a day: by its terms, or Monday to Friday where no terms are known. */
  isWorking(day: DayNumber): boolean {
    this.reach(day);
    return this.flags[day - this.first] === 1;
  }

  /** The n-th working day after a day, or before it for a negative n; n is not 0. */
  nth(day: DayNumber, n: number): DayNumber {
    this.reach(day);
    for (;;) {
      const found = this.working[n > 0 ? this.rank(day + 1) + n - 1 : this.rank(day) + n];
      if (found !== undefined) return found;
      this.build(this.first - (n < 0 ? MARGIN : 0), this.last + (n > 0 ? MARGIN : 0));
    }
  }

  /** How many working days lie from one day up to, not including, another that is not earlier. */
  count(from: DayNumber, before: DayNumber): number {
    this.reach(from);
    this.reach(before);
    return this.rank(before) - this.rank(from);
  }

  /** Whether a day lies in a stretch for which term dates are known. */
  isKnown(day: DayNumber): boolean {
    return within(this.known, day);
  }

  /** Whether a day is a bank holiday or closure. */
  isShut(day: DayNumber): boolean {
    return this.shut.has(day);
  }

  private get last(): DayNumber {
    return this.first + this.flags.length - 1;
  }

  private reach(day: DayNumber): void {
    if (this.flags.length > 0 && day >= this.first && day <= this.last) return;
    if (!(day >= FIRST_DAY && day <= LAST_DAY)) throw outOfRange();
    if (this.flags.length === 0) this.build(day - MARGIN, day + MARGIN);
    else this.build(Math.min(this.first, day - MARGIN), Math.max(this.last, day + MARGIN));
  }

  private build(from: DayNumber, to: DayNumber): void {
    const first = Math.max(from, FIRST_DAY);
    const length = Math.min(to, LAST_DAY) - first + 1;
    if (this.flags.length > 0 && first === this.first && length === this.flags.length) throw outOfRange();
    this.first = first;
    this.flags = Uint8Array.from({ length }, (_, index) => (this.byRule(first + index) ? 1 : 0));
    this.working = Int32Array.from(this.workingDays());
  }

  private *workingDays(): Generator<DayNumber> {
    for (const [index, flag] of this.flags.entries()) if (flag === 1) yield this.first + index;
  }

  private byRule(day: DayNumber): boolean {
    if (weekdayOf(day) > 5 || this.shut.has(day)) return false;
    return this.inset.has(day) || within(this.terms, day) || !this.isKnown(day);
  }

  /** How many working days of the table lie before a day. */
  private rank(day: DayNumber): number {
    let low = 0;
    let high = this.working.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.working[middle] ?? Infinity) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const prepared = new WeakMap<SchoolCalendar, PreparedCalendar>();

/**
 * Makes a calendar ready for counting; the same calendar object is prepared once. Every function here takes either.
 * Throws `CalendarError` for dates or a zone that do not exist.
 */
export function prepareCalendar(calendar: SchoolCalendar | PreparedCalendar): PreparedCalendar {
  if (calendar instanceof PreparedCalendar) return calendar;
  const known = prepared.get(calendar);
  if (known) return known;
  const fresh = new PreparedCalendar(calendar);
  prepared.set(calendar, fresh);
  return fresh;
}

/** A school's calendar, prepared or not. */
export type AnyCalendar = SchoolCalendar | PreparedCalendar;

function numbered(dates: readonly IsoDate[]): ReadonlySet<DayNumber> {
  return new Set(dates.map(dayNumber));
}

function within(ranges: readonly Range[], day: DayNumber): boolean {
  return ranges.some(({ from, to }) => day >= from && day <= to);
}
