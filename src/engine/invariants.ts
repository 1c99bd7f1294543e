import { isDeepStrictEqual } from 'node:util';
import type { Proof } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { restore } from './charts/restore.js';
import { delaysDemanded, dutiesOf } from './charts/step.js';
import type { Engine } from './engine.js';
import type { Persisted } from './charts/definition.js';
import { fold, readLog } from './repair/refold.js';

/** Whether something that must always hold does hold; `detail` names what breaks it, or how much was checked. */
export interface Invariant {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

interface Row {
  readonly id: string;
  readonly chart: string;
  readonly version: number;
  readonly revision: number;
  readonly status: string;
  readonly snapshot: Persisted;
}

const PAGE = 500;

/** Checks what must hold of every instance of a school (docs/reliability.md lists the invariants by number). */
export async function checkInvariants(engine: Engine, proof: Proof): Promise<Invariant[]> {
  const broken: Record<string, string[]> = {
    'the log folds to the stored snapshot': [],
    'revisions of the log have no gap': [],
    'live timers are those that the states demand': [],
    'tasks are the duties of the states': [],
  };
  let checked = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await engine.unit.run(proof, async (tx) => {
      const rows = await tx.query<Row>(
        `select id, chart, version, revision, status, snapshot from engine.instance
          where id > $1 and status <> 'quarantined' order by id limit ${PAGE}`,
        [after],
      );
      for (const row of rows) await checkInstance(engine, tx, row, broken);
      return rows;
    });
    checked += page.length;
    if (page.length < PAGE) break;
    after = page[page.length - 1]?.id ?? after;
  }
  const results = Object.entries(broken).map(([name, ids]) => ({
    name,
    ok: ids.length === 0,
    detail: ids.length === 0 ? `${checked} records` : ids.slice(0, 5).join(', '),
  }));
  return [...results, ...(await checkCounts(engine, proof))];
}

async function checkInstance(
  engine: Engine,
  tx: Tx,
  row: Row,
  broken: Record<string, string[]>,
): Promise<void> {
  const note = (name: string): void => void broken[name]?.push(`${row.chart} ${row.id}`);
  const [log, timers, tasks] = await Promise.all([
    readLog(tx, row.id),
    tx.query<{ send_id: string }>('select send_id from engine.timer where instance_id = $1', [row.id]),
    tx.query<{ name: string }>('select name from engine.task where instance_id = $1', [row.id]),
  ]);
  if (log.some((event, i) => event.revision !== i + 1) || log.length !== row.revision) {
    note('revisions of the log have no gap');
  }
  const folded = fold((version) => engine.charts.get(row.chart, version), log);
  if (!isDeepStrictEqual(json(folded.snapshot), json(row.snapshot)))
    note('the log folds to the stored snapshot');
  const live = restore(engine.charts.get(row.chart, row.version).machine, row.snapshot);
  const demanded = delaysDemanded(live).map((d) => d.sendId);
  // A delay whose timer fired without leaving the state has no row any more: rows may be fewer, never others.
  if (timers.some((t) => !demanded.includes(t.send_id))) note('live timers are those that the states demand');
  const fired = new Set(log.map((e) => e.type));
  if (demanded.some((d) => !fired.has(d) && !timers.some((t) => t.send_id === d))) {
    note('live timers are those that the states demand');
  }
  const duties = row.status === 'done' ? [] : dutiesOf(live).map((d) => d.name);
  if (!isDeepStrictEqual(new Set(tasks.map((t) => t.name)), new Set(duties)))
    note('tasks are the duties of the states');
}

/** What the database itself can count. */
async function checkCounts(engine: Engine, proof: Proof): Promise<Invariant[]> {
  const [row] = await engine.unit.run(proof, (tx) =>
    tx.query<{ overdue: number; stuck: number; dead: number; ended: number }>(`
      select
        (select count(*)::int from engine.timer where due_at < engine.now() - interval '1 hour' and failed_at is null) as overdue,
        (select count(*)::int from engine.instance where status = 'quarantined') as stuck,
        (select count(*)::int from engine.outbox where dead_at is not null) as dead,
        (select count(*)::int from engine.timer t join engine.instance i on i.id = t.instance_id where i.status = 'done') as ended`),
  );
  const zero = (name: string, n: number): Invariant => ({ name, ok: n === 0, detail: String(n) });
  return [
    zero('no timer is overdue by more than an hour', row?.overdue ?? 0),
    zero('no record is in quarantine', row?.stuck ?? 0),
    zero('no effect is among the dead letters', row?.dead ?? 0),
    zero('ended records have no timers', row?.ended ?? 0),
  ];
}

function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
