import type { Entry, EntryKind } from './entry.js';
import type { CalendarProblem, Place } from './outcome.js';
import { DATE_EXPECTED, writtenDate } from './written-date.js';

/** A stretch as written; `to` empty where it is one day. */
export interface WrittenStretch {
  readonly kind: EntryKind;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly place: Place;
}

/** Names of the two date columns in this kind of file, for problems. */
export interface DateColumns {
  readonly from: string;
  readonly to: string;
}

/** The entry that a written stretch stands for, or what is wrong with its dates. A term needs both dates. */
export function readStretch(written: WrittenStretch, columns: DateColumns): Entry | CalendarProblem[] {
  const { kind, name, place } = written;
  const end = written.to.trim() === '' && kind !== 'term' ? written.from : written.to;
  const [from, to] = [writtenDate(written.from), writtenDate(end)];
  if (from !== undefined && to !== undefined) return { kind, name: name.trim(), from, to, place };
  const problems: CalendarProblem[] = [];
  if (from === undefined) problems.push(badDate(place, columns.from, written.from));
  if (to === undefined && end !== written.from) problems.push(badDate(place, columns.to, end));
  return problems;
}

function badDate(place: Place, column: string, value: string): CalendarProblem {
  return { ...place, column, value, expected: DATE_EXPECTED };
}
