import type { IsoDate } from '../types.js';
import { spokenDate } from '../spoken-date.js';
import type { CalendarProblem, Place } from './outcome.js';

/** What a stretch of days in a file can be. A holiday inside a term (a half term) cuts the term in two. */
export type EntryKind = 'term' | 'holiday' | 'inset' | 'bankHoliday' | 'closure';

/** A stretch of days read from a file, both ends included, with the place where it stands. */
export interface Entry {
  readonly kind: EntryKind;
  readonly name: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly place: Place;
}

/** What a reader found: entries, and what it could not read. */
export interface Reading {
  readonly entries: readonly Entry[];
  readonly problems: readonly CalendarProblem[];
  /** Things left out that a person may want to know of. */
  readonly warnings: readonly string[];
}

/** Longest stretch that can be meant, in days; anything longer has a slip in a year or month. */
export const LONGEST: Readonly<Record<EntryKind, number>> = {
  term: 150,
  holiday: 60,
  inset: 10,
  bankHoliday: 4,
  closure: 180,
};

const WORDS: Readonly<Record<EntryKind, string>> = {
  term: 'term',
  holiday: 'holiday',
  inset: 'INSET day',
  bankHoliday: 'bank holiday',
  closure: 'closure',
};

/** An entry in a sentence: 'term Autumn 1, 2 September 2026 to 23 October 2026'. */
export function describe({ kind, name, from, to }: Entry): string {
  const days = from === to ? spokenDate(from) : `${spokenDate(from)} to ${spokenDate(to)}`;
  return `${WORDS[kind]}${name === '' ? '' : ` ${name}`}, ${days}`;
}
