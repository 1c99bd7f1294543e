import { figures } from '../../../src/reports/index.js';
import { figured } from '../../../src/reports/figures/figure.js';
import type { Proof } from '../../../src/platform/database/principal.js';
import type { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import type { Raw } from './raw.js';
import { recount } from './recount.js';
import { everybody } from './year.js';
import type { Count, CountedYear, Counts } from './year.js';

/** Columns of tables that say the same as a figure that is recounted, broken down in another way. */
const TOLD_TWICE = /By(Theme|Level|Origin|Kind|Pot|Phase|Hours)$|^(planned|done)(Places|Cash)$/;

/** Where report and recount differ, one sentence each: value, of how many, and the people. */
export async function differences(
  unit: UnitOfWork,
  system: Proof,
  raw: Raw,
  year: CountedYear,
): Promise<string[]> {
  const counted = recount(raw, year);
  const report = await unit.run(system, async (tx) => {
    const all: Record<string, Count | null> = {};
    for (const figure of figures) {
      const rows = await figure.records(tx, year);
      const { value, of } = figured(figure, rows);
      const shown = figure.kind === 'share' || figure.kind === 'each' ? rows.filter((it) => it.counts) : rows;
      all[figure.name] =
        value === null ? null : { value, of, people: everybody(shown.flatMap((it) => it.people)) };
    }
    return all;
  });
  return figures.flatMap(({ name }) => difference(name, report[name] ?? null, counted));
}

function difference(name: string, mine: Count | null, counted: Counts): string[] {
  const theirs = counted[name];
  if (theirs === undefined) return TOLD_TWICE.test(name) ? [] : [`${name} is not recounted`];
  const said = (it: Count | null) => (it === null ? 'not known' : `${it.value} of ${it.of}`);
  if (said(mine) !== said(theirs)) return [`${name}: report ${said(mine)}, recount ${said(theirs)}`];
  if (!mine || !theirs?.people || String(mine.people) === String(theirs.people)) return [];
  return [`${name}: other people: report ${mine.people?.join(' ')}, recount ${theirs.people.join(' ')}`];
}
