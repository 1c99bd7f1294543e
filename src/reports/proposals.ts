import type { Tx } from '../platform/database/unit-of-work.js';

/** Priorities of the year that are not finished with: judged and not met, not judged at all, or with needs that wait. */
const PROPOSE = `insert into cpd.report_proposal (school_id, report_id, priority_id, because, made_at)
  select $1, $2, p.id, array_remove(array[case when not coalesce(j.judged, false) then 'outcomeNotKnown' end,
      case when j.unmet then 'outcomeNotMet' end, case when n.waiting then 'needsWaiting' end], null), $4
  from cpd.priority p
  left join lateral (select bool_or(i.snapshot #>> '{context,outcome}' in ('met', 'partlyMet', 'notMet')) as judged,
      bool_or(i.snapshot #>> '{context,outcome}' in ('partlyMet', 'notMet')) as unmet
    from cpd.evaluation e join cpd.activity a on a.id = e.activity_id join engine.instance i on i.id = e.id
    where a.priority_id = p.id and e.cycle_id = $3) j on true
  left join lateral (select bool_or(true) as waiting from cpd.need_now n where n.priority_id = p.id and n.cycle_id = $3
    and n.status = 'active' and coalesce(n.finding, '') <> 'met' and n.state !~ '(declined|withdrawn)') n on true
  where p.cycle_id = $3 and p.withdrawn_on is null
    and (j.judged is not true or j.unmet or n.waiting)
  on conflict do nothing`;

export async function proposePriorities(tx: Tx, reportId: string, cycleId: string): Promise<void> {
  await tx.query(PROPOSE, [tx.principal.school, reportId, cycleId, tx.at]);
}

/** A priority offered to next year, and why. */
export interface Proposal {
  readonly priorityId: string;
  readonly code: string;
  readonly title: string;
  readonly because: readonly ('outcomeNotKnown' | 'outcomeNotMet' | 'needsWaiting')[];
}

export function proposals(tx: Tx, reportId: string): Promise<Proposal[]> {
  return tx.query<Proposal>(
    `select p.id as "priorityId", p.code, p.title, r.because from cpd.report_proposal r
      join cpd.priority p on p.id = r.priority_id where r.report_id = $1 order by p.code`,
    [reportId],
  );
}
