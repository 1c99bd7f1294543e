import type { CommandContext, CommandHandler } from '../engine/index.js';
import { cashByPot, costOf } from './plan-line.js';
import { linesAt } from './plan-lines.queries.js';

type Params = Readonly<Record<string, unknown>>;

/** What the plan chart orders: each command once in the whole application. All as the system. */
export const planCommands: readonly CommandHandler[] = [
  { command: 'commitBudget', handle: commitBudget },
  { command: 'planNeeds', handle: planNeeds },
  { command: 'releaseBudget', handle: releaseBudget },
];

/**
 * A version takes effect: its edition gets the number and the totals before and after, and its cash is committed in the
 * pots that its lines name, in place of what the version before committed.
 */
async function commitBudget({ tx, at }: CommandContext, params: Params): Promise<void> {
  const { planId, version, totalPence } = params as { planId: string; version: number; totalPence: number };
  const before = costOf(await linesAt(tx, planId, version - 1, null)).cashPence;
  await tx.query(
    `update cpd.plan_edition set version = $2, effective_at = $3
      where plan_id = $1 and version is null and dropped_at is null and (id = $1) = ($2 = 1)`,
    [planId, version, at],
  );
  const lines = await linesAt(tx, planId, version, null);
  const { cashPence } = costOf(lines);
  if (cashPence !== totalPence) {
    throw new Error(`Plan ${planId} adds up to ${cashPence}p, and ${totalPence}p was approved.`);
  }
  await tx.query(
    'update cpd.plan_edition set before_pence = $3, after_pence = $4 where plan_id = $1 and version = $2',
    [planId, version, before, cashPence],
  );
  await releaseBudget({ tx, at }, { planId });
  await tx.query(
    `insert into cpd.plan_money (plan_id, version, pot_id, school_id, pence, committed_at)
      select $1, $2, m.pot, $3, m.pence, $4 from jsonb_to_recordset($5) as m(pot uuid, pence bigint)
      on conflict do nothing`,
    [
      ...[planId, version, tx.principal.school, at],
      JSON.stringify([...cashByPot(lines)].map(([pot, pence]) => ({ pot, pence }))),
    ],
  );
}

/** What a plan still commits is given back. */
async function releaseBudget({ tx, at }: Pick<CommandContext, 'tx' | 'at'>, params: Params): Promise<void> {
  await tx.query('update cpd.plan_money set released_at = $2 where plan_id = $1 and released_at is null', [
    params['planId'],
    at,
  ]);
}

/** Every need with a line in this version hears that it is planned; one that has lost its line hears that, too. */
async function planNeeds({ tx, tell }: CommandContext, params: Params): Promise<void> {
  const { planId, version } = params as { planId: string; version: number };
  const [before, now] = [await needsAt(tx, planId, version - 1), await needsAt(tx, planId, version)];
  for (const [need, planItemId] of now) {
    if (before.get(need) !== planItemId) tell(need, { type: 'PLANNED', planItemId });
  }
  for (const need of before.keys()) if (!now.has(need)) tell(need, { type: 'UNPLANNED' });
}

/** Need -> the line that it stands in. */
async function needsAt(
  tx: CommandContext['tx'],
  planId: string,
  version: number,
): Promise<Map<string, string>> {
  const lines = await linesAt(tx, planId, version, null);
  return new Map(lines.flatMap((line) => line.needIds.map((need) => [need, line.id] as const)));
}
