import type { Tx } from '../../platform/database/unit-of-work.js';
import { idFrom } from '../../platform/ids.js';
import type { DueReminder } from './due-reminders.js';

/**
 * The same effect is recorded once. Nothing is added where the chart has reminded by itself: of a person's own duty within a
 * day or not yet by mail, and to those above, at all.
 */
const RECORD = {
  name: 'reminders.record_due',
  text: `insert into cpd.notification (id, school_id, person_id, instance_id, effect, about, escalation, subject_id, duties,
      recorded_at, notify_at, kind, due_on)
    select r.id, auth.school(), r.person, r.instance, r.effect, r.about, r.escalation, r.subject, array[r.duty], $2, $2,
        r.kind, r.due_on
      from jsonb_to_recordset($1) as r(id uuid, person uuid, instance uuid, effect text, about text, escalation boolean,
        subject uuid, duty text, kind text, due_on date)
      where exists (select from cpd.person p where p.school_id = auth.school() and p.id = r.person)
        and not exists (select from cpd.notification n where n.instance_id = r.instance and n.person_id = r.person
          and n.closed_at is null and n.escalation = r.escalation and n.about not like 'duty.%'
          and r.duty = any (n.duties) and (n.escalation or n.mailing_id is null and n.read_at is null
            or n.recorded_at > $2::timestamptz - interval '20 hours'))
    on conflict do nothing
    returning person_id`,
};

/** Records them as of now. Returns how many are new. */
export async function recordReminders(tx: Tx, reminders: readonly DueReminder[]): Promise<number> {
  if (reminders.length === 0) return 0;
  const rows = reminders.map(({ dueOn, ...reminder }) => ({
    ...reminder,
    id: idFrom('notification', reminder.effect, reminder.person),
    due_on: dueOn,
  }));
  return (await tx.query(RECORD, [JSON.stringify(rows), tx.at])).length;
}
