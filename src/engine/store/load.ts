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

const COLUMNS = 'id, tenant, chart, version, key, status, state, snapshot, revision, reason, seen';
const LOAD: Statement = { name: 'engine.load', text: `select ${COLUMNS} from engine.load($1, $2)` };
const OPEN: Statement = {
  name: 'engine.open',
  text: `select (me).*, ${COLUMNS} from engine.open($1, $2, $3, $4, $5)`,
};
const LAST: Statement = {
  name: 'engine.last',
  text: 'select type as event, actor as by, at from engine.event where instance_id = $1 order by revision desc limit 1',
};

/** Enters and locks an instance until the transaction ends. `loaded` reads its row. */
export function loading(id: string, key: string | null): Opening {
  return { statement: OPEN, values: [id, key] };
}

/** Null when the instance is not there or not open to the principal. */
export function loaded(row: object | undefined): LoadedInstance | null {
  const found = row as LoadedInstance | { id: null } | undefined;
  return found === undefined || found.id === null ? null : (found as LoadedInstance);
}

/** Locks an instance inside a transaction that is already open. */
export async function loadForStep(tx: Tx, id: string, key: string | null): Promise<LoadedInstance | null> {
  return loaded((await tx.query(LOAD, [id, key]))[0]);
}

/** The step that brought an instance to where it is. */
export async function lastStep(tx: Tx, id: string): Promise<{ event: string; by: string; at: string }> {
  const rows = await tx.query<{ event: string; by: string; at: Date }>(LAST, [id]);
  const last = rows[0] ?? { event: 'engine.start', by: 'system', at: new Date(tx.at) };
  return { ...last, at: last.at.toISOString() };
}
