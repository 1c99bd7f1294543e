import type { Tx } from '../../platform/database/unit-of-work.js';

/** An open duty with a day on which it is due, and whom it waits for today. */
export interface DueDuty {
  readonly instance: string;
  readonly chart: string;
  /** Name within the chart. */
  readonly duty: string;
  /** When it began. */
  readonly since: Date;
  readonly dueAt: Date;
  /** People of the record by role. */
  readonly people: Readonly<Record<string, unknown>>;
  /** People today: holders of a post, or the person named. Those who have left are not among them. */
  readonly owners: readonly string[];
}

/** Weeks beyond which nothing is planned yet, and after which nothing new is said. */
const AHEAD = '40 days';
const BEHIND = '120 days';

const DUTIES = {
  name: 'reminders.due_duties',
  text: `select t.instance_id as instance, i.chart, t.name as duty, t.since, t.due_at as "dueAt",
      coalesce(i.snapshot->'context'->'people', '{}') as people,
      array(select p.id from cpd.person p where p.school_id = t.tenant_id and p.id in (
          select substr(a.who, 8)::uuid from unnest(t.assignees) a(who) where a.who like 'person:%'
          union all select h.person_id from unnest(t.assignees) a(who) join cpd.post h
            on h.school_id = t.tenant_id and h.post = substr(a.who, 6) and h.from_date <= $2::date
              and (h.to_date is null or h.to_date > $2::date) where a.who like 'post:%')
        and (p.leaves_on is null or p.leaves_on >= $2::date)) as owners
    from engine.task t join engine.instance i on i.id = t.instance_id
    where t.tenant_id = auth.school() and i.status = 'active'
      and t.due_at between $1::timestamptz - interval '${BEHIND}' and $1::timestamptz + interval '${AHEAD}'
      and ($3::uuid is null or ('person:' || $3) = any (t.assignees) or exists (select from cpd.post h
        where h.person_id = $3 and 'post:' || h.post = any (t.assignees)))
    order by t.due_at, t.instance_id, t.name`,
};

/** Duties that are due within weeks or are late, as the system of the school; `person`: only theirs. */
export function readDueDuties(tx: Tx, today: string, person: string | null = null): Promise<DueDuty[]> {
  return tx.query<DueDuty>(DUTIES, [tx.at, today, person]);
}
