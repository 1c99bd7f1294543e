import { Inject, Injectable } from '@nestjs/common';
import { Engine, EventNotAccepted, InstanceFinished } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { Reviewers, todayOf } from '../people/index.js';
import { HEARING } from './hearing.js';

/** Workflows whose line manager may be somebody for a while. Reviews and self-assessments are for the two people alone. */
const PASSED = Object.keys(HEARING).filter((chart) => HEARING[chart]?.manager === 'lineManager');

interface Move {
  readonly id: string;
  readonly chart: string;
  readonly delegation: string;
  readonly to: string;
}

/**
 * Records that a delegation of today should have in other hands than they are: the delegate's, or while the delegate is
 * away as well the head's. Nobody looks after a record about themselves, and one about several people stays where it is.
 */
const GO = `
with head as (
  select o.person_id as id from cpd.post o join cpd.person p on p.school_id = o.school_id and p.id = o.person_id
   where o.school_id = auth.school() and o.post = 'head' and o.from_date <= $2 and (o.to_date is null or o.to_date > $2)
     and (p.leaves_on is null or p.leaves_on >= $2) order by o.from_date, o.id limit 1
), live as (
  select d.id, d.from_person_id as of, case when exists (select from cpd.absence a where a.school_id = d.school_id
        and a.person_id = d.to_person_id and a.from_date <= $2 and coalesce(a.to_date, 'infinity') >= $2)
      then (select id from head) else d.to_person_id end as to
    from cpd.delegation d
   where d.school_id = auth.school() and d.line_management and d.from_date <= $2 and d.to_date > $2
)
select distinct on (i.id) i.id, i.chart, l.id as delegation, l.to
  from live l
  join engine.instance i on i.tenant_id = auth.school() and i.status = 'active' and i.chart = any ($1)
  left join cpd.delegated_record r on r.delegation_id = l.id and r.instance_id = i.id and r.returned_at is null
 where l.to is not null and l.to <> l.of
   and (i.snapshot #>> '{context,people,lineManager}' = l.of::text or r.instance_id is not null)
   and i.snapshot #>> '{context,people,lineManager}' is distinct from l.to::text
   and jsonb_typeof(i.snapshot #> '{context,people,person}') = 'string'
   and i.snapshot #>> '{context,people,person}' <> l.to::text
 order by i.id, l.id`;

/** Records that were passed by a delegation whose days are over. */
const BACK = `
select i.id, i.chart, r.delegation_id as delegation, i.snapshot #>> '{context,people,person}' as person,
    i.status = 'active' as live
  from cpd.delegated_record r join cpd.delegation d on d.id = r.delegation_id join engine.instance i on i.id = r.instance_id
 where r.school_id = auth.school() and r.returned_at is null and not (d.from_date <= $1 and d.to_date > $1)
 order by i.id`;

/** Bookings, needs and evaluations follow when line management is in other hands for a while, and when it comes back. */
@Injectable()
export class LineManagement {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Reviewers) private readonly reviewers: Reviewers,
  ) {}

  /** Told twice it changes nothing more. Returns how many records changed hands. */
  async follow(school: string): Promise<number> {
    const job = this.engine.unit.job(school);
    const back = await this.engine.unit.run(job, (tx) => this.back(tx));
    let moved = 0;
    for (const move of back) moved += await this.pass(school, move, 'back');
    const go = await this.engine.unit.run(job, (tx) => tx.query<Move>(GO, [PASSED, todayOf(tx)]));
    for (const move of go) moved += await this.pass(school, move, 'go');
    return moved;
  }

  /** Each goes back to whoever manages its person by now. */
  private async back(system: Tx): Promise<(Omit<Move, 'to'> & { to: string | null })[]> {
    const today = todayOf(system);
    const rows = await system.query<Omit<Move, 'to'> & { person: string; live: boolean }>(BACK, [today]);
    const reviewers = await this.reviewers.of(system, [...new Set(rows.map((row) => row.person))], today);
    return rows.map(({ live, person, ...row }) => ({
      ...row,
      to: live ? (reviewers.get(person) ?? null) : null,
    }));
  }

  private async pass(
    school: string,
    { id, chart, delegation, to }: Omit<Move, 'to'> & { to: string | null },
    way: 'go' | 'back',
  ): Promise<number> {
    const job = this.engine.unit.job(school);
    const note = (tx: Tx): Promise<void> => this.note(tx, delegation, id, way);
    const event = to === null ? undefined : HEARING[chart]?.managerChanged?.(to);
    try {
      if (event) {
        await this.engine.send(job, id, event, { why: `delegation ${delegation}`, within: note });
        return 1;
      }
    } catch (error) {
      // Finished meanwhile, or in a place where the line manager has nothing to do any more.
      if (!(error instanceof EventNotAccepted || error instanceof InstanceFinished)) throw error;
    }
    await this.engine.unit.run(job, note);
    return 0;
  }

  private async note(tx: Tx, delegation: string, id: string, way: 'go' | 'back'): Promise<void> {
    const sql =
      way === 'go'
        ? `insert into cpd.delegated_record (school_id, delegation_id, instance_id, passed_at)
             values (auth.school(), $1, $2, $3) on conflict (delegation_id, instance_id) do update set returned_at = null`
        : 'update cpd.delegated_record set returned_at = $3 where delegation_id = $1 and instance_id = $2';
    await tx.query(sql, [delegation, id, tx.at]);
  }
}
