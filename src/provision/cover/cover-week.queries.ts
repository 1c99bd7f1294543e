import { addDays } from '../../../workflows/dates.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

/** One session for which somebody must stand in: who, when, by whom, for how much. Never why they are away. */
export interface CoverLine {
  readonly id: string;
  readonly bookingId: string;
  readonly person: string;
  readonly on: string;
  readonly from: string;
  readonly to: string;
  readonly arranged: boolean;
  readonly coveredBy: string | null;
  readonly costPence: number;
}

const WEEK = {
  name: 'provision.cover_week',
  text: `select r.id, r.booking_id as "bookingId", p.forename || ' ' || p.surname as person, r.on_date::text as "on",
      to_char(r.from_time, 'HH24:MI') as "from", to_char(r.to_time, 'HH24:MI') as "to",
      r.arranged_at is not null as arranged, coalesce(c.forename || ' ' || c.surname, r.covered_by_name) as "coveredBy",
      r.cost_pence as "costPence"
    from cpd.cover_request r left join cpd.booking b on b.id = r.booking_id
      left join cpd.person p on p.id = b.person_id left join cpd.person c on c.id = r.covered_by
    where r.stood_down_at is null and r.on_date between $1::date and $2::date
    order by r.on_date, r.from_time, person, r.id`,
};

/** Cover from a day for seven days; whoever stands in sees their own, without whose place they take. */
export async function coverWeek(tx: Tx, from: string): Promise<CoverLine[]> {
  const rows = await tx.query<Omit<CoverLine, 'person'> & { person: string | null }>(WEEK, [
    from,
    addDays(from, 6),
  ]);
  return rows.map((row) => ({ ...row, person: row.person ?? 'A colleague' }));
}
