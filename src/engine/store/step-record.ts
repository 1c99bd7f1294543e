import type { Statement, Tx } from '../../platform/database/unit-of-work.js';
import type { IncomingEvent, Persisted } from '../charts/definition.js';
import type { Step } from '../charts/step.js';

/** A timer as it is written: absolute, with the base from which it can be computed again. */
export interface TimerRow {
  readonly send_id: string;
  readonly delay: string;
  readonly entered_at: string;
  readonly due_at: string;
}

/** An effect as it is written; its id is `<instance>.<revision>.<index>`. */
export interface OutboxRow {
  readonly index: number;
  readonly command: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** How an event stands in the log. */
export interface LoggedEvent {
  readonly type: string;
  /** Everything but the type: JSON, ids only. Includes `at`, `by` and `facts`, so that the log can be folded again. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly by: string;
  readonly from: string | null;
  readonly why: string | null;
  readonly key: string | null;
  readonly root: string;
}

/** One step, as `engine.record` and `engine.start_many` take it. */
export interface StepRecord {
  readonly id: string;
  readonly chart: string;
  readonly version: number;
  readonly key: string;
  readonly at: string;
  readonly revision: number;
  readonly status: string;
  readonly state: string;
  readonly tags: readonly string[];
  readonly audience: readonly string[];
  readonly snapshot: Persisted;
  readonly event: LoggedEvent;
  readonly cancel: readonly string[];
  readonly timers: readonly TimerRow[];
  readonly outbox: readonly OutboxRow[];
  /** The full list; null when nothing about the duties or their clocks changed. */
  readonly tasks: readonly TaskRow[] | null;
}

export interface TaskRow {
  readonly name: string;
  readonly role: string;
  readonly assignees: readonly string[];
  readonly event: string;
  readonly delay: string | null;
}

/** A step and what surrounds it, put into the shape in which it is written. */
export function recordOf(
  instance: { id: string; chart: string; version: number; key: string; revision: number },
  step: Step,
  event: LoggedEvent,
  at: string,
  timers: readonly TimerRow[],
  outbox: readonly OutboxRow[],
): StepRecord {
  return {
    ...instance,
    at,
    status: step.status,
    state: step.state,
    tags: step.tags,
    audience: step.audience,
    snapshot: step.snapshot,
    event,
    cancel: step.cancelled,
    timers,
    outbox,
    tasks: step.duties,
  };
}

const RECORD: Statement = {
  name: 'engine.record',
  text: 'select engine.record($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)',
};
const START_MANY: Statement = { name: 'engine.start_many', text: 'select engine.start_many($1) as id' };

/** Writes one step of the instance that this transaction has locked, together with the commit. */
export function writeStep(tx: Tx, record: StepRecord): void {
  const { event } = record;
  tx.closing(RECORD, [
    record.id,
    record.revision,
    record.at,
    record.status,
    record.state,
    record.version,
    record.tags,
    record.audience,
    JSON.stringify(record.snapshot),
    event.type,
    JSON.stringify(event.payload),
    event.by,
    event.from,
    event.why,
    event.key,
    event.root,
    record.cancel.length > 0 ? record.cancel : null,
    rowsOf(record.timers),
    rowsOf(record.outbox),
    record.tasks && JSON.stringify(record.tasks),
  ]);
}

/** Writes first steps; returns the ids that are new (a key that exists already is left as it is). */
export async function writeStarts(tx: Tx, records: readonly StepRecord[]): Promise<string[]> {
  return writeStartTexts(
    tx,
    records.map((record) => JSON.stringify(record)),
  );
}

/** The same for records that are JSON already: of many, each is turned into text as soon as it is there, and let go. */
export async function writeStartTexts(tx: Tx, records: readonly string[]): Promise<string[]> {
  if (records.length === 0) return [];
  const rows = await tx.query<{ id: string }>(START_MANY, [`[${records.join(',')}]`]);
  return rows.map((row) => row.id);
}

function rowsOf(rows: readonly object[]): string | null {
  return rows.length > 0 ? JSON.stringify(rows) : null;
}

/** Everything of an event but its type. */
export function payloadOf(event: IncomingEvent): Record<string, unknown> {
  const { type: _type, ...payload } = event;
  return payload;
}
