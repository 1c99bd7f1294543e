import type { InstanceRef } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';

/** The year's own date of the governors' meeting follows the report's. As the system: the chart says who may move it. */
export async function moveMeeting(tx: Tx, report: InstanceRef, on: string): Promise<void> {
  await tx.asSystem((system) =>
    system.query('update cpd.cycle set governors_meet_on = $2 where id = $1', [
      report.context['cycleId'],
      on,
    ]),
  );
}
