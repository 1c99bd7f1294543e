import type { Tx } from '../../platform/database/unit-of-work.js';

/** What became of one mail. */
export interface Settled {
  readonly id: string;
  /** Null: it is tried again at `nextAt`. */
  readonly outcome: 'accepted' | 'kept' | 'nothing' | 'overtaken' | 'refused' | 'gaveUp' | null;
  readonly nextAt: string | null;
  readonly trouble: string | null;
  readonly detail: string | null;
  readonly to: string | null;
  /** Notifications that it carried; marked only when it went. */
  readonly carried: readonly string[];
}

const SETTLE = {
  name: 'mailing.settle',
  text: `update cpd.mailing m set closed_at = case when r.outcome is not null then engine.now() end, outcome = r.outcome,
      next_at = coalesce(r.next_at, m.next_at), generation = m.generation + (r.next_at is not null)::int,
      trouble = r.trouble, detail = left(r.detail, 500), to_address = r.to_address, items = r.items, leased_until = null
    from jsonb_to_recordset($1) as r(id uuid, outcome text, next_at timestamptz, trouble text, detail text, to_address text,
      items int)
    where m.id = r.id and m.closed_at is null`,
};
const CARRIED = {
  name: 'mailing.carried',
  text: `update cpd.notification n set mailing_id = r.mailing from jsonb_to_recordset($1) as r(id uuid, mailing uuid)
    where n.id = r.id and n.mailing_id is null`,
};

/** Writes down what became of mails, in one step for all of them. */
export async function settleMailings(tx: Tx, settled: readonly Settled[]): Promise<void> {
  const rows = settled.map(({ id, outcome, nextAt, trouble, detail, to, carried }) => ({
    ...{ id, outcome, next_at: nextAt, trouble, detail, to_address: to, items: carried.length },
  }));
  await tx.query(SETTLE, [JSON.stringify(rows)]);
  const gone = settled.filter(({ outcome }) => outcome === 'accepted' || outcome === 'kept');
  const carried = gone.flatMap(({ id, carried: items }) => items.map((item) => ({ id: item, mailing: id })));
  if (carried.length > 0) await tx.query(CARRIED, [JSON.stringify(carried)]);
}
