import { Refused } from '../api/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';

/** What the caller is to a self-assessment, and where it stands. */
export interface AssessmentPlace {
  readonly standing: 'person' | 'reviewer' | 'successor' | 'system';
  readonly framework: string;
  readonly personId: string;
  readonly cycleId: string;
  readonly state: string | null;
  readonly status: string | null;
  /** True for somebody for whom the reviewer enters what they say on paper. */
  readonly offline: boolean;
  /** True once the person has sent it to the reviewer. */
  readonly submitted: boolean;
}

/** Throws 404 for one that is not there or not open to the caller. */
export async function assessmentPlace(tx: Tx, id: string): Promise<AssessmentPlace> {
  const [row] = await tx.query<AssessmentPlace>(
    `select confidential.assessment_standing(a.id) as standing, a.framework, a.person_id as "personId",
        a.cycle_id as "cycleId", i.state, i.status,
        coalesce((i.snapshot #>> '{context,offline}')::boolean, false) as offline,
        i.snapshot #>> '{context,submittedAt}' is not null and i.state not like 'live.assessing%' as submitted
      from confidential.self_assessment a left join engine.instance i on i.id = a.id where a.id = $1`,
    [id],
  );
  if (!row)
    throw new Refused(404, 'not-found', 'There is no such self-assessment, or it is not open to you.');
  return row;
}
