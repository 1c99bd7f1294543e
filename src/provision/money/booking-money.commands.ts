import type { FundingShare } from '../../../workflows/booking/booking.types.js';
import type { CommandContext, CommandHandler } from '../../engine/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { append, outstandingOf } from './ledger.js';
import type { LedgerPlace, LineKind, LineType, PotMoney } from './ledger.js';
import { fillInOrder, shareOut } from './share-out.js';

const KINDS = ['fee', 'travel', 'materials'] as const satisfies readonly LineKind[];

type Params = Readonly<Record<string, unknown>>;
const total = (money: readonly PotMoney[]) => money.reduce((sum, { pence }) => sum + pence, 0);
const placeOf = ({ instance }: CommandContext): LedgerPlace => ({
  cycleId: String(instance.context['cycleId']),
  activityId: String(instance.context['activityId']),
  bookingId: instance.id,
});
const write = (context: CommandContext, line: LineType, money: readonly PotMoney[]) =>
  append(context.tx, placeOf(context), { effect: context.effect, at: context.at, line }, money);

/** What a booking does with money, in the commit of its step. Sums are exact: what is committed is released, charged or spent. */
export const bookingMoneyCommands: readonly CommandHandler[] = [
  { command: 'commitMoney', handle: commit },
  { command: 'keepCharge', handle: (context, params) => charge(context, Number(params['pence'])) },
  { command: 'releaseMoney', handle: (context, params) => release(context, Number(params['pence'])) },
  { command: 'spendMoney', handle: spend },
];

/** The shares that were agreed pay fee, travel and materials, in that order. */
async function commit(context: CommandContext, params: Params): Promise<void> {
  const funding = params['funding'] as readonly FundingShare[];
  if (funding.length === 0) return;
  const costs = await costsOf(context.tx, context.instance.id);
  const parts = fillInOrder(
    costs,
    funding.map(({ pence }) => pence),
  );
  await write(
    context,
    'committed',
    parts.map(({ demand, source, pence }) => {
      const share = funding[source] as FundingShare;
      return {
        potId: share.potId,
        financialYear: share.financialYear,
        kind: KINDS[demand] as LineKind,
        pence,
      };
    }),
  );
}

async function costsOf(tx: Tx, bookingId: string): Promise<number[]> {
  const [row] = await tx.query<{ fee: number; travel: number; materials: number }>(
    'select fee_pence as fee, travel_pence as travel, materials_pence as materials from cpd.booking where id = $1',
    [bookingId],
  );
  return row ? [row.fee, row.travel, row.materials] : [];
}

/** Each pot bears the charge in proportion to what it promised. Cover is not charged by the provider. */
async function charge(context: CommandContext, pence: number): Promise<void> {
  const promised = await promisedWithoutCover(context);
  const parts = shareOut(
    pence,
    promised.map((it) => it.pence),
  );
  await write(
    context,
    'charge',
    promised.map((it, at) => ({ ...it, pence: parts[at] ?? 0 })),
  );
}

/** Everything that is still promised comes back; the chart says how much that must be. */
async function release(context: CommandContext, pence: number): Promise<void> {
  const promised = await promisedWithoutCover(context);
  if (total(promised) !== pence) {
    throw new RangeError(`${pence} pence were to be released, ${total(promised)} are outstanding.`);
  }
  await write(context, 'released', promised);
}

async function spend(context: CommandContext): Promise<void> {
  await write(context, 'spent', await outstandingOf(context.tx, context.instance.id));
}

async function promisedWithoutCover({ tx, instance }: CommandContext): Promise<PotMoney[]> {
  return (await outstandingOf(tx, instance.id)).filter(({ kind }) => kind !== 'cover');
}
