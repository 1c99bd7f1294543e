import type { Tx } from '../../platform/database/unit-of-work.js';
import { idFrom } from '../../platform/ids.js';

/** Only where mail leaves at all: until the go-live it waits for the first mail of the day like everything else. */
const PLAN = {
  name: 'mailing.plan_urgent',
  text: `insert into cpd.mailing (id, school_id, person_id, kind, about_id, day, due_at, next_at)
    select $1, auth.school(), $2, 'urgent', $3, $4::timestamptz::date, $4, $4 from cpd.mail_settings s
      where s.school_id = auth.school() and s.live_from <= engine.now()
    on conflict do nothing`,
};

/** A mail of its own for something that cannot wait, at the next moment at which the person works. */
export async function planUrgent(tx: Tx, person: string, notification: string, at: string): Promise<void> {
  await tx.query(PLAN, [idFrom('urgent', notification), person, notification, at]);
}
