import { randomUUID } from 'node:crypto';
import { Refused } from '../api/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';

export interface ObservationText {
  /** ISO date. */
  readonly observedOn: string;
  /** Minutes in class. */
  readonly minutes: number;
  readonly focus: string;
  readonly notes: string;
}

/** Keeps an observation; its minutes are counted by the chart. Returns its id. */
export async function observe(tx: Tx, reviewId: string, what: ObservationText): Promise<string> {
  if (what.observedOn > tx.at.slice(0, 10)) {
    throw new Refused(422, 'future-date', 'An observation is counted once it has been held.');
  }
  const id = randomUUID();
  const { school, person } = tx.principal;
  const { observedOn, minutes, focus, notes } = what;
  await tx.query(
    `insert into confidential.observation (id, school_id, review_id, observed_on, minutes, focus, notes, observer_id,
        written_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, school, reviewId, observedOn, minutes, focus, notes, person, tx.at],
  );
  return id;
}

/** Minutes of an observation, whether it still counts or not. Throws 404. */
export async function minutesOf(tx: Tx, reviewId: string, observationId: string): Promise<number> {
  const [row] = await tx.query<{ minutes: number }>(
    'select minutes from confidential.observation where id = $1 and review_id = $2',
    [observationId, reviewId],
  );
  if (!row) throw new Refused(404, 'not-found', 'There is no such observation, or it is not open to you.');
  return row.minutes;
}

/** Strikes an observation out; it stays readable. Throws 409 where somebody did so first. */
export async function strike(tx: Tx, reviewId: string, observationId: string): Promise<void> {
  const struck = await tx.query(
    `update confidential.observation set struck_at = $3 where id = $1 and review_id = $2 and struck_at is null
      returning id`,
    [observationId, reviewId, tx.at],
  );
  if (struck.length === 0) throw alreadyStruck();
}

const alreadyStruck = (): Refused =>
  new Refused(409, 'struck-out', 'This observation has been struck out already; its minutes do not count.');
