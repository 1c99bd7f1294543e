import { randomUUID } from 'node:crypto';
import type { ShareAsked } from '../../../workflows/booking/booking.types.js';
import { Refused } from '../../api/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

const FIRST_POT = {
  name: 'provision.first_pot',
  text: `select id as "potId", financial_year as "financialYear" from cpd.pot
    where closed_on is null and case when $1::uuid is null then cycle_id = $2 else id = $1 end
    order by name, financial_year, id limit 1`,
};

/**
 * The pot that is asked first for the whole of a cost: the activity's own, or the first of the year. As the system, since
 * people who book do not see pots. Throws Refused 409 'no-pot'.
 */
export async function firstShare(
  system: Tx,
  cycleId: string,
  potId: string | null,
  pence: number,
): Promise<ShareAsked[]> {
  if (pence === 0) return [];
  const [pot] = await system.query<{ potId: string; financialYear: string }>(FIRST_POT, [potId, cycleId]);
  if (!pot) throw new Refused(409, 'no-pot', 'There is no open pot this year from which it could be paid.');
  return [{ ...pot, pence }];
}

/** Notes shares as they are asked for; those asked before are replaced. `only`: just that share. */
export async function askShares(
  tx: Tx,
  bookingId: string,
  shares: readonly ShareAsked[],
  only?: number,
): Promise<void> {
  await tx.query(
    `update cpd.funding_share set replaced_at = $2
      where booking_id = $1 and replaced_at is null and ($3::int is null or share = $3)`,
    [bookingId, tx.at, only ?? null],
  );
  for (const [at, { potId, financialYear, pence }] of shares.entries()) {
    const share = only ?? at;
    await tx.query(
      `insert into cpd.funding_share (id, school_id, booking_id, share, pot_id, financial_year, pence, asked_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [randomUUID(), tx.principal.school, bookingId, share, potId, financialYear, pence, tx.at],
    );
  }
}

/** Throws Refused 422 'unknown-pot', or 'wrong-year' where a pot belongs to another financial year than the one given. */
export async function mustBeOpenPots(tx: Tx, shares: readonly Omit<ShareAsked, 'pence'>[]): Promise<void> {
  for (const { potId, financialYear } of shares) {
    const [pot] = await tx.query<{ year: string }>(
      'select financial_year as year from cpd.pot where id = $1 and closed_on is null',
      [potId],
    );
    if (!pot) throw new Refused(422, 'unknown-pot', 'There is no such pot, or it is closed.');
    if (pot.year !== financialYear) {
      throw new Refused(422, 'wrong-year', `That pot is for ${pot.year}, not for ${financialYear}.`);
    }
  }
}
