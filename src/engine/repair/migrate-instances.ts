import type { Proof } from '../../platform/database/principal.js';
import { restore } from '../charts/restore.js';
import type { Engine } from '../engine.js';
import { loadForStep } from '../store/load.js';
import { replaceSnapshot } from './replace.js';

/** What a migration did, or would do. */
export interface MigrationReport {
  readonly from: number;
  readonly to: number;
  readonly migrated: number;
  /** Instances that the map cannot carry over, with the reason: they stay on their version. */
  readonly left: readonly { readonly id: string; readonly reason: string }[];
}

/**
 * Carries a school's live instances of a chart from one version to another, each under its lock and in its log. With
 * `dryRun` nothing is written. May be stopped and called again at any time.
 */
export async function migrateInstances(
  engine: Engine,
  proof: Proof,
  chartName: string,
  from: number,
  to: number,
  options: { dryRun?: boolean } = {},
): Promise<MigrationReport> {
  const target = engine.charts.get(chartName, to);
  const map = target.migrations?.[from];
  if (!map) throw new Error(`Chart ${chartName} v${to} has no map for snapshots of v${from}.`);
  const ids = await engine.unit.run(proof, (tx) =>
    tx.query<{ id: string }>(
      `select id from engine.instance where chart = $1 and version = $2 and status <> 'done' order by id`,
      [chartName, from],
    ),
  );
  const left: { id: string; reason: string }[] = [];
  let migrated = 0;
  for (const { id } of ids) {
    try {
      await engine.unit.run(proof, async (tx) => {
        const found = await loadForStep(tx, id, null);
        if (!found || found.version !== from) return;
        const snapshot = map(structuredClone(found.snapshot));
        restore(target.machine, snapshot);
        if (!options.dryRun) {
          await replaceSnapshot(
            tx,
            engine.host,
            target,
            found,
            snapshot,
            `carried over from version ${from}`,
          );
        }
        migrated++;
      });
    } catch (error) {
      left.push({ id, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { from, to, migrated, left };
}
