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

interface Row extends Omit<DueDuty, 'owners'> {
  readonly assignees: readonly string[];
}

/** Beyond this nothing is planned yet, and after that nothing new is said. */
const AHEAD = '40 days';
const BEHIND = '120 days';

const DUTIES = {
  name: 'reminders.due_duties',
  text: `select t.instance_id as instance, i.chart, t.name as duty, t.since, t.due_at as "dueAt",
      coalesce(i.snapshot->'context'->'people', '{}') as people, t.assignees
    from engine.task t join engine.instance i on i.id = t.instance_id
    where t.tenant_id = auth.school() and i.status = 'active'
      and t.due_at between $1::timestamptz - interval '${BEHIND}' and $1::timestamptz + interval '${AHEAD}'
    order by t.due_at, t.instance_id, t.name`,
};
const LEFT = {
  name: 'reminders.left',
  text: `select id from cpd.person where school_id = auth.school() and leaves_on < $1::date`,
};

/** Duties that are due within weeks or are late, as the system of the school. `holders`: who holds a post today. */
export async function readDueDuties(
  tx: Tx,
  today: string,
  holders: (post: string) => readonly string[],
): Promise<DueDuty[]> {
  const left = new Set((await tx.query<{ id: string }>(LEFT, [today])).map(({ id }) => id));
  const rows = await tx.query<Row>(DUTIES, [tx.at]);
  const ownersOf = (assignees: readonly string[]): string[] => {
    const people = assignees.flatMap((assignee) => {
      const [kind, name = ''] = assignee.split(':');
      return kind === 'person' ? [name] : [...holders(name)];
    });
    return [...new Set(people)].filter((id) => !left.has(id));
  };
  return rows.map(({ assignees, ...row }) => ({ ...row, owners: ownersOf(assignees) }));
}
