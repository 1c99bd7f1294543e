import { Inject, Injectable } from '@nestjs/common';
import { addDays } from '../../people/index.js';
import { atLocal, nextWorkingDay } from '../../platform/calendar/index.js';
import type { IsoDate } from '../../platform/calendar/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { isAddress } from '../../platform/mail/index.js';
import { CLOSE_DONE } from '../mailing/to-send.js';
import { MailPost } from '../mailing/mail-post.js';
import { firstRungOf, occasionsOf } from '../planning/due-reminders.js';
import { readDueDuties } from '../planning/duties.js';
import { readPolicy } from '../policy/policy-store.js';
import { readHolders } from '../recording/holders.js';
import { eachOnce, reminderOf } from '../rendering.js';
import type { Recorded } from '../rendering.js';
import { isLive, readMailSettings } from '../settings/mail-settings.js';
import type { MailSettings } from '../settings/mail-settings.js';
import type { PeopleDays } from '../settings/people-days.js';
import { WorkingDays } from '../settings/people-days.js';

/** One thing that was sent or will be, and why. */
export interface Expected {
  /** When: ISO 8601 UTC; null where it will not be sent. */
  readonly at: string | null;
  readonly what: string;
  readonly why: string;
  readonly record: string | null;
}

/** What a person will be sent, when and why. */
export interface Explanation {
  readonly person: string;
  readonly name: string;
  /** What stands in the way of any mail to them; empty when nothing does. */
  readonly hindrances: readonly string[];
  /** The next mail of the day, if they had something new by then. */
  readonly nextMail: string | null;
  readonly waiting: readonly Expected[];
  readonly ahead: readonly Expected[];
  readonly sent: readonly Expected[];
}

interface Person {
  readonly name: string;
  readonly email: string | null;
  readonly left: string | null;
  readonly digest: boolean;
  readonly badAddress: boolean;
}
type Open = Recorded & { readonly snoozed: Date | null; readonly mailing: string | null };
interface Sent {
  readonly at: Date;
  readonly kind: string;
  readonly outcome: string | null;
  readonly detail: string | null;
  readonly items: number | null;
}

const PERSON = `select trim(p.forename || ' ' || p.surname) as name, p.email, p.leaves_on::text as left,
    coalesce(c.digest, true) as digest, exists (select from cpd.mailing m where m.school_id = p.school_id
      and m.person_id = p.id and m.outcome = 'refused' and m.trouble = 'address' and m.settled_at is null
      and lower(m.to_address) = lower(p.email)) as "badAddress"
  from cpd.person p left join cpd.mail_choice c on c.school_id = p.school_id and c.person_id = p.id
  where p.school_id = auth.school() and p.id = $1`;
const OPEN = `select n.id, n.person_id, n.instance_id, n.about, n.escalation, n.subject_id, s.forename, s.surname, n.notify_at,
    n.read_at, n.kind, n.due_on::text, n.snoozed_until as snoozed, n.mailing_id as mailing
  from cpd.notification n left join cpd.person s on s.id = n.subject_id
  where n.school_id = auth.school() and n.person_id = $1 and n.closed_at is null
    and ($2::uuid is null or n.instance_id = $2) order by n.recorded_at desc, n.id limit 100`;
const SENT = `select coalesce(closed_at, next_at) as at, kind, outcome, detail, items from cpd.mailing
  where school_id = auth.school() and person_id = $1 order by due_at desc limit 10`;
const LAST_DAY_PLANNED = 60;

/** Says for a person, and if wanted one record, what will be sent when and why: by the same rules by which it is planned. */
@Injectable()
export class Explaining {
  constructor(
    @Inject(WorkingDays) private readonly workingDays: WorkingDays,
    @Inject(MailPost) private readonly post: MailPost,
  ) {}

  /** As the system of the school. Null when there is no such person. */
  async explain(tx: Tx, person: string, record: string | null = null): Promise<Explanation | null> {
    const [found] = await tx.query<Person>(PERSON, [person]);
    if (!found) return null;
    await tx.query(CLOSE_DONE, [[person]]);
    const [days, settings] = [await this.workingDays.read(tx), await readMailSettings(tx)];
    const today = days.today(tx.at);
    const hindrances = hindrancesOf(found, settings, tx.at, today);
    const next = nextDigest(days, settings, person, tx.at);
    const open = await tx.query<Open>(OPEN, [person, record]);
    const sent = await tx.query<Sent>(SENT, [person]);
    return {
      person,
      name: found.name,
      hindrances,
      nextMail: hindrances.length === 0 ? next : null,
      waiting: eachOnce(open).map((row) => this.waiting(row as Open, next)),
      ahead: await this.ahead(tx, days, settings, person, record),
      sent: sent.map(({ at, kind, outcome, detail, items }) => ({
        at: at.toISOString(),
        what: `${NAMES[kind] ?? kind}${items ? ` with ${items} ${items === 1 ? 'thing' : 'things'}` : ''}`,
        why: `${outcome ?? 'on its way'}${detail ? `: ${detail}` : ''}`,
        record: null,
      })),
    };
  }

  private waiting(row: Open, next: string): Expected {
    const { title, record } = reminderOf(row, this.post.labels);
    const said = (at: string | null, why: string): Expected => ({ at, what: title, why, record });
    if (row.read_at) return said(null, 'They have read it.');
    if (row.mailing) return said(null, 'An earlier mail had it; it stays on their page until it is done.');
    if (row.snoozed && row.snoozed.toISOString() > next)
      return said(
        row.snoozed.toISOString(),
        'They put it aside until then; it goes with the next mail after.',
      );
    return said(next, 'It goes with the next mail of the day, unless it is done before.');
  }

  private async ahead(
    tx: Tx,
    days: PeopleDays,
    settings: MailSettings,
    person: string,
    record: string | null,
  ): Promise<Expected[]> {
    const today = days.today(tx.at);
    const policy = await readPolicy(tx);
    const duties = await readDueDuties(tx, today, await readHolders(tx, today));
    const { zone } = days.calendar.calendar;
    const until = addDays(today, LAST_DAY_PLANNED);
    const found = duties
      .filter(({ instance, owners }) => owners.includes(person) && (record === null || instance === record))
      .flatMap((duty): Expected[] => {
        const { dueOn, reminders, rungs } = occasionsOf(duty, { policy, days });
        const label = this.post.labels.get(`${duty.chart}.${duty.duty}`) ?? duty.duty;
        const expected = (on: IsoDate, what: string, why: string): Expected => ({
          ...{ at: atLocal(on, settings.digestAt, zone), what, why, record: duty.instance },
        });
        return [
          ...reminders(person).map(({ on, what, days: n }) => expected(on, label, REASONS[what](n, dueOn))),
          ...rungs.map(({ on, what, days: n }) =>
            expected(
              on,
              `"Late" to the ${what === 'head' ? 'head' : SPOKEN[firstRungOf(duty)]}: ${label}`,
              REASONS[what](n, dueOn),
            ),
          ),
        ];
      });
    return found
      .filter(({ at }) => at !== null && at > tx.at && at < atLocal(until, '00:00', zone))
      .sort((one, other) => ((one.at ?? '') < (other.at ?? '') ? -1 : 1));
  }
}

const NAMES: Readonly<Record<string, string>> = {
  digest: 'Mail of the day',
  urgent: 'Urgent mail',
  invitation: 'Invitation',
  test: 'Test mail',
};
const SPOKEN: Readonly<Record<string, string>> = {
  reviewer: 'reviewer',
  lineManager: 'line manager',
  cpdLeader: 'CPD leader',
};
const working = (n: number): string => `${n} working ${n === 1 ? 'day' : 'days'}`;
const REASONS = {
  soon: (n: number, due: string) => `${working(n)} before it is due (${due}), if it is still open`,
  today: (_: number, due: string) => `the day it is due (${due}), if it is still open`,
  overdue: (n: number, due: string) => `${working(n)} after it was due (${due}), if it is still open`,
  firstRung: (n: number, due: string) => `${working(n)} late (due ${due}), if it is still open`,
  head: (n: number, due: string) => `${working(n)} late (due ${due}), if it is still open`,
} as const;

function hindrancesOf(person: Person, settings: MailSettings, at: string, today: IsoDate): string[] {
  return [
    ...(isLive(settings, at) ? [] : ['All mail of the school is held until it goes live.']),
    ...(person.left && person.left < today ? ['They have left.'] : []),
    ...(person.email ? [] : ['There is no e-mail address: they see their reminders on their page only.']),
    ...(person.email && !isAddress(person.email) ? ['Their e-mail address is none.'] : []),
    ...(person.digest ? [] : ['They stopped these mails and look for themselves.']),
    ...(person.badAddress ? ['Mail to their address was refused: correct it, or try again.'] : []),
  ];
}

function nextDigest(days: PeopleDays, settings: MailSettings, person: string, at: string): string {
  const today = days.today(at);
  const { zone } = days.calendar.calendar;
  const todays = atLocal(today, settings.digestAt, zone);
  if (todays > at && days.works(person, today)) return todays;
  return atLocal(nextWorkingDay(days.calendar, today, days.of(person)), settings.digestAt, zone);
}
