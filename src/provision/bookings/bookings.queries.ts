import { Inject, Injectable } from '@nestjs/common';
import type { BookingContext } from '../../../workflows/booking/booking.types.js';
import { Refused } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { LIVE_SESSIONS } from '../dates/live-sessions.js';

export interface BookingFilter {
  /** 'mine': my own; 'people': of people I manage or approve for; 'all': whatever is open to me. */
  readonly whose: 'mine' | 'people' | 'all';
  readonly activityId: string | null;
  readonly personId: string | null;
  readonly limit: number;
  readonly offset: number;
}

/** One line of a list of bookings. Why it is wanted is not in it. */
export interface BookingLine {
  readonly id: string;
  readonly activityId: string;
  readonly title: string;
  readonly personId: string;
  readonly person: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly costPence: number;
  readonly state: string;
  readonly status: string;
  readonly revision: number;
  readonly labels: string[];
}

const LINE = `b.id, b.activity_id as "activityId", v.title, b.person_id as "personId",
    p.forename || ' ' || p.surname as person, i.snapshot #>> '{context,startsOn}' as "startsOn",
    i.snapshot #>> '{context,endsOn}' as "endsOn", (i.snapshot #>> '{context,costPence}')::int as "costPence",
    i.state, i.status, i.revision
  from cpd.booking b join engine.instance i on i.id = b.id join cpd.activity v on v.id = b.activity_id
    join cpd.person p on p.id = b.person_id`;
const LIST = {
  name: 'provision.bookings',
  text: `select ${LINE}
    where ($1 <> 'mine' or b.person_id = (select auth.person()))
      and ($1 <> 'people' or cpd.booking_roles(b.id) && '{lineManager,approver}')
      and ($2::uuid is null or b.activity_id = $2) and ($3::uuid is null or b.person_id = $3)
    order by "startsOn" desc, v.title, p.surname, b.id limit $4 offset $5`,
};
const ONE = { name: 'provision.booking', text: `select ${LINE} where b.id = $1` };
/** Of what each person must do next for bookings, what is mine by name or post. */
const QUEUE = {
  name: 'provision.queue',
  text: `select t.name as duty, t.event, t.since, t.due_at as "dueAt", (select min(s.at) - 1 from
      jsonb_array_elements(i.snapshot #> '{context,steps}') with ordinality as s(step, at)
      where s.step ->> 'decided' is null)::int as step, coalesce(u.outcome, '') as outcome, ${LINE.replace(
        'from cpd.booking b',
        'from engine.task t join cpd.booking b on b.id = t.instance_id',
      )} left join cpd.booking_purpose u on u.booking_id = b.id
    where t.assignees && (select auth.audiences()) and b.person_id is distinct from (select auth.person())
      and t.name in ('approveBooking', 'decideClash', 'offerRecompense', 'agreeFunding', 'rerouteFunding')
    order by t.due_at nulls last, t.since, b.id limit $1`,
};
const PURPOSE = `select need_id as "needId", outcome, baseline, evidence, reason from cpd.booking_purpose
  where booking_id = $1`;
const NOTES = `select about, body, written_by as "writtenBy", written_at as "writtenAt" from cpd.booking_note
  where booking_id = $1 order by written_at, id`;
const COVER = `select id, on_date::text as on, to_char(from_time, 'HH24:MI') as "from", to_char(to_time, 'HH24:MI') as "to",
    covered_by as "coveredBy", covered_by_name as "coveredByName", cost_pence as "costPence",
    arranged_at is not null as arranged from cpd.cover_request
  where booking_id = $1 and stood_down_at is null order by on_date, from_time`;
const LEDGER = `select line, kind, pot_id as "potId", financial_year as "financialYear", pence from cpd.commitment
  where booking_id = $1 order by at, line, kind, id`;
const CONFIRMATIONS = `select reference, entered_at as "enteredAt" from cpd.confirmation
  where booking_id = $1 and kept_at is not null order by entered_at`;
const CERTIFICATES = `select c.id, c.title, c.expires_on::text as "expiresOn", c.link, f.certificate_id is not null as "hasFile"
  from cpd.booking_certificate c left join cpd.booking_certificate_file f on f.certificate_id = c.id
  where c.booking_id = $1 order by c.added_at, c.id`;
const SHARED = `select body, link from cpd.share_back where booking_id = $1`;
const SESSIONS = {
  name: 'provision.booking_sessions',
  text: `with live as (${LIVE_SESSIONS}) select id, on_date::text as "on", to_char(starts_at, 'HH24:MI') as "startsAt",
      to_char(ends_at, 'HH24:MI') as "endsAt", room from live where activity_id = $1 order by on_date, starts_at`,
};

/** Reads of bookings, as the caller: what the database does not show is not there. */
@Injectable()
export class Bookings {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  async list(tx: Tx, filter: BookingFilter): Promise<BookingLine[]> {
    const { whose, activityId, personId, limit, offset } = filter;
    const rows = await tx.query<BookingLine & object>(LIST, [whose, activityId, personId, limit, offset]);
    return this.labelled(tx, rows);
  }

  /** What waits for the caller: approvals, clashes, pots, offers. Never their own booking. */
  async queue(tx: Tx, limit: number) {
    const rows = await tx.query<BookingLine & Waiting>(QUEUE, [limit]);
    return (await this.labelled(tx, rows)).map((row) => ({
      ...row,
      since: row.since.toISOString(),
      dueAt: row.dueAt?.toISOString() ?? null,
    }));
  }

  /** One booking with everything that the caller may see of it. Throws Refused 404. */
  async one(tx: Tx, id: string) {
    const [row] = await tx.query<BookingLine & object>(ONE, [id]);
    if (!row) throw new Refused(404, 'not-found', 'There is no such booking, or it is not open to you.');
    const { at, context } = await this.engine.read.instance(tx, id);
    const { steps, funding, recompense, keptPence } = context as unknown as BookingContext;
    const [purpose = null] = await tx.query<Purpose>(PURPOSE, [id]);
    const [shared = null] = await tx.query<Shared>(SHARED, [id]);
    return {
      ...row,
      labels: at.map(({ label }) => label),
      ...{ purpose, shared, recompense, keptPence },
      steps: steps.map(({ role, personId, decided, by, at: when }) => ({
        role,
        personId,
        decided,
        by,
        at: when,
      })),
      funding: funding.map((share) => ({ ...share })),
      sessions: await tx.query<Session>(SESSIONS, [row.activityId]),
      notes: (await tx.query<Note>(NOTES, [id])).map((it) => ({
        ...it,
        writtenAt: it.writtenAt.toISOString(),
      })),
      cover: await tx.query<CoverLine>(COVER, [id]),
      ledger: await tx.query<LedgerLine>(LEDGER, [id]),
      confirmations: (await tx.query<Confirmation>(CONFIRMATIONS, [id])).map((it) => ({
        ...it,
        enteredAt: it.enteredAt.toISOString(),
      })),
      certificates: await tx.query<CertificateLine>(CERTIFICATES, [id]),
    };
  }

  private async labelled<R extends { readonly id: string }>(tx: Tx, rows: readonly R[]) {
    const lines: (R & { labels: string[] })[] = [];
    for (const row of rows) {
      const { at } = await this.engine.read.instance(tx, row.id);
      lines.push({ ...row, labels: at.map(({ label }) => label) });
    }
    return lines;
  }
}

interface Waiting {
  readonly step: number | null;
  readonly outcome: string;
  readonly duty: string;
  readonly event: string;
  readonly since: Date;
  readonly dueAt: Date | null;
}
interface Purpose {
  readonly needId: string | null;
  readonly outcome: string;
  readonly baseline: string;
  readonly evidence: string;
  readonly reason: string;
}
interface Shared {
  readonly body: string;
  readonly link: string | null;
}
interface Session {
  readonly id: string;
  readonly on: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly room: string;
}
interface Note {
  readonly about: string;
  readonly body: string;
  readonly writtenBy: string;
  readonly writtenAt: Date;
}
interface CoverLine {
  readonly id: string;
  readonly on: string;
  readonly from: string;
  readonly to: string;
  readonly coveredBy: string | null;
  readonly coveredByName: string | null;
  readonly costPence: number;
  readonly arranged: boolean;
}
interface LedgerLine {
  readonly line: string;
  readonly kind: string;
  readonly potId: string;
  readonly financialYear: string;
  readonly pence: number;
}
interface Confirmation {
  readonly reference: string;
  readonly enteredAt: Date;
}
interface CertificateLine {
  readonly id: string;
  readonly title: string;
  readonly expiresOn: string | null;
  readonly link: string | null;
  readonly hasFile: boolean;
}
