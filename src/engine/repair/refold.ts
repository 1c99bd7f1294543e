import type { Tx } from '../../platform/database/unit-of-work.js';
import type { ChartDefinition, IncomingEvent, Persisted } from '../charts/definition.js';
import { restore } from '../charts/restore.js';
import { firstStep, nextStep } from '../charts/step.js';
import type { Step } from '../charts/step.js';

interface LoggedRow {
  readonly revision: number;
  readonly type: string;
  readonly payload: Record<string, unknown>;
  readonly version: number;
}

/** Reads the log of an instance, oldest first. */
export async function readLog(tx: Tx, id: string): Promise<LoggedRow[]> {
  return tx.query<LoggedRow>(
    'select revision, type, payload, version from engine.event where instance_id = $1 order by revision',
    [id],
  );
}

/** Marks in the log where a snapshot was set by something other than the chart: the fold goes on from there. */
export const REPLACED = 'engine.replaced';

/**
 * Folds the event log through the chart: the snapshot that the instance must have. Pure, since everything that a step
 * depended on (time, person, facts) is in the log. Throws when the log does not begin with a start.
 */
export function fold(chartOf: (version: number) => ChartDefinition, log: readonly LoggedRow[]): Step {
  const [start, ...rest] = log;
  if (start?.type !== 'engine.start') throw new Error('The log does not begin with the start of the record.');
  let step = firstStep(chartOf(start.version), start.payload);
  for (const row of rest) {
    const chart = chartOf(row.version);
    if (row.type === REPLACED) {
      step = { ...step, snapshot: row.payload['snapshot'] as Persisted };
      continue;
    }
    const event: IncomingEvent = { ...row.payload, type: row.type };
    step = nextStep(chart, restore(chart.machine, step.snapshot), event);
  }
  return step;
}
