import { atLocal } from '../../platform/calendar/index.js';
import type { IsoDate } from '../../platform/calendar/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { idFrom } from '../../platform/ids.js';
import type { MailSettings } from '../settings/mail-settings.js';
import type { PeopleDays } from '../settings/people-days.js';
import { isSummaryDay } from '../summary/summary-day.js';

/**
 * People of whom something unsent is waiting, and those who get the week's summary: with an address that works, who want
 * mail and are still here.
 */
const CANDIDATES = {
  name: 'reminders.candidates',
  text: `select p.id, coalesce(w.ready, false) and coalesce(c.digest, true) as digest,
      coalesce(c.summary, true) and p.id = any ($3::uuid[]) as summary
    from cpd.person p
      left join (select n.person_id, bool_or(n.notify_at <= $2 and (n.snoozed_until is null or n.snoozed_until <= $2)) as ready
        from cpd.notification n where n.school_id = auth.school() and n.closed_at is null and n.read_at is null
          and n.mailing_id is null group by n.person_id) w on w.person_id = p.id
      left join (select distinct m.person_id, lower(m.to_address) as address from cpd.mailing m
        where m.school_id = auth.school() and m.trouble = 'address' and m.outcome = 'refused' and m.settled_at is null) bad
        on bad.person_id = p.id and bad.address = lower(p.email)
      left join cpd.mail_choice c on c.school_id = p.school_id and c.person_id = p.id
    where p.school_id = auth.school() and p.email is not null and (p.leaves_on is null or p.leaves_on >= $1::date)
      and bad.person_id is null and (w.ready or p.id = any ($3::uuid[]))`,
};

const PLAN = {
  name: 'reminders.plan_digests',
  text: `insert into cpd.mailing (id, school_id, person_id, kind, day, due_at, next_at)
    select d.id, auth.school(), d.person, 'digest', $2, $3, $3 from jsonb_to_recordset($1) as d(id uuid, person uuid)
    on conflict do nothing returning id`,
};

/** Name of the one digest of a person and day. */
export const digestId = (person: string, day: IsoDate): string => idFrom('digest', person, day);

export interface DigestPlan {
  readonly today: IsoDate;
  readonly days: PeopleDays;
  readonly settings: MailSettings;
  /** CPD leader and head of today. */
  readonly leaders: readonly string[];
}

/** Writes down who gets a digest today. Returns how many are new; planning twice plans once. */
export async function planDigests(tx: Tx, { today, days, settings, leaders }: DigestPlan): Promise<number> {
  const { zone } = days.calendar.calendar;
  const hour = atLocal(today, settings.digestAt, zone);
  const dueAt = hour > tx.at ? hour : tx.at;
  const people = await tx.query<{ id: string; digest: boolean; summary: boolean }>(CANDIDATES, [
    today,
    dueAt,
    leaders,
  ]);
  const chosen = people.filter(
    ({ id, digest, summary }) =>
      (digest || (summary && isSummaryDay(today, settings.summaryDay, days, id))) &&
      days.works(id, today) &&
      days.moment(id, dueAt, settings) === dueAt,
  );
  if (chosen.length === 0) return 0;
  const rows = chosen.map(({ id }) => ({ id: digestId(id, today), person: id }));
  return (await tx.query(PLAN, [JSON.stringify(rows), today, dueAt])).length;
}
