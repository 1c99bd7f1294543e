import type { Tx } from '../platform/database/unit-of-work.js';

/** Days from which an absence is long, so that what begins meanwhile waits for the person: maternity, long sickness. */
export const LONG_ABSENCE = 28;

const LONG = {
  name: 'people.long_absences',
  text: `select person_id as id, min(from_date)::text as since from cpd.absence
    where school_id = auth.school() and person_id = any ($1::uuid[]) and from_date <= $2::date
      and coalesce(to_date, 'infinity') >= $2::date and coalesce(to_date, $2::date) - from_date >= ${LONG_ABSENCE}
    group by person_id`,
};

/** Who of these people is away for long on a day: person id -> first day away, ISO date. Looked up as the system. */
export async function longAbsencesOf(
  tx: Tx,
  people: readonly string[],
  on: string,
): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map();
  const rows = await tx.asSystem((system) => system.query<{ id: string; since: string }>(LONG, [people, on]));
  return new Map(rows.map(({ id, since }) => [id, since]));
}
