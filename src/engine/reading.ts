import type { Tx } from '../platform/database/unit-of-work.js';
import type { Answer } from './answer.js';
import { outlook } from './charts/acceptance.js';
import type { EventOutlook } from './charts/acceptance.js';
import type { Persisted, StateMeta } from './charts/definition.js';
import type { ChartRegistry } from './charts/registry.js';
import { restore } from './charts/restore.js';
import { InstanceNotFound } from './errors.js';

/** A record as its readers see it. */
export interface InstanceView {
  readonly id: string;
  readonly chart: string;
  readonly version: number;
  readonly key: string;
  readonly status: string;
  readonly state: string;
  readonly revision: number;
  readonly tags: readonly string[];
  readonly startedAt: string;
  readonly changedAt: string;
  readonly endedAt: string | null;
  readonly context: Readonly<Record<string, unknown>>;
  /** Labels and explanations of the current states, outermost first. */
  readonly at: readonly { readonly label: string; readonly explain: string }[];
}

/** One line of a record's history. */
export interface HistoryEntry {
  readonly revision: number;
  readonly event: string;
  readonly label: string;
  readonly at: string;
  readonly by: string;
  readonly from: string | null;
  readonly to: string;
  readonly why: string | null;
}

/** What the engine will do next by itself, and when. */
export interface PendingTimer {
  readonly delay: string;
  readonly dueAt: string;
  readonly says: string;
  /** When it was due before a calendar, a policy or a date last changed; null where nothing moved it. */
  readonly movedFrom: string | null;
}

interface InstanceRow {
  readonly id: string;
  readonly chart: string;
  readonly version: number;
  readonly key: string;
  readonly status: string;
  readonly state: string;
  readonly revision: number;
  readonly tags: string[];
  readonly snapshot: Persisted;
  readonly started_at: Date;
  readonly changed_at: Date;
  readonly ended_at: Date | null;
}

const INSTANCE = `select id, chart, version, key, status, state, revision, tags, snapshot, started_at, changed_at, ended_at
  from engine.instance`;

/** A delay that was armed anew has nothing to do with how its earlier timer moved. */
const TIMERS = `select t.delay, t.due_at, (select m.from_due from engine.moved_timer m
      where m.instance_id = t.instance_id and m.delay = t.delay and m.to_due = t.due_at and m.at >= t.entered_at
      order by m.id desc limit 1) as moved_from
    from engine.timer t where t.instance_id = $1 and t.failed_at is null order by t.due_at`;

/** Reads what the principal of a transaction may see; the database decides what that is. */
export class Reader {
  constructor(private readonly charts: ChartRegistry) {}

  /** Throws InstanceNotFound. */
  async instance(tx: Tx, id: string): Promise<InstanceView> {
    return this.viewOf(await this.row(tx, id));
  }

  /** What can happen now and why other things cannot. Throws InstanceNotFound. */
  async outlook(tx: Tx, id: string): Promise<EventOutlook[]> {
    const row = await this.row(tx, id);
    const chart = this.charts.get(row.chart, row.version);
    return outlook(chart, restore(chart.machine, row.snapshot), tx.at, tx.principal.person ?? 'system');
  }

  async history(tx: Tx, id: string): Promise<HistoryEntry[]> {
    const row = await this.row(tx, id);
    const events = await tx.query<{
      revision: number;
      type: string;
      at: Date;
      by: string;
      from_state: string | null;
      to_state: string;
      why: string | null;
    }>(
      'select revision, type, at, actor as by, from_state, to_state, why from engine.event where instance_id = $1 order by revision',
      [id],
    );
    return events.map((e) => ({
      revision: e.revision,
      event: e.type,
      label: this.labelOf(row.chart, row.version, e.type),
      at: e.at.toISOString(),
      by: e.by,
      from: e.from_state,
      to: e.to_state,
      why: e.why,
    }));
  }

  async timers(tx: Tx, id: string): Promise<PendingTimer[]> {
    const row = await this.row(tx, id);
    const rows = await tx.query<{ delay: string; due_at: Date; moved_from: Date | null }>(TIMERS, [id]);
    const clocks = this.charts.get(row.chart, row.version).clocks as Record<string, { says?: string }>;
    return rows.map((t) => ({
      delay: t.delay,
      dueAt: t.due_at.toISOString(),
      says: clocks[t.delay]?.says ?? t.delay,
      movedFrom: t.moved_from?.toISOString() ?? null,
    }));
  }

  /** The answer with which a start that already happened is repeated. Throws InstanceNotFound. */
  async byKey(tx: Tx, chart: string, key: string): Promise<Answer> {
    const [row] = await tx.query<InstanceRow>(
      `${INSTANCE} where tenant_id = $1 and chart = $2 and key = $3`,
      [tx.principal.school, chart, key],
    );
    if (!row) throw new InstanceNotFound();
    const { id, version, state, status, revision } = row;
    return { id, chart, version, state, status, revision, at: row.changed_at.toISOString(), root: `${id}.1` };
  }

  private async row(tx: Tx, id: string): Promise<InstanceRow> {
    const [row] = await tx.query<InstanceRow>(`${INSTANCE} where id = $1`, [id]);
    if (!row) throw new InstanceNotFound();
    return row;
  }

  private viewOf(row: InstanceRow): InstanceView {
    const chart = this.charts.get(row.chart, row.version);
    const metas = metasOf(row.status === 'quarantined' ? {} : restore(chart.machine, row.snapshot).getMeta());
    return {
      id: row.id,
      chart: row.chart,
      version: row.version,
      key: row.key,
      status: row.status,
      state: row.state,
      revision: row.revision,
      tags: row.tags,
      startedAt: row.started_at.toISOString(),
      changedAt: row.changed_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      context: row.snapshot.context,
      at: metas.map(({ label, explain }) => ({ label, explain })),
    };
  }

  private labelOf(chart: string, version: number, event: string): string {
    if (event === 'engine.start') return 'Started';
    const definition = this.charts.get(chart, version);
    const known = definition.events[event]?.label;
    if (known) return known;
    const delay = /^xstate\.after\.([^.]+)/.exec(event)?.[1];
    const clock =
      delay === undefined ? undefined : (definition.clocks[delay] as { says?: string } | undefined);
    return clock?.says ?? event;
  }
}

/** Metas of the current states, outermost first (a state's id is longer than its parent's). */
function metasOf(metas: Record<string, StateMeta | undefined>): StateMeta[] {
  return Object.entries(metas)
    .sort(([a], [b]) => a.length - b.length)
    .flatMap(([, meta]) => (meta ? [meta] : []));
}
