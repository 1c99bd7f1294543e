import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { PersonalRecord, RecordSource } from './record-source.js';

/** Token under which the composition root provides every feature's source. */
export const RECORD_SOURCES = Symbol('record sources');

interface Identified {
  readonly id: string;
  readonly chart: string;
}

/** Knows what records are called and which are a person's, by asking the features. */
@Injectable()
export class RecordNames {
  constructor(@Inject(RECORD_SOURCES) private readonly sources: readonly RecordSource[]) {}

  /** Titles of those records that have one of their own, by id. */
  async titles(tx: Tx, records: readonly Identified[]): Promise<ReadonlyMap<string, string>> {
    const titles = new Map<string, string>();
    for (const source of this.sources) {
      const ids = records.filter(({ chart }) => chart === source.chart).map(({ id }) => id);
      if (ids.length === 0 || !source.titles) continue;
      for (const { id, title } of await source.titles(tx, ids)) titles.set(id, title);
    }
    return titles;
  }

  /** Every record of a person's year. */
  async ofPerson(tx: Tx, person: string, cycle: string): Promise<PersonalRecord[]> {
    const found: PersonalRecord[] = [];
    for (const source of this.sources) found.push(...((await source.ofPerson?.(tx, person, cycle)) ?? []));
    return found;
  }
}
