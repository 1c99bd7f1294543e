import { Refused } from '../../api/index.js';
import type { InstanceRef } from '../../engine/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { append, outstandingOf } from '../money/ledger.js';
import type { PotMoney } from '../money/ledger.js';
import { shareOut } from '../money/share-out.js';

/** Who stands in and what it costs. */
export interface Arrangement {
  /** A colleague, or else somebody from outside by name. */
  readonly coveredBy: string | null;
  readonly coveredByName: string | null;
  /** For all sessions together, pence. */
  readonly costPence: number;
  /** The pot that pays; none where it costs nothing. */
  readonly potId: string | null;
}

interface Open {
  readonly id: string;
  readonly free: boolean;
}

/** Open requests, and whether the colleague is free: not covering elsewhere, and not away with a place of their own. */
const OPEN = {
  name: 'provision.open_cover',
  text: `select r.id, not exists (select from cpd.cover_request o where o.covered_by = $2 and o.stood_down_at is null
        and o.booking_id <> r.booking_id and o.on_date = r.on_date
        and (o.from_time, o.to_time) overlaps (r.from_time, r.to_time))
      and not exists (select from cpd.place l join cpd.booking b on b.id = l.booking_id
        join cpd.session s on s.activity_id = l.activity_id
        where b.person_id = $2 and s.on_date = r.on_date
          and (s.starts_at, s.ends_at) overlaps (r.from_time, r.to_time)) as free
    from cpd.cover_request r where r.booking_id = $1 and r.stood_down_at is null order by r.on_date, r.from_time, r.id`,
};

/**
 * Arranges cover for every session of a booking that still asks for it, and promises its cost, apart from the booking's
 * own. Answers with the first of the requests. Throws Refused 409 'no-cover-asked', 'cover-clash', 422 'unknown-pot',
 * 'unknown-person'.
 */
export async function arrangeCover(
  tx: Tx,
  instance: InstanceRef,
  effect: string,
  what: Arrangement,
): Promise<{ coverId: string }> {
  const people = instance.context['people'] as { readonly person: string };
  if (what.coveredBy === people.person) {
    throw new Refused(422, 'unknown-person', 'Nobody stands in for themselves.');
  }
  const open = await tx.asSystem((system) => system.query<Open>(OPEN, [instance.id, what.coveredBy]));
  const [first] = open;
  if (!first) throw new Refused(409, 'no-cover-asked', 'No session of this booking asks for cover.');
  if (what.coveredBy !== null && open.some(({ free }) => !free)) {
    throw new Refused(409, 'cover-clash', 'That colleague is covering or booked elsewhere at the same time.');
  }
  await commitCover(tx, instance, effect, what);
  const parts = shareOut(
    what.costPence,
    open.map(() => 1),
  );
  for (const [at, { id }] of open.entries()) {
    await tx.query(
      `update cpd.cover_request set arranged_at = $2, covered_by = $3, covered_by_name = $4, cost_pence = $5
        where id = $1`,
      [id, tx.at, what.coveredBy, what.coveredByName, parts[at]],
    );
  }
  return { coverId: first.id };
}

async function commitCover(tx: Tx, instance: InstanceRef, effect: string, what: Arrangement) {
  if (what.costPence === 0) return;
  await tx.asSystem(async (system) => {
    const [pot] = await system.query<{ year: string }>(
      'select financial_year as year from cpd.pot where id = $1 and closed_on is null',
      [what.potId],
    );
    if (!pot || what.potId === null)
      throw new Refused(422, 'unknown-pot', 'There is no such pot, or it is closed.');
    const money = {
      potId: what.potId,
      financialYear: pot.year,
      kind: 'cover',
      pence: what.costPence,
    } as const;
    await append(system, placeOf(instance), { effect, at: tx.at, line: 'committed' }, [money]);
  });
}

/** Cover fell through: the requests are open again and its cost comes back. */
export async function loseCover(tx: Tx, instance: InstanceRef, effect: string): Promise<void> {
  await tx.query(
    `update cpd.cover_request set arranged_at = null, covered_by = null, covered_by_name = null, cost_pence = 0
      where booking_id = $1 and stood_down_at is null`,
    [instance.id],
  );
  await tx.asSystem(async (system) => {
    const promised: PotMoney[] = await outstandingOf(system, instance.id);
    const cover = promised.filter(({ kind }) => kind === 'cover');
    await append(system, placeOf(instance), { effect, at: tx.at, line: 'released' }, cover);
  });
}

const placeOf = ({ id, context }: InstanceRef) => ({
  cycleId: String(context['cycleId']),
  activityId: String(context['activityId']),
  bookingId: id,
});
