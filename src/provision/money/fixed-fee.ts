import type { Tx } from '../../platform/database/unit-of-work.js';
import { append, outstandingFixed } from './ledger.js';
import type { LedgerPlace } from './ledger.js';
import { shareOut } from './share-out.js';

/** What is paid once for an activity, whoever comes: a trainer's fee, a hall. Pence. */
interface FixedFee extends LedgerPlace {
  readonly pence: number;
  readonly potId: string;
  readonly financialYear: string;
}

async function fixedFeeOf(system: Tx, activityId: string): Promise<FixedFee | undefined> {
  const [fee] = await system.query<FixedFee & object>(
    `select v.cycle_id as "cycleId", v.id as "activityId", null as "bookingId", c.fixed_pence as pence,
        c.pot_id as "potId", p.financial_year as "financialYear"
      from cpd.activity v join cpd.activity_cost c on c.activity_id = v.id join cpd.pot p on p.id = c.pot_id
      where v.id = $1 and c.fixed_pence > 0`,
    [activityId],
  );
  return fee;
}

/** Promises the fixed fee of an activity, in the commit that publishes it. */
export async function commitFixedFee(tx: Tx, activityId: string): Promise<void> {
  await tx.asSystem(async (system) => {
    const fee = await fixedFeeOf(system, activityId);
    if (!fee) return;
    const entry = { effect: `${activityId}.fixed`, at: tx.at, line: 'committed' } as const;
    await append(system, fee, entry, [{ ...fee, kind: 'fee' }]);
  });
}

/** Gives the fixed fee back in the commit that cancels, less what the provider charges (pence). */
export async function releaseFixedFee(tx: Tx, activityId: string, chargePence: number): Promise<void> {
  await tx.asSystem(async (system) => {
    const fee = await fixedFeeOf(system, activityId);
    const promised = await outstandingFixed(system, activityId);
    if (!fee || promised.length === 0) return;
    const kept = Math.min(
      chargePence,
      promised.reduce((sum, it) => sum + it.pence, 0),
    );
    const parts = shareOut(
      kept,
      promised.map((it) => it.pence),
    );
    const effect = `${activityId}.fixed`;
    await append(
      system,
      fee,
      { effect, at: tx.at, line: 'charge' },
      promised.map((it, at) => ({ ...it, pence: parts[at] ?? 0 })),
    );
    await append(
      system,
      fee,
      { effect, at: tx.at, line: 'released' },
      promised.map((it, at) => ({ ...it, pence: it.pence - (parts[at] ?? 0) })),
    );
  });
}

/** The fixed fee of an activity that took place is a cost. */
export async function spendFixedFee(system: Tx, activityId: string): Promise<void> {
  const fee = await fixedFeeOf(system, activityId);
  if (!fee) return;
  const entry = { effect: `${activityId}.fixed`, at: system.at, line: 'spent' } as const;
  await append(system, fee, entry, await outstandingFixed(system, activityId));
}
