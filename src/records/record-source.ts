import type { Tx } from '../platform/database/unit-of-work.js';

/** One record's own title, where it has one. */
export interface RecordTitle {
  readonly id: string;
  readonly title: string;
}

/** A record of a person's year, and the day that people think of with it (a session); null where it has none. */
export interface PersonalRecord {
  readonly id: string;
  readonly on: string | null;
}

/**
 * What a feature tells of its records to pages that concern records of every kind. Reads as the caller: row-level
 * security decides what there is to tell.
 */
export interface RecordSource {
  readonly chart: string;
  /** For kinds whose records have titles of their own: a need, an activity. */
  titles?(tx: Tx, ids: readonly string[]): Promise<readonly RecordTitle[]>;
  /** The records of one person in one year. */
  ofPerson?(tx: Tx, person: string, cycle: string): Promise<readonly PersonalRecord[]>;
}
