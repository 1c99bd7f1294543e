import type { Tx } from '../../platform/database/unit-of-work.js';

const LOCK = {
  name: 'provision.lock_days',
  text: `select pg_advisory_xact_lock(hashtextextended('out/' || d.school || '/' || d.on_date, 0))
    from (select s.school, r.on_date from unnest($2::uuid[]) as s(school) cross join cpd.release_days($1) as r(on_date)
      order by s.school, r.on_date offset 0) d`,
};

/**
 * Locks the days of an activity for some schools until the commit: whoever decides who is out on them waits. Always taken
 * after the lock of a record and in one order, so that nobody waits for each other in a ring.
 */
export async function lockDays(system: Tx, activityId: string, schools: readonly string[]): Promise<void> {
  if (schools.length > 0) await system.query(LOCK, [activityId, schools]);
}
