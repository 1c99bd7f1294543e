import { randomUUID } from 'node:crypto';
import type { MailLine } from '../../../src/reminders/index.js';
import { MailLine as Line } from '../../../src/reminders/index.js';
import { keptMails } from '../../../src/platform/mail/index.js';
import type { KeptMail } from '../../../src/platform/mail/index.js';
import { instantOf, openSchool } from '../../support/school.js';
import type { PersonName, TestSchool } from '../../support/school.js';

/** A school whose records stand in the engine's tables as charts would have left them, and whose mail can be looked at. */
export interface MailSchool {
  readonly school: TestSchool;
  readonly line: MailLine;
  /** Everything about reminders and mail as on the first day; live. */
  begin(at: string, live?: boolean): Promise<void>;
  /** A record with people; returns its id. */
  record(chart: string, people?: Partial<Record<string, PersonName>>): Promise<string>;
  owes(
    record: string,
    duty: string,
    who: PersonName | `post:${string}`,
    due: string,
    since?: string,
  ): Promise<void>;
  done(record: string, duty: string): Promise<void>;
  away(who: PersonName, from: string, to: string | null): Promise<void>;
  /** Goes to a local time and sends what is due. Returns the mails of that round. */
  at(local: string): Promise<KeptMail[]>;
  mailsOf(who: PersonName): Promise<KeptMail[]>;
  close(): Promise<void>;
}

export async function openMailSchool(): Promise<MailSchool> {
  const school = await openSchool();
  const line = school.app.get(Line, { strict: false });
  const { look } = school;
  const all = () => school.unit.run(school.system, (tx) => keptMails(tx, { limit: 500, offset: 0 }));
  return {
    school,
    line,
    begin: async (at, live = true) => {
      await look.query(
        `truncate cpd.notification, cpd.mailing, cpd.mail_settings, cpd.mail_choice, cpd.reminder_policy, cpd.kept_mail`,
      );
      await look.query('delete from engine.task');
      await look.query('delete from cpd.absence');
      await school.clock.freeze(instantOf(at));
      if (live) await school.call('head', 'mail.goLive', { body: { live: true } });
    },
    record: async (chart, people = {}) => {
      const id = randomUUID();
      const ids = Object.fromEntries(
        Object.entries(people).map(([role, name]) => [role, school.person(name as PersonName)]),
      );
      await look.query(
        `insert into engine.instance (id, tenant_id, chart, version, key, status, state, snapshot, revision, audience,
            started_at, changed_at)
          values ($1::uuid, $2, $3, 1, $1::text, 'active', 'live', $4, 1, '{everyone}', engine.now(), engine.now())`,
        [id, school.id, chart, JSON.stringify({ context: { people: ids } })],
      );
      return id;
    },
    owes: async (record, duty, who, due, since = '2026-09-01T08:00') => {
      const assignee = who.startsWith('post:') ? who : `person:${school.person(who as PersonName)}`;
      await look.query(
        `insert into engine.task (instance_id, name, tenant_id, role, assignees, event, since, due_at)
          values ($1, $2, $3, 'owner', array[$4], 'DO', $5, $6)`,
        [record, duty, school.id, assignee, instantOf(since), instantOf(due)],
      );
    },
    done: async (record, duty) => {
      await look.query('delete from engine.task where instance_id = $1 and name = $2', [record, duty]);
    },
    away: async (who, from, to) => {
      await look.query(
        `insert into cpd.absence (id, school_id, person_id, from_date, to_date) values ($1, $2, $3, $4, $5)`,
        [randomUUID(), school.id, school.person(who), from, to],
      );
    },
    at: async (local) => {
      await school.clock.freeze(instantOf(local));
      const before = new Set((await all()).map(({ id }) => id));
      await line.drain();
      return (await all()).filter(({ id }) => !before.has(id));
    },
    mailsOf: async (who) => (await all()).filter(({ to }) => to === `${who}@school.example`),
    close: () => school.close(),
  };
}
