import type { IsoDate, SchoolCalendar } from '../types.js';

/** Where something stands in a file: a line of text, or the path of a value ('terms[2].end', 'VEVENT 4'). */
export interface Place {
  readonly line?: number;
  readonly path?: string;
}

/** One thing that is wrong with a file, and what would be right. */
export interface CalendarProblem extends Place {
  readonly column: string;
  readonly value: string;
  readonly expected: string;
}

/** Refused with every problem found, or accepted as a calendar with what deserves a second look. */
export type CalendarImport =
  | { readonly ok: false; readonly problems: readonly CalendarProblem[] }
  | { readonly ok: true; readonly calendar: SchoolCalendar; readonly warnings: readonly string[] };

/** What an import may rest on. */
export interface ImportOptions {
  /** The school's zone; Europe/London unless given. A file that names another is refused. */
  readonly zone?: string;
  /** Bank holidays known beside those of the file; those published for England and Wales unless given. */
  readonly bankHolidays?: readonly IsoDate[];
  /** Dates for which term dates are required, e.g. the cycle that is to open. */
  readonly covers?: { readonly from: IsoDate; readonly to: IsoDate };
}
