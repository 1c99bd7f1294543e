import { randomUUID } from 'node:crypto';
import type { Tx } from '../../platform/database/unit-of-work.js';

const PLAN = `insert into cpd.mailing (id, school_id, person_id, kind, day, due_at, next_at)
  values ($1, auth.school(), $2, 'test', engine.now()::date, engine.now(), engine.now())`;

/** A test mail to one person, as the system. Returns its id. */
export async function planTest(tx: Tx, person: string): Promise<string> {
  const id = randomUUID();
  await tx.query(PLAN, [id, person]);
  return id;
}
