import type { ReportInput } from '../../workflows/report/report.types.js';
import type { StartRequest } from '../engine/index.js';
import { addDays } from '../people/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';

/** The head has the report fifteen days before the governors meet: a week to read, papers eight days before. */
const HEAD_BEFORE_MEETING = 15;

export const reportIdOf = (cycleId: string): string => idFrom('report', cycleId);

/**
 * Writes the report of a year and says how its record starts. Its dates count back from the governors' meeting; where the
 * year names none, from the day on which the report is due with the head. As the system.
 */
export async function reportStart(tx: Tx, cycleId: string, reportDueOn: string): Promise<StartRequest> {
  const id = reportIdOf(cycleId);
  const [cycle] = await tx.query<{ meeting: string | null }>(
    'select governors_meet_on::text as meeting from cpd.cycle where id = $1',
    [cycleId],
  );
  await tx.query(
    `insert into cpd.report (id, school_id, cycle_id, made_at) values ($1, $2, $3, $4) on conflict do nothing`,
    [id, tx.principal.school, cycleId, tx.at],
  );
  const governorsMeetOn = cycle?.meeting ?? addDays(reportDueOn, HEAD_BEFORE_MEETING);
  const input: Omit<ReportInput, 'at' | 'by'> = {
    ...{ schoolId: tx.principal.school, cycleId, reportId: id, governorsMeetOn },
    addendumDueOn: addendumAfter(governorsMeetOn),
  };
  return { id, key: cycleId, input: { ...input } };
}

/** Autumn results are in by the end of October; a meeting that late leaves six weeks and four more. */
function addendumAfter(meeting: string): string {
  const october = `${meeting.slice(0, 4)}-10-31`;
  const least = addDays(meeting, 70);
  return october > least ? october : least;
}
