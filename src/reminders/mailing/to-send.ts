import type { IsoDate } from '../../platform/calendar/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { Versioned } from '../calendar/ics.js';
import type { Recorded } from '../rendering.js';

/** A mail that is due, with its reader as they are now. */
export interface MailingRow {
  readonly id: string;
  readonly kind: 'digest' | 'urgent' | 'invitation' | 'test';
  readonly person: string;
  readonly aboutId: string | null;
  readonly day: IsoDate;
  readonly forename: string;
  readonly surname: string;
  readonly email: string | null;
  readonly school: string;
  readonly hasLeft: boolean;
  readonly wantsDigest: boolean;
  readonly wantsSummary: boolean;
  readonly stopToken: string;
  /** 'cpdLeader' or 'head' today. */
  readonly leads: boolean;
  /** Things that wait for them and were in an earlier mail. */
  readonly older: number;
  /** The entry that an invitation is about, as it stands now. */
  readonly invitation: Versioned | null;
}

/** Everybody who gets mail has a row of choices, whose token stands in the mail. */
const CHOICES = {
  name: 'mailing.choices',
  text: `insert into cpd.mail_choice (school_id, person_id)
    select distinct m.school_id, m.person_id from cpd.mailing m where m.id = any ($1::uuid[]) on conflict do nothing`,
};
const ROWS = {
  name: 'mailing.rows',
  text: `select m.id, m.kind, m.person_id as person, m.about_id as "aboutId", m.day::text, p.forename, p.surname, p.email, o.name as school,
      coalesce(p.leaves_on < $2::date, false) as "hasLeft", c.digest as "wantsDigest", c.summary as "wantsSummary",
      c.stop_token as "stopToken",
      exists (select from cpd.post h where h.school_id = m.school_id and h.person_id = m.person_id
        and h.post in ('cpdLeader', 'head') and h.from_date <= $2::date
        and (h.to_date is null or h.to_date > $2::date)) as leads,
      (select count(distinct (n.instance_id, n.about))::int from cpd.notification n where n.school_id = m.school_id
        and n.person_id = m.person_id and n.closed_at is null and n.read_at is null and n.mailing_id is not null) as older,
      (select jsonb_build_object('entry', v.entry, 'sequence', v.sequence, 'cancelled', v.cancelled, 'changedAt', v.changed_at)
        from cpd.invitation v where v.school_id = m.school_id and v.id = m.about_id) as invitation
    from cpd.mailing m join cpd.person p on p.id = m.person_id join cpd.organisation o on o.id = m.school_id
      join cpd.mail_choice c on c.school_id = m.school_id and c.person_id = m.person_id
    where m.id = any ($1::uuid[]) and m.closed_at is null`,
};

/**
 * Closes what is done: none of the duties is open any more that was open when it was asked for, or is somebody else's now,
 * or the record has ended. News has no duties and goes when it was read. It runs whenever reminders are read or sent, so
 * that nobody is reminded of finished things.
 */
export const CLOSE_DONE = {
  name: 'reminders.close_done',
  text: `update cpd.notification n set closed_at = engine.now()
    where n.school_id = auth.school() and n.person_id = any ($1::uuid[]) and n.closed_at is null
      and (case when n.duties = '{}' then n.read_at is not null or exists (
              select from engine.instance i where i.id = n.instance_id and i.status = 'done' and i.ended_at < n.recorded_at)
        else not exists (select from engine.task t where t.instance_id = n.instance_id and t.name = any (n.duties)
          and t.since <= n.recorded_at and (n.kind is null or n.escalation or 'person:' || n.person_id = any (t.assignees)
            or exists (select from cpd.post h where h.school_id = n.school_id and h.person_id = n.person_id
              and 'post:' || h.post = any (t.assignees) and (h.to_date is null or h.to_date > engine.now()::date)))) end)`,
};
/** What no mail has carried yet and may be told now, what is theirs to do first. */
export const UNSENT = {
  name: 'mailing.unsent',
  text: `select n.id, n.person_id, n.instance_id, n.about, n.escalation, n.subject_id, n.kind, n.due_on::text, s.forename,
      s.surname, n.notify_at, n.read_at
    from cpd.notification n left join cpd.person s on s.id = n.subject_id
    where n.school_id = auth.school() and n.person_id = any ($1::uuid[]) and n.closed_at is null and n.read_at is null
      and n.mailing_id is null and n.notify_at <= $2 and (n.snoozed_until is null or n.snoozed_until <= $2)
    order by n.escalation, n.due_on nulls first, n.recorded_at desc, n.id`,
};

/** Reads the mails and their readers, and everything unsent by person: after closing what has been done meanwhile. */
export async function readMailings(
  tx: Tx,
  ids: readonly string[],
  today: IsoDate,
): Promise<{ rows: MailingRow[]; unsent: ReadonlyMap<string, Recorded[]> }> {
  await tx.query(CHOICES, [ids]);
  const rows = await tx.query<MailingRow>(ROWS, [ids, today]);
  const people = [...new Set(rows.map((row) => row.person))];
  await tx.query(CLOSE_DONE, [people]);
  const unsent = new Map<string, Recorded[]>();
  for (const row of await tx.query<Recorded>(UNSENT, [people, tx.at])) {
    const known = unsent.get(row.person_id);
    if (known) known.push(row);
    else unsent.set(row.person_id, [row]);
  }
  return { rows, unsent };
}
