import { Refused } from '../api/index.js';
import { addDays, todayOf } from '../people/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';

/** Days that a need raised late in the year may wait to be sorted. */
const SORT_DAYS = 14;
/** From 1 September to the middle of November, for a year whose record does not say when needs are sorted. */
const AUTUMN_DAYS = 75;

/** The dates of one year that needs go by. ISO dates. */
export interface CycleDates {
  readonly id: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** When a need raised today should be sorted. */
  readonly triageBy: string;
}

/** Dates of a year; without an id, of the one that today falls in, else of the next. Throws Refused 422 'unknown-cycle'. */
export async function cycleDates(tx: Tx, cycleId: string | null): Promise<CycleDates> {
  const found = await findCycle(tx, cycleId);
  if (!found) throw new Refused(422, 'unknown-cycle', 'There is no such year at this school.');
  return found;
}

/** The same; null where there is no such year. */
export async function findCycle(tx: Tx, cycleId: string | null): Promise<CycleDates | null> {
  const today = todayOf(tx);
  const [row] = await tx.query<{ id: string; startsOn: string; endsOn: string; sortedOn: string | null }>(
    `select c.id, c.starts_on::text as "startsOn", c.ends_on::text as "endsOn",
        i.snapshot #>> '{context,needsSortedOn}' as "sortedOn"
      from cpd.cycle c left join engine.instance i on i.id = c.id
      where case when $1::uuid is null then c.ends_on >= $2 else c.id = $1 end
        and i.state is distinct from 'discarded'
      order by c.starts_on limit 1`,
    [cycleId, today],
  );
  if (!row) return null;
  const sortedOn = row.sortedOn ?? addDays(row.startsOn, AUTUMN_DAYS);
  const soon = addDays(today, SORT_DAYS);
  const { id, startsOn, endsOn } = row;
  return { id, startsOn, endsOn, triageBy: sortedOn > soon ? sortedOn : soon };
}
