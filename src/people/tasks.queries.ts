import { Inject, Injectable } from '@nestjs/common';
import { Engine, statesIn } from '../engine/index.js';
import type { ChartDefinition } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { todayOf } from './office.js';
import type { Basis, PostName } from './post.entity.js';
import { uncoveredPostsFor } from './uncovered-posts.js';

/** As what a task falls to somebody: themselves, a post that they hold, or one that nobody who is in holds. */
export interface InWhoseName {
  readonly post: PostName | null;
  /** person: their own part in the record. uncovered: nobody who holds the post is in today. */
  readonly basis: 'person' | 'uncovered' | Basis;
  readonly insteadOf: string | null;
}

/** One thing that a person has to do. */
export interface Task {
  readonly recordId: string;
  readonly chart: string;
  /** The workflow's title. */
  readonly workflow: string;
  readonly name: string;
  readonly label: string;
  /** Event that discharges it. */
  readonly event: string;
  /** Whose record it is, where it is somebody's. */
  readonly aboutId: string | null;
  readonly since: string;
  readonly dueAt: string | null;
  readonly late: boolean;
  readonly as: InWhoseName;
}

interface Row {
  readonly recordId: string;
  readonly chart: string;
  readonly version: number;
  readonly name: string;
  readonly role: string;
  readonly event: string;
  readonly about: unknown;
  readonly since: Date;
  readonly dueAt: Date | null;
  readonly late: boolean;
}

/**
 * Some records keep who holds a post as a person: then the role is the post's name. `$1`: what the caller is; `$4`: posts
 * whose duties are theirs whoever holds them; `$5`: '<post> person:<id>' of those for whom they stand in.
 */
const TASKS = {
  name: 'people.tasks',
  text: `select t.instance_id as "recordId", i.chart, i.version, t.name, t.role, t.event, t.since, t.due_at as "dueAt",
    coalesce(t.due_at < $2, false) as late,
    coalesce(i.snapshot #> '{context,people,reviewee}', i.snapshot #> '{context,people,person}') as about
  from engine.task t join engine.instance i on i.id = t.instance_id
 where (t.assignees && $1::text[] or t.role = any ($4::text[])
     or exists (select from unnest(t.assignees) a where t.role || ' ' || a = any ($5::text[])))
   and i.status = 'active' and i.tenant_id = (select auth.school())
 order by t.due_at nulls last, t.since, t.instance_id, t.name limit $3`,
};

const HELD = {
  name: 'people.posts_held',
  text: `select post, basis, instead_of as "insteadOf" from cpd.post where person_id = $1 and from_date <= $2
    and (to_date is null or to_date > $2)
    order by array_position(array['own', 'acting', 'delegated', 'vacancy'], basis), from_date`,
};

/** What the caller has to do, in their own name and in others', soonest first. Records that they may not open are not there. */
@Injectable()
export class Tasks {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  async mine(tx: Tx, limit: number): Promise<Task[]> {
    const { person } = tx.principal;
    if (person === null) return [];
    const today = todayOf(tx);
    const held = await tx.query<Held>(HELD, [person, today]);
    const uncovered = await tx.asSystem((system) => uncoveredPostsFor(system, person, today));
    const posts = new Map<string, Held>();
    for (const one of held) if (!posts.has(one.post)) posts.set(one.post, one);
    for (const post of uncovered)
      posts.set(post, posts.get(post) ?? { post, basis: 'uncovered', insteadOf: null });
    const names = [`person:${person}`, ...[...posts.keys()].map((post) => `post:${post}`)];
    const pairs = held.flatMap(({ post, insteadOf }) => (insteadOf ? [`${post} person:${insteadOf}`] : []));
    const rows = await tx.query<Row>(TASKS, [names, tx.at, limit, uncovered, pairs]);
    return rows.map((row) => this.taskOf(row, posts));
  }

  private taskOf(row: Row, posts: ReadonlyMap<string, Held>): Task {
    const { version, role, about, since, dueAt, ...same } = row;
    const chart = this.engine.charts.has(row.chart, version)
      ? this.engine.charts.get(row.chart, version)
      : null;
    return {
      ...same,
      workflow: chart?.title ?? row.chart,
      label: (chart && labelOf(chart, row.name)) ?? row.name,
      aboutId: typeof about === 'string' ? about : null,
      since: since.toISOString(),
      dueAt: dueAt?.toISOString() ?? null,
      as: posts.get(role) ?? { post: null, basis: 'person', insteadOf: null },
    };
  }
}

type Held = InWhoseName & { readonly post: PostName };

const labels = new WeakMap<ChartDefinition, ReadonlyMap<string, string>>();

function labelOf(chart: ChartDefinition, duty: string): string | undefined {
  let known = labels.get(chart);
  if (!known) {
    const duties = statesIn(chart).flatMap(({ meta }) => meta.duties ?? []);
    known = new Map(duties.map(({ name, label }) => [name, label]));
    labels.set(chart, known);
  }
  return known.get(duty);
}
