import { Inject, Injectable } from '@nestjs/common';
import type { Proof } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { RUNTIME } from '../platform/platform.module.js';
import type { Runtime } from '../platform/runtime.js';
import { mailOf, reminderOf } from './rendering.js';
import type { Mail, Reader, Recorded, Reminder } from './rendering.js';

/** Latest first where somebody was reminded twice of the same: only the latest is shown ("one, not four"). */
const OPEN = {
  name: 'reminders.open',
  text: `select * from (
      select distinct on (n.instance_id, n.about) n.id, n.person_id, n.instance_id, n.about, n.escalation, n.subject_id,
          s.forename, s.surname, n.notify_at, n.read_at, n.recorded_at
        from cpd.notification n left join cpd.person s on s.id = n.subject_id
        where n.person_id = $1 and n.closed_at is null and n.notify_at <= $2
        order by n.instance_id, n.about, n.recorded_at desc) latest
    order by escalation, notify_at, id limit $3 offset $4`,
};

/**
 * Closes what is done: none of the duties is open any more that was open when it was asked for, or the record has ended.
 * News has no duties and goes when it was read.
 */
const CLOSE_DONE = {
  name: 'reminders.close_done',
  text: `update cpd.notification n set closed_at = engine.now() where n.person_id = $1 and n.closed_at is null
      and (case when n.duties = '{}' then n.read_at is not null or exists (
              select from engine.instance i where i.id = n.instance_id and i.status = 'done' and i.ended_at < n.recorded_at)
        else not exists (select from engine.task t where t.instance_id = n.instance_id and t.name = any (n.duties)
          and t.since <= n.recorded_at) end)`,
};

/** People with something to hear of who are not away today. */
const WAITING = {
  name: 'reminders.waiting',
  text: `select distinct n.person_id as id from cpd.notification n
    where n.closed_at is null and n.read_at is null and n.notify_at <= engine.now()
      and not exists (select from cpd.absence a where a.school_id = n.school_id and a.person_id = n.person_id
        and a.from_date <= $1::date and (a.to_date is null or a.to_date >= $1::date))
    order by 1`,
};
const READER = {
  name: 'reminders.reader',
  text: `select p.forename, p.email, o.name as school from cpd.person p join cpd.organisation o on o.id = p.school_id
    where p.id = $1`,
};
const MOST = 50;

/** What people are reminded of. Everything is made from the records at the moment of reading. */
@Injectable()
export class RemindersService {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(RUNTIME) private readonly runtime: Pick<Runtime, 'config'>,
  ) {}

  /** What waits for a person, what is theirs to do first. */
  list(proof: Proof, page: { limit: number; offset: number }): Promise<Reminder[]> {
    return this.unit.run(proof, async (tx) => {
      const person = tx.principal.person;
      if (person === null) return [];
      await tx.asSystem((system) => system.query(CLOSE_DONE, [person]));
      return open(tx, person, page);
    });
  }

  /** Notes that a person has read it. True when there was such a reminder of theirs; reading it twice changes nothing. */
  markRead(proof: Proof, id: string): Promise<boolean> {
    return this.unit.run(proof, async (tx) => {
      const rows = await tx.query(
        `update cpd.notification set read_at = coalesce(read_at, engine.now()) where id = $1 and person_id = auth.person()
           returning id`,
        [id],
      );
      return rows.length > 0;
    });
  }

  /** The mail that a person would get now; nothing when there is nothing to say or no address to say it to. */
  mail(proof: Proof, person: string): Promise<Mail | null> {
    return this.unit.run(proof, (tx) => tx.asSystem((system) => this.mailIn(system, person)));
  }

  /** One mail for everybody of a school who has something unread and is not away. */
  due(proof: Proof, today: string): Promise<Mail[]> {
    return this.unit.run(proof, async (tx) => {
      const mails: Mail[] = [];
      for (const { id } of await tx.query<{ id: string }>(WAITING, [today])) {
        const mail = await this.mailIn(tx, id);
        if (mail) mails.push(mail);
      }
      return mails;
    });
  }

  private async mailIn(system: Tx, person: string): Promise<Mail | null> {
    await system.query(CLOSE_DONE, [person]);
    const [reader] = await system.query<Reader & { email: string | null }>(READER, [person]);
    const unread = (await open(system, person, { limit: MOST, offset: 0 })).filter((r) => r.readAt === null);
    if (!reader?.email || unread.length === 0) return null;
    return mailOf(reader, unread, this.runtime.config.publicBaseUrl);
  }
}

async function open(tx: Tx, person: string, page: { limit: number; offset: number }): Promise<Reminder[]> {
  const rows = await tx.query<Recorded>(OPEN, [person, tx.at, page.limit, page.offset]);
  return rows.map(reminderOf);
}
