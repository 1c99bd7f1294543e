import type { Proof } from '../../platform/database/principal.js';
import type { Engine } from '../engine.js';
import type { Persisted } from '../charts/definition.js';
import { InstanceNotFound } from '../errors.js';
import { loadForStep } from '../store/load.js';
import { fold, readLog } from './refold.js';
import { replaceSnapshot } from './replace.js';

/** An instance that was set aside, with the reason. */
export interface Quarantined {
  readonly id: string;
  readonly chart: string;
  readonly state: string;
  readonly reason: string;
}

/** Everything set aside in the school. */
export function listQuarantined(engine: Engine, proof: Proof): Promise<Quarantined[]> {
  return engine.unit.run(proof, (tx) =>
    tx.query<Quarantined>(
      `select id, chart, state, quarantine_reason as reason from engine.instance where status = 'quarantined' order by changed_at`,
    ),
  );
}

/** Takes an instance up again with the snapshot that its own log leads to. Throws InstanceNotFound, ChartFault. */
export function refold(engine: Engine, proof: Proof, id: string): Promise<void> {
  return engine.unit.run(proof, async (tx) => {
    const found = await loadForStep(tx, id, null);
    if (!found) throw new InstanceNotFound();
    const chart = engine.charts.get(found.chart, found.version);
    const step = fold((version) => engine.charts.get(found.chart, version), await readLog(tx, id));
    await replaceSnapshot(tx, engine.host, chart, found, step.snapshot, 'folded again from the log');
  });
}

/** An operator sets the snapshot by hand; the log says so. Throws InstanceNotFound, SnapshotUnusable. */
export function override(
  engine: Engine,
  proof: Proof,
  id: string,
  snapshot: Persisted,
  why: string,
): Promise<void> {
  return engine.unit.run(proof, async (tx) => {
    const found = await loadForStep(tx, id, null);
    if (!found) throw new InstanceNotFound();
    const chart = engine.charts.get(found.chart, found.version);
    await replaceSnapshot(tx, engine.host, chart, found, snapshot, why);
  });
}
