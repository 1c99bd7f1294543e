import type { Tx } from '../platform/database/unit-of-work.js';

/** Work that failed for good, waiting for a person: an effect, a timer or a parked event. */
export interface DeadLetter {
  /** Effect id, 't-<timer>', or id of the parked event. */
  readonly id: string;
  readonly kind: 'effect' | 'timer' | 'event';
  readonly instance: string;
  /** Command, delay or event type. */
  readonly what: string;
  readonly error: string;
  readonly since: string;
}

const LIST = `
  select id, 'effect' as kind, instance_id as instance, command as what, error, dead_at as since
    from engine.outbox where dead_at is not null
  union all
  select 't-' || id, 'timer', instance_id, delay, error, failed_at from engine.timer where failed_at is not null
  union all
  select id::text, 'event', instance_id, event->>'type', error, parked_at from engine.parked_event where closed_at is null
  order by since`;

/** Dead letters of the principal's school, oldest first. */
export async function listDeadLetters(tx: Tx): Promise<DeadLetter[]> {
  const rows = await tx.query<Omit<DeadLetter, 'since'> & { since: Date }>(LIST);
  return rows.map((row) => ({ ...row, error: row.error ?? '', since: row.since.toISOString() }));
}

/** Gives effects and timers another life (all of the school's without ids). Returns how many. */
export async function retryDeadLetters(tx: Tx, ids?: readonly string[]): Promise<number> {
  const [row] = await tx.query<{ n: number }>('select engine.retry_dead($1) as n', [ids ?? null]);
  return row?.n ?? 0;
}

/** Puts a parked event away, with the reason. True when it was open. */
export async function closeParked(tx: Tx, id: string, because: string): Promise<boolean> {
  const [row] = await tx.query<{ closed: boolean | null }>('select engine.close_parked($1, $2) as closed', [
    id,
    because,
  ]);
  return row?.closed === true;
}
