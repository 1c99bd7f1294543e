import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { idFrom } from '../../platform/ids.js';

/** A mail that did not arrive, or has not yet: whose and why, never what it said. */
export interface MailTroubleRow {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly to: string | null;
  readonly kind: string;
  readonly dueAt: string;
  /** 'refused', 'gaveUp' or 'bounced' are over; 'waiting' is tried again at `nextAt`. */
  readonly state: 'refused' | 'gaveUp' | 'bounced' | 'waiting';
  readonly nextAt: string | null;
  readonly attempts: number;
  readonly trouble: string;
  readonly detail: string;
}

interface Row extends Omit<MailTroubleRow, 'dueAt' | 'nextAt'> {
  readonly due_at: Date;
  readonly next_at: Date | null;
}

const LIST = {
  name: 'mailing.troubles',
  text: `select m.id, m.person_id as person, trim(p.forename || ' ' || p.surname) as name, coalesce(m.to_address, p.email) as "to",
      m.kind, m.due_at, case when m.closed_at is null then m.next_at end as next_at, m.attempts, m.trouble,
      coalesce(m.detail, '') as detail,
      case when m.bounced_at is not null then 'bounced' else coalesce(m.outcome, 'waiting') end as state
    from cpd.mailing m join cpd.person p on p.id = m.person_id
    where m.school_id = auth.school() and m.trouble is not null and m.settled_at is null
    order by m.due_at desc, m.id limit $1 offset $2`,
};
/** What was refused or given up goes out again: the digests of the next days, and the rest now. */
const RETRY = `update cpd.mailing m set settled_at = engine.now()
  where m.school_id = auth.school() and m.trouble is not null and m.settled_at is null and m.closed_at is not null
    and ($1::uuid[] is null or m.id = any ($1)) returning id`;
const SOONER = `update cpd.mailing m set next_at = engine.now(), generation = generation + 1
  where m.school_id = auth.school() and m.trouble is not null and m.closed_at is null
    and ($1::uuid[] is null or m.id = any ($1)) returning id`;
const AGAIN = `insert into cpd.mailing (id, school_id, person_id, kind, about_id, day, due_at, next_at)
  select a.again, m.school_id, m.person_id, m.kind, m.about_id, m.day, engine.now(), engine.now()
    from jsonb_to_recordset($1) as a(id uuid, again uuid) join cpd.mailing m on m.id = a.id and m.kind <> 'digest'
  on conflict do nothing`;
/** A mail that came back counts as refused: its reminders wait for a mail that arrives. */
const BOUNCED = `update cpd.mailing m set bounced_at = engine.now(), outcome = 'refused', trouble = $2, detail = $3
  where m.school_id = auth.school() and m.id = $1 and m.outcome in ('accepted', 'refused') and m.bounced_at is null
  returning id`;
const FREE = `update cpd.notification set mailing_id = null where mailing_id = $1 and closed_at is null and read_at is null`;

/** Mails that did not arrive, for whoever looks after the school's addresses. Checked by the caller; writes as the system. */
@Injectable()
export class MailTroubles {
  async list(tx: Tx, page: { limit: number; offset: number }): Promise<MailTroubleRow[]> {
    const rows = await tx.query<Row>(LIST, [page.limit, page.offset]);
    return rows.map(({ due_at, next_at, ...row }) => ({
      ...row,
      dueAt: due_at.toISOString(),
      nextAt: next_at?.toISOString() ?? null,
    }));
  }

  /** Tries again, all or some; addresses that were refused count as good again. Returns how many mails it concerns. */
  async retry(tx: Tx, ids: readonly string[] | null): Promise<number> {
    const closed = await tx.query<{ id: string }>(RETRY, [ids]);
    const again = closed.map(({ id }) => ({ id, again: idFrom('again', id) }));
    await tx.query(AGAIN, [JSON.stringify(again)]);
    return closed.length + (await tx.query(SOONER, [ids])).length;
  }

  /** A mail came back. `isFull`: the mailbox was full; otherwise there is no such address. True when it was one of ours. */
  async bounced(tx: Tx, id: string, isFull: boolean): Promise<boolean> {
    const detail = isFull ? 'It came back: the mailbox is full.' : 'It came back: there is no such address.';
    const rows = await tx.query(BOUNCED, [id, isFull ? 'mailboxFull' : 'address', detail]);
    if (rows.length > 0) await tx.query(FREE, [id]);
    return rows.length > 0;
  }
}
