import type { TimerCall } from '../../platform/queue/index.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';

/** A mail that this process has taken on. */
export interface ClaimedMailing {
  readonly id: string;
  readonly school: string;
  readonly attempts: number;
  readonly due_at: Date;
}

/** Longer than a mail server may take; a process that died gives its mails back after it. */
const LEASE = '3 minutes';

const CLAIM = { name: 'mailing.claim', text: 'select * from cpd.claim_mailings($1, $2, $3, $4)' };
/** The queue keeps real time: the clock's offset is taken off. While the clock stands still nothing falls due by itself. */
const NEAR = {
  name: 'mailing.near',
  text: `select m.id, m.generation, m.next_at - c.ahead + interval '5 milliseconds' as due_at
    from engine.clock c, cpd.near_mailings($1, engine.now() + $2 * interval '1 millisecond', $3) m
    where c.frozen_at is null`,
};

/** Takes on what is due, oldest first; `ids`: only these. */
export function claimMailings(
  unit: UnitOfWork,
  most: number,
  ids: readonly string[] | null = null,
): Promise<ClaimedMailing[]> {
  return unit.bare<ClaimedMailing>(CLAIM, [unit.secret, most, LEASE, ids]);
}

/** Mails that are due within so many milliseconds, for the queue. */
export async function nearMailings(unit: UnitOfWork, horizonMs: number, most: number): Promise<TimerCall[]> {
  const rows = await unit.bare<{ id: string; generation: number; due_at: Date }>(NEAR, [
    unit.secret,
    horizonMs,
    most,
  ]);
  return rows.map(({ id, generation, due_at }) => ({ timer: id, generation, dueAt: due_at }));
}
