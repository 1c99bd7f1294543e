import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

export interface CatalogueFilter {
  /** Words that title or description must hold. */
  readonly q: string | null;
  readonly kind: string | null;
  /** Only what can be booked now. */
  readonly bookable: boolean;
  readonly limit: number;
  readonly offset: number;
}

export interface CatalogueEntry {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly external: boolean;
  readonly statutory: boolean;
  readonly facilitatorId: string | null;
  readonly provider: string | null;
  /** Another school of the trust that offers it; null: this one provides it. */
  readonly host: string | null;
  readonly state: string;
  readonly revision: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly capacity: number | null;
  readonly taken: number;
  readonly waiting: number;
}

const ENTRY = `v.id, v.kind, v.title, v.external, v.statutory, p.name as provider, h.name as host, i.state, i.revision,
    i.snapshot #> '{context,people,facilitator}' as facilitator, c."startsOn", c."endsOn", c.capacity, c.taken, c.waiting
  from cpd.activity v join engine.instance i on i.id = v.id
    cross join lateral jsonb_to_record(i.snapshot->'context')
      as c("startsOn" text, "endsOn" text, capacity int, taken int, waiting int)
    left join cpd.provider p on p.id = v.provider_id
    left join cpd.schools_beside() h on h.id = v.school_id`;

/** A school's own people come first: what it knows already is asked before anything is bought. Drafts are for those who draft. */
const LIST = {
  name: 'provision.catalogue',
  text: `select ${ENTRY}
    where i.state not like 'discarded%' and (i.state <> 'draft' or cpd.leads_activity(v.id))
      and ($1::text is null or (v.title || ' ' || v.description) ilike '%' || $1 || '%')
      and ($2::text is null or v.kind = $2)
      and (not $3 or i.state ~ 'places\\.(open|full)' and i.state !~ '(held|cancelled|filing)')
    order by v.external, h.name nulls first, c."startsOn", v.title, v.id limit $4 offset $5`,
};

type Row = Omit<CatalogueEntry, 'facilitatorId'> & { readonly facilitator: string | string[] | null };
const entryOf = ({ facilitator, ...row }: Row): CatalogueEntry => ({
  ...row,
  facilitatorId: [facilitator].flat()[0] ?? null,
});

/** Reads of what is provided, as the caller. */
@Injectable()
export class Catalogue {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  async list(tx: Tx, { q, kind, bookable, limit, offset }: CatalogueFilter): Promise<CatalogueEntry[]> {
    const words = q === null ? null : q.replaceAll(/[\\%_]/g, String.raw`\$&`);
    return (await tx.query<Row>(LIST, [words, kind, bookable, limit, offset])).map(entryOf);
  }

  /** One activity with everything that the caller may see of it. Throws Refused 404. */
  async one(tx: Tx, id: string) {
    const [row] = await tx.query<Row & ActivityWords>(
      `select v.description, v.outcome, v.baseline, v.evidence, v.priority_id as "priorityId",
        v.provider_id as "providerId", v.cycle_id as "cycleId", ${ENTRY} where v.id = $1`,
      [id],
    );
    if (!row) throw new Refused(404, 'not-found', 'There is no such activity, or it is not open to you.');
    const { status, at, context } = await this.engine.read.instance(tx, id);
    const { description, outcome, baseline, evidence, priorityId, providerId, cycleId } = row;
    return {
      ...entryOf(row),
      ...{ description, outcome, baseline, evidence, priorityId, providerId, cycleId, status },
      labels: at.map(({ label }) => label),
      minimum: Number(context['minimum']),
      bookingClosesOn: String(context['bookingClosesOn']),
      sessions: await this.sessions(tx, id),
      milestones: await this.milestones(tx, id),
      quality: await tx.query<Quality>(QUALITY, [id]),
      cost: (await tx.query<Cost>(COST, [id]))[0] ?? null,
      followUps: await tx.query<FollowUp>(FOLLOW_UPS, [id]),
    };
  }

  sessions(tx: Tx, id: string): Promise<SessionRow[]> {
    return tx.query<SessionRow>(SESSIONS, [id]);
  }

  private milestones(tx: Tx, id: string): Promise<MilestoneRow[]> {
    return tx.query<MilestoneRow>(MILESTONES, [id]);
  }
}

interface ActivityWords {
  readonly description: string;
  readonly outcome: string;
  readonly baseline: string;
  readonly evidence: string;
  readonly priorityId: string | null;
  readonly providerId: string | null;
  readonly cycleId: string;
}
export interface SessionRow {
  readonly id: string;
  readonly on: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly room: string;
  readonly slot: string;
  readonly release: boolean;
  readonly state: string;
}
interface MilestoneRow {
  readonly id: string;
  readonly title: string;
  readonly dueOn: string;
  readonly state: string;
}
interface Quality {
  readonly part: string;
  readonly mark: string;
  readonly answer: string;
}
interface Cost {
  readonly feePence: number;
  readonly travelPence: number;
  readonly materialsPence: number;
  readonly fixedPence: number;
  readonly guestFeePence: number | null;
  readonly potId: string | null;
  readonly charges: { daysBefore: number; percent: number }[];
}
interface FollowUp {
  readonly id: string;
  readonly who: string;
  readonly task: string;
  readonly dueOn: string;
  readonly done: boolean;
}

const SESSIONS = {
  name: 'provision.sessions',
  text: `select s.id, s.on_date::text as "on", to_char(s.starts_at, 'HH24:MI') as "startsAt",
      to_char(s.ends_at, 'HH24:MI') as "endsAt", s.room, s.slot, s.release, e.state
    from cpd.session s join engine.instance i on i.id = s.activity_id
      cross join lateral jsonb_to_recordset(i.snapshot #> '{context,sessions}') as e(id uuid, state text)
    where s.activity_id = $1 and e.id = s.id order by s.on_date, s.starts_at, s.id`,
};
const MILESTONES = {
  name: 'provision.milestones',
  text: `select m.id, m.title, e."dueOn", e.state from cpd.milestone m join engine.instance i on i.id = m.activity_id
      cross join lateral jsonb_to_recordset(i.snapshot #> '{context,milestones}') as e(id uuid, "dueOn" text, state text)
    where m.activity_id = $1 and e.id = m.id order by e."dueOn", m.id`,
};
const QUALITY = {
  name: 'provision.quality',
  text: 'select part, mark, answer from cpd.quality_answer where activity_id = $1 order by part',
};
const COST = {
  name: 'provision.cost',
  text: `select fee_pence as "feePence", travel_pence as "travelPence", materials_pence as "materialsPence",
      fixed_pence as "fixedPence", guest_fee_pence as "guestFeePence", pot_id as "potId", charges from cpd.activity_cost where activity_id = $1`,
};
const FOLLOW_UPS = {
  name: 'provision.follow_ups',
  text: `select f.id, f.who, f.task, f.due_on::text as "dueOn", e.done from cpd.follow_up f
      join engine.instance i on i.id = f.activity_id
      cross join lateral jsonb_to_recordset(i.snapshot #> '{context,followUps}') as e(id uuid, done boolean)
    where f.activity_id = $1 and e.id = f.id order by f.due_on, f.id`,
};
