import type { Tx } from '../../platform/database/unit-of-work.js';

/** What a colleague brought back. */
export interface SharedBack {
  readonly bookingId: string;
  readonly title: string;
  readonly by: string;
  readonly body: string;
  readonly link: string | null;
  readonly at: string;
}

/** Of which activity it is may be known by all staff, who has a booking by few. */
const SHARED = {
  name: 'provision.shared_back',
  text: `select s.booking_id as "bookingId", coalesce(v.title, '') as title, p.forename || ' ' || p.surname as by, s.body,
      s.link, s.written_at as at
    from cpd.share_back s join cpd.person p on p.id = s.written_by
      left join cpd.activity v on v.id = s.activity_id
    order by s.written_at desc, s.booking_id limit $1 offset $2`,
};

/** What was shared with the caller, or with everybody, newest first. */
export async function sharedBack(tx: Tx, limit: number, offset: number): Promise<SharedBack[]> {
  const rows = await tx.query<Omit<SharedBack, 'at'> & { at: Date }>(SHARED, [limit, offset]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
