import type { UnitOfWork } from '../platform/database/unit-of-work.js';

/** A school, trust or local authority that this installation serves. */
export interface Served {
  readonly id: string;
  readonly kind: 'school' | 'trust' | 'localAuthority';
  readonly name: string;
  readonly urn: string | null;
}

/** How the whole installation is, in numbers that say nothing of anybody. */
export interface Pulse {
  /** The engine's time, ISO 8601 UTC. */
  readonly now: string;
  /** True while the clock stands still (a demo school, a simulation). */
  readonly frozen: boolean;
  /** Milliseconds by which the engine's clock is ahead of real time, when it runs. */
  readonly aheadMs: number;
  /** Timers that should have fired a quarter of an hour ago. */
  readonly overdue: number;
  /** Consequences that have been on their way for a quarter of an hour. */
  readonly undelivered: number;
  /** Work that failed for good and waits for a person. */
  readonly dead: number;
  /** Records set aside because they cannot be read. */
  readonly quarantined: number;
}

/** Schools first, by name. Throws DatabaseAway. */
export function schoolsServed(unit: UnitOfWork): Promise<Served[]> {
  return unit.bare<Served>({ text: 'select id, kind, name, urn from cpd.schools_served($1)' }, [unit.secret]);
}

/** Throws DatabaseAway. */
export async function takePulse(unit: UnitOfWork): Promise<Pulse> {
  const [row] = await unit.bare<Omit<Pulse, 'now'> & { now: Date }>(
    {
      text: `select now, frozen, (extract(epoch from ahead) * 1000)::float8 as "aheadMs", overdue, undelivered, dead,
        quarantined from cpd.pulse($1)`,
    },
    [unit.secret],
  );
  if (!row) throw new Error('The database gave no account of itself.');
  return { ...row, now: row.now.toISOString() };
}
