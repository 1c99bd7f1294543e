import type { Tx } from '../../platform/database/unit-of-work.js';
import type { ChartDefinition, Persisted } from '../charts/definition.js';
import { pathOf, restore } from '../charts/restore.js';
import { delaysDemanded, dutiesOf } from '../charts/step.js';
import { timerRow } from '../effects.js';
import type { Host } from '../host.js';
import type { LoadedInstance } from '../store/load.js';
import { recordOf, writeStep } from '../store/step-record.js';
import { REPLACED } from './refold.js';

interface ArmedRow {
  readonly send_id: string;
  readonly delay: string;
  readonly entered_at: Date;
}

/**
 * Gives a locked instance another snapshot (of `chart`, perhaps a newer version) as one logged step: timers and duties
 * become exactly those that its states demand. A delay that was running keeps its base time. Throws SnapshotUnusable.
 */
export async function replaceSnapshot(
  tx: Tx,
  host: Host,
  chart: ChartDefinition,
  found: LoadedInstance,
  snapshot: Persisted,
  why: string,
): Promise<void> {
  const live = restore(chart.machine, snapshot);
  const running = await tx.query<ArmedRow>(
    'select send_id, delay, entered_at from engine.timer where instance_id = $1',
    [found.id],
  );
  const dueAt = await host.clocks.prepare(tx);
  const context = live.context as Record<string, unknown>;
  const timers = delaysDemanded(live).map((delay) => {
    const before = running.find((r) => r.delay === delay.delay);
    return timerRow(chart, context, delay, before?.entered_at.toISOString() ?? tx.at, dueAt);
  });
  const step = {
    snapshot,
    context,
    state: pathOf(live.value),
    status: live.status === 'done' ? ('done' as const) : ('active' as const),
    tags: [...live.tags],
    audience: chart.audience(context as never),
    cancelled: running.map((r) => r.send_id),
    armed: [],
    commands: [],
    duties: dutiesOf(live),
  };
  const revision = found.revision + 1;
  const event = {
    type: REPLACED,
    payload: { snapshot, at: tx.at, by: tx.principal.person ?? 'system' },
    by: tx.principal.person ?? 'system',
    from: found.state,
    why,
    key: null,
    root: `${found.id}.${revision}`,
  };
  const identity = { id: found.id, chart: chart.name, version: chart.version, key: found.key, revision };
  writeStep(tx, recordOf(identity, step, event, tx.at, timers, []));
}
