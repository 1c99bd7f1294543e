import type { Tx } from '../../platform/database/unit-of-work.js';

/** One line of a person's record of professional development. */
export interface RecordLine {
  readonly id: string;
  readonly kind: 'hours' | 'milestone' | 'certificate';
  readonly title: string;
  readonly bookingId: string;
  readonly minutes: number;
  /** The milestone's or certificate's own name. */
  readonly detail: string | null;
  readonly link: string | null;
  readonly expiresOn: string | null;
  readonly at: string;
}

const RECORD = {
  name: 'provision.cpd_record',
  text: `select l.id, l.kind, v.title, l.booking_id as "bookingId", l.minutes, coalesce(m.title, c.title) as detail, c.link,
      c.expires_on::text as "expiresOn", l.at
    from cpd.portfolio_line l left join cpd.booking b on b.id = l.booking_id
      left join cpd.activity v on v.id = b.activity_id left join cpd.milestone m on m.id = l.milestone_id
      left join cpd.booking_certificate c on c.id = l.certificate_id
    where l.person_id = $1 order by l.at desc, l.id`,
};

/** A person's record, newest first, with all minutes together. What is not open to the caller is not in it. */
export async function cpdRecord(tx: Tx, personId: string): Promise<{ minutes: number; lines: RecordLine[] }> {
  const rows = await tx.query<Omit<RecordLine, 'at'> & { at: Date }>(RECORD, [personId]);
  const lines = rows.map((row) => ({ ...row, title: row.title ?? '', at: row.at.toISOString() }));
  return { minutes: lines.reduce((sum, { minutes }) => sum + minutes, 0), lines };
}
