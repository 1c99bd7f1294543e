import { Log } from './log.js';
import type { PersonRow, Raw } from './raw.js';

/** What a figure came to, and whom it speaks of. */
export interface Count {
  readonly value: number;
  readonly of: number | null;
  /** Those who make up the value, each once, in order; of a share those who count. Null: it is about nobody. */
  readonly people: readonly string[] | null;
}
export type Counts = Readonly<Record<string, Count | null>>;

export interface CountedYear {
  readonly id: string;
  readonly reportId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly previousId: string | null;
  readonly today: string;
}

export const everybody = (ids: readonly string[]): string[] => [...new Set(ids)].sort();
/** Null where there is nothing to say anything of. */
export function share<T>(
  rows: readonly T[],
  is: (row: T) => boolean,
  who?: (row: T) => string,
): Count | null {
  if (rows.length === 0) return null;
  const yes = rows.filter(is);
  return { value: yes.length, of: rows.length, people: who ? everybody(yes.map(who)) : null };
}
export const total = (amounts: readonly number[]): number => amounts.reduce((sum, it) => sum + it, 0);

/** The records of one year, looked up by hand. */
export class Year {
  readonly log: Log;
  constructor(
    readonly raw: Raw,
    readonly at: CountedYear,
  ) {
    this.log = new Log(raw);
  }

  get bookings() {
    return this.raw.booking.filter((it) => it.cycle_id === this.at.id);
  }
  get evaluations() {
    return this.raw.evaluation.filter((it) => it.cycle_id === this.at.id && this.log.state(it.id) !== 'void');
  }
  /** Evaluations of one person that somebody judged one way or the other. */
  outcomeOf(bookingId: string): string | null {
    const own = this.raw.evaluation.find((it) => it.booking_id === bookingId);
    return own ? this.log.outcome(own.id) : null;
  }
  activity(id: string) {
    const found = this.raw.activity.find((it) => it.id === id);
    if (!found) throw new Error(`no activity ${id}`);
    return found;
  }
  person(id: string): PersonRow {
    const found = this.raw.person.find((it) => it.id === id);
    if (!found) throw new Error(`no person ${id}`);
    return found;
  }
  /** Sittings of a booking: each session where the person was, with its day. */
  sittings(bookingId: string): { on: string; minutes: number }[] {
    return this.raw.attendance
      .filter((it) => it.booking_id === bookingId && it.mark !== 'absent')
      .map((it) => ({
        minutes: it.minutes,
        on: this.raw.session.find((session) => session.id === it.session_id)?.on_date ?? '',
      }));
  }
  minutes(bookingId: string): number {
    return total(this.sittings(bookingId).map((it) => it.minutes));
  }
  wasThere(bookingId: string): boolean {
    return this.sittings(bookingId).length > 0;
  }
  /** On the staff list at some time of the year; governors are no staff. */
  get staff(): readonly PersonRow[] {
    const { startsOn, endsOn } = this.at;
    return this.raw.person.filter(
      (it) =>
        it.staff_group !== null &&
        it.staff_group !== 'governor' &&
        !(it.starts_on !== null && it.starts_on > endsOn) &&
        !(it.leaves_on !== null && it.leaves_on < startsOn),
    );
  }
}
