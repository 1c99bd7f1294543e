import { Refused } from '../../api/problem.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

/** What a booking is to bring about, from where, and what will show it. */
export interface IntendedOutcome {
  readonly outcome: string;
  readonly baseline: string;
  readonly evidence: string;
}

const STANDS = `select i.state, exists (select from cpd.attendance t where t.booking_id = b.id) as attended
  from cpd.booking b join engine.instance i on i.id = b.id where b.id = $1`;
const IMPROVE = `update cpd.booking_purpose set outcome = $2, baseline = $3, evidence = $4, written_by = $5, written_at = $6
  where booking_id = $1 returning 1`;

/**
 * Sharpens what somebody wants to reach, while the booking is looked at and until the day: the line manager, whoever approves,
 * or the CPD leader. With the first mark on the register it is locked: what was fixed before is what is measured against.
 * Throws Refused 403, 404, 409 'locked', 409 'not-sent'.
 */
export async function improveOutcome(tx: Tx, bookingId: string, what: IntendedOutcome): Promise<void> {
  const [stands] = await tx.query<{ state: string; attended: boolean }>(STANDS, [bookingId]);
  if (!stands) throw new Refused(404, 'not-found', 'There is no such booking, or it is not open to you.');
  if (stands.state.includes('outlining'))
    throw new Refused(
      409,
      'not-sent',
      'The request has not been sent yet; whoever writes it changes it there.',
    );
  if (stands.attended)
    throw new Refused(
      409,
      'locked',
      'The day has begun: what was to be reached stands as it was fixed before.',
    );
  const [roles] = await tx.query<{ may: boolean }>(
    `select cpd.booking_roles($1) && array['lineManager', 'approver', 'asked', 'cpdLeader'] as may`,
    [bookingId],
  );
  if (!roles?.may)
    throw new Refused(403, 'not-permitted', 'This is for the line manager, the approver or the CPD leader.');
  const by = tx.principal.person;
  const written = await tx.asSystem((system) =>
    system.query(IMPROVE, [bookingId, what.outcome, what.baseline, what.evidence, by, tx.at]),
  );
  if (written.length === 0) throw new Refused(404, 'not-found', 'Nothing was fixed for this booking.');
}
