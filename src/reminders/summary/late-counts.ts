import type { Tx } from '../../platform/database/unit-of-work.js';

/** How many records of a chart have something late in them: numbers only, nothing of what they say. */
export interface LateCount {
  readonly chart: string;
  readonly records: number;
}

const LATE = {
  name: 'reminders.late_counts',
  text: `select chart, count(distinct instance_id)::int as records from engine.late_duties() group by chart order by chart`,
};

/** What is late in the whole school, as the system, the CPD leader or the head. */
export const lateCounts = (tx: Tx): Promise<LateCount[]> => tx.query<LateCount>(LATE);
