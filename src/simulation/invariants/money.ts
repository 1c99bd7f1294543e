import type { Invariant } from '../../engine/index.js';
import type { World } from '../school/world.js';
import { none } from './places.js';

interface Pot {
  readonly id: string;
  readonly name: string;
  readonly amount: number;
  readonly promised: number;
}

/** What the ledger says of every pot: promised and not taken back, pence. */
const POTS = `select o.id, o.name || ' ' || o.financial_year as name, o.amount_pence::float8 as amount,
    coalesce(sum(case c.line when 'committed' then c.pence when 'released' then -c.pence else 0 end), 0)::float8 as promised
  from cpd.pot o left join cpd.commitment c on c.pot_id = o.id group by o.id, name, amount order by 2`;
/** Nothing is outstanding for a booking that has ended, and nothing was ever paid that had not been promised. */
const UNBALANCED = `select c.booking_id::text as title from cpd.commitment c join engine.instance i on i.id = c.booking_id
  group by c.booking_id, c.pot_id, i.state
  having sum(case c.line when 'committed' then c.pence else -c.pence end) < 0
    or i.state ~ '^ended' and sum(case c.line when 'committed' then c.pence else -c.pence end) <> 0
  order by 1`;

/** No pot is overrun without those who lead and pay being told so. */
export async function moneyHolds(world: World): Promise<Invariant[]> {
  const pots = await world.look<Pot>(POTS);
  const over = pots.filter(({ amount, promised }) => promised > amount);
  const flagged = over.length > 0 ? await flaggedPots(world) : new Set<string>();
  const unseen = over.filter(({ id }) => !flagged.has(id));
  return [
    {
      name: 'no budget overrun is unseen',
      ok: unseen.length === 0,
      detail:
        unseen.length > 0
          ? unseen.map(({ name }) => name).join('; ')
          : `${pots.length} pots, ${over.length} overrun and shown as such`,
    },
    await none(world, 'what was promised is paid, charged, given back or still owed', UNBALANCED),
  ];
}

async function flaggedPots(world: World): Promise<Set<string>> {
  const head = world.cast.firstOf(['head', 'cpdLeader']);
  if (!head) return new Set();
  const { plans } = await world.call<{ plans: readonly { id: string }[] }>(head, 'plans.list');
  const flagged = new Set<string>();
  for (const { id } of plans) {
    const { pots } = await world.call<{ pots: readonly { potId: string; overrun: boolean }[] }>(
      head,
      'plans.budget',
      {
        params: { id },
      },
    );
    for (const { potId, overrun } of pots) if (overrun) flagged.add(potId);
  }
  return flagged;
}
