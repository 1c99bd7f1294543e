import { Inject, Injectable } from '@nestjs/common';
import type { Proof } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { CLOSE_DONE } from './mailing/to-send.js';
import { MailPost } from './mailing/mail-post.js';
import { previewMail } from './mailing/preview.js';
import type { Preview } from './mailing/preview.js';
import { eachOnce, reminderOf } from './rendering.js';
import type { Recorded, Reminder } from './rendering.js';

/** The latest of the same thing first: only that is shown ("one, not four"). */
const OPEN = {
  name: 'reminders.open',
  text: `select n.id, n.person_id, n.instance_id, n.about, n.escalation, n.subject_id, s.forename, s.surname, n.notify_at,
      n.read_at, n.kind, n.due_on::text
    from cpd.notification n left join cpd.person s on s.id = n.subject_id
    where n.person_id = $1 and n.closed_at is null and n.notify_at <= $2
      and (n.snoozed_until is null or n.snoozed_until <= $2)
    order by n.recorded_at desc, n.id`,
};

/** What people are reminded of. Everything is made from the records at the moment of reading. */
@Injectable()
export class RemindersService {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(MailPost) private readonly post: MailPost,
  ) {}

  /** What waits for a person, what is theirs to do first. */
  list(proof: Proof, page: { limit: number; offset: number }): Promise<Reminder[]> {
    return this.unit.run(proof, async (tx) => {
      const person = tx.principal.person;
      if (person === null) return [];
      await tx.asSystem((system) => system.query(CLOSE_DONE, [[person]]));
      const rows = eachOnce(await tx.query<Recorded>(OPEN, [person, tx.at])).sort(theirsFirst);
      return rows
        .slice(page.offset, page.offset + page.limit)
        .map((row) => reminderOf(row, this.post.labels));
    });
  }

  /** Notes that a person has read it. True when there was such a reminder of theirs; reading it twice changes nothing. */
  markRead(proof: Proof, id: string): Promise<boolean> {
    return this.unit.run(proof, (tx) => mark(tx, id, 'read_at = coalesce(n.read_at, engine.now())', []));
  }

  /** Puts it aside until an instant: it is neither shown nor sent before, and then once more. True when there was one. */
  snooze(proof: Proof, id: string, until: string): Promise<boolean> {
    return this.unit.run(proof, (tx) => mark(tx, id, 'snoozed_until = $2, mailing_id = null', [until]));
  }

  /** The mail that a person would get now; nothing when there is nothing to say or no address to say it to. */
  mail(proof: Proof, person: string): Promise<Preview | null> {
    return this.unit.run(proof, (tx) => tx.asSystem((system) => previewMail(system, this.post, person)));
  }
}

/** All open ones of the same record and wording: there may be several of which one is shown. */
async function mark(tx: Tx, id: string, change: string, values: readonly unknown[]): Promise<boolean> {
  const rows = await tx.query(
    `update cpd.notification n set ${change} from cpd.notification one
       where one.id = $1 and one.person_id = auth.person() and n.person_id = one.person_id
         and n.instance_id = one.instance_id and n.about = one.about and n.closed_at is null returning n.id`,
    [id, ...values],
  );
  return rows.length > 0;
}

function theirsFirst(one: Recorded, other: Recorded): number {
  if (one.escalation !== other.escalation) return one.escalation ? 1 : -1;
  return one.notify_at.getTime() - other.notify_at.getTime() || (one.id < other.id ? -1 : 1);
}
