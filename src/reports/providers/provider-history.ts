import { LEVELS, seen } from '../../impact/index.js';
import type { Level } from '../../impact/index.js';
import { SMALLEST_GROUP } from '../../platform/small-numbers.js';
import type { BookingCost } from '../costs/booking-costs.queries.js';

/** So many of so many; null: nothing is known, or it would speak of fewer than five people. */
export type Known = { readonly value: number; readonly of: number } | null;

/** What came of everything that a provider has done for the school, in all years that are recorded. */
export interface ProviderHistory {
  readonly activities: number;
  /** Different people who were booked. Null: fewer than five, for whoever does not lead CPD. */
  readonly people: number | null;
  readonly attended: Known;
  readonly met: Known;
  readonly levels: readonly { readonly level: Level; readonly seen: Known }[];
  /** Average of "was it worth the time?", in tenths: 43 means 4.3 of 5. Always of five answers or more. */
  readonly worthTenths: number | null;
  readonly worthAnswers: number;
  /** Null: for those who lead CPD and finance only. */
  readonly cashPence: number | null;
}

export interface HistoryReader {
  /** Sees bookings one by one anyway. */
  readonly leads: boolean;
  readonly seesMoney: boolean;
}

/** Adds up bookings of one provider for somebody who chooses. Pure. */
export function historyOf(bookings: readonly BookingCost[], reader: HistoryReader): ProviderHistory {
  const enough = (rows: readonly BookingCost[]): boolean =>
    reader.leads || new Set(rows.map((it) => it.personId)).size >= SMALLEST_GROUP;
  /** Both sides of a share must be enough, or empty. */
  const share = (rows: readonly BookingCost[], is: (row: BookingCost) => boolean): Known => {
    const yes = rows.filter(is);
    const no = rows.filter((row) => !is(row));
    const shown = [yes, no].every((side) => side.length === 0 || enough(side));
    return rows.length > 0 && shown ? { value: yes.length, of: rows.length } : null;
  };
  const judged = bookings.filter(({ outcome }) => ['met', 'partlyMet', 'notMet'].includes(outcome ?? ''));
  const answers = bookings.flatMap(({ worth }) => worth ?? []);
  const people = new Set(bookings.map((it) => it.personId)).size;
  return {
    activities: new Set(bookings.map((it) => it.activityId)).size,
    people: enough(bookings) ? people : null,
    attended: share(bookings, ({ minutes }) => minutes > 0),
    met: share(judged, ({ outcome }) => outcome === 'met'),
    levels: LEVELS.map((level) => ({
      level,
      seen: share(
        bookings.filter((it) => seen(level, it) !== null),
        (it) => seen(level, it) === true,
      ),
    })),
    worthTenths:
      answers.length >= SMALLEST_GROUP
        ? Math.round((10 * answers.reduce((sum, it) => sum + it, 0)) / answers.length)
        : null,
    worthAnswers: answers.length >= SMALLEST_GROUP || reader.leads ? answers.length : 0,
    cashPence: reader.seesMoney
      ? bookings.reduce((sum, { cashPence, coverPence }) => sum + cashPence + coverPence, 0)
      : null,
  };
}
