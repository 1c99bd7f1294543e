import type { Opening, Statement, Tx } from '../../platform/database/unit-of-work.js';
import type { Persisted } from '../charts/definition.js';

/** An instance under its lock. */
export interface LoadedInstance {
  readonly id: string;
  readonly tenant: string;
  readonly chart: string;
  readonly version: number;
  readonly key: string;
  readonly status: 'active' | 'done' | 'quarantined';
  readonly state: string;
  readonly snapshot: Persisted;
  readonly revision: number;
  /** Why it was set aside, where it was. */
  readonly reason: string | null;
  /** What came of an earlier command with the same idempotency key. */
  readonly seen: SeenCommand | null;
}

export interface SeenCommand {
  readonly instance: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly by: string;
  readonly revision: number;
  readonly version: number;
  readonly state: string;
  readonly status: string;
  readonly at: string;
  readonly root: string;
}

const LOAD: Statement = {
  name: 'engine.load',
  text: 'select id, tenant, chart, version, key, status, state, snapshot, revision, reason, seen from engine.load($1, $2)',
};
const LAST: Statement = {
  name: 'engine.last',
  text: 'select type as event, actor as by, at from engine.event where instance_id = $1 order by revision desc limit 1',
};

/** The statement that locks an instance until the transaction ends; it may travel with the transaction's begin. */
export function loading(id: string, key: string | null): Opening {
  return { statement: LOAD, values: [id, key] };
}

/** Null when the instance is not there or not open to the principal. */
export function loaded(rows: readonly object[]): LoadedInstance | null {
  const row = rows[0] as LoadedInstance | { id: null } | undefined;
  return row === undefined || row.id === null ? null : (row as LoadedInstance);
}

/** Locks an instance inside a transaction that is already open. */
export async function loadForStep(tx: Tx, id: string, key: string | null): Promise<LoadedInstance | null> {
  return loaded(await tx.query(LOAD, [id, key]));
}

/** The step that brought an instance to where it is. */
export async function lastStep(tx: Tx, id: string): Promise<{ event: string; by: string; at: string }> {
  const rows = await tx.query<{ event: string; by: string; at: Date }>(LAST, [id]);
  const last = rows[0] ?? { event: 'engine.start', by: 'system', at: new Date(tx.at) };
  return { ...last, at: last.at.toISOString() };
}
