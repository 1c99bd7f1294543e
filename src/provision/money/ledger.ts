import type { Tx } from '../../platform/database/unit-of-work.js';
import { idFrom } from '../../platform/ids.js';

export type LineKind = 'fee' | 'travel' | 'materials' | 'cover';
/** `committed` promises money; `released` gives it back; `charge` and `spent` turn it into a cost. */
export type LineType = 'committed' | 'released' | 'charge' | 'spent';

/** Money of one pot for one kind of cost, pence. */
export interface PotMoney {
  readonly potId: string;
  /** E.g. '2026-27'. */
  readonly financialYear: string;
  readonly kind: LineKind;
  readonly pence: number;
}

/** What a line of the ledger belongs to. `bookingId` null: a fee paid once for everybody. */
export interface LedgerPlace {
  readonly cycleId: string;
  readonly activityId: string;
  readonly bookingId: string | null;
}

/** One append to the ledger: by which effect, when. The same effect never writes the same line twice. */
export interface Entry {
  readonly effect: string;
  readonly at: string;
  readonly line: LineType;
}

const APPEND = {
  name: 'provision.append_commitments',
  text: `insert into cpd.commitment (id, school_id, cycle_id, activity_id, booking_id, pot_id, financial_year, line, kind,
      pence, at, effect)
    select l.id, $1, $2, $3, $4, l."potId", l."financialYear", $5, l.kind, l.pence, $6, $7
      from jsonb_to_recordset($8) as l(id uuid, "potId" uuid, "financialYear" text, kind text, pence int)
    on conflict (id) do nothing`,
};

/** Adds lines to the ledger, as the system. */
export async function append(
  system: Tx,
  place: LedgerPlace,
  entry: Entry,
  money: readonly PotMoney[],
): Promise<void> {
  const lines = money
    .filter(({ pence }) => pence > 0)
    .map((it, n) => ({ ...it, id: idFrom('commitment', entry.effect, entry.line, n) }));
  if (lines.length === 0) return;
  await system.query(APPEND, [
    system.principal.school,
    place.cycleId,
    place.activityId,
    place.bookingId,
    entry.line,
    entry.at,
    entry.effect,
    JSON.stringify(lines),
  ]);
}

const OUTSTANDING = `select pot_id as "potId", financial_year as "financialYear", kind,
    sum(case line when 'committed' then pence else -pence end)::int as pence
  from cpd.commitment where $COLUMN = $1 $AND
  group by 1, 2, 3 having sum(case line when 'committed' then pence else -pence end) > 0
  order by min(at), kind, pot_id`;
const OF_BOOKING = {
  name: 'provision.outstanding_booking',
  text: OUTSTANDING.replace('$COLUMN', 'booking_id').replace('$AND', ''),
};
const OF_ACTIVITY = {
  name: 'provision.outstanding_activity',
  text: OUTSTANDING.replace('$COLUMN', 'activity_id').replace('$AND', 'and booking_id is null'),
};

/** What is promised for a booking and neither given back nor paid, by pot and kind. */
export const outstandingOf = (tx: Tx, bookingId: string): Promise<PotMoney[]> =>
  tx.query<PotMoney & object>(OF_BOOKING, [bookingId]);

/** The same for a fee that is paid once for everybody. */
export const outstandingFixed = (tx: Tx, activityId: string): Promise<PotMoney[]> =>
  tx.query<PotMoney & object>(OF_ACTIVITY, [activityId]);
