import { Refused } from '../../api/problem.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

/** Lets the report tell of one's own evaluation, in one's own words. Throws Refused 404 for an evaluation of somebody else. */
export async function agreeToExample(tx: Tx, evaluationId: string, words: string): Promise<void> {
  const [mine] = await tx.query<{ mine: boolean }>(
    `select cpd.evaluation_roles($1) && array['person'] as mine`,
    [evaluationId],
  );
  if (!mine?.mine) throw new Refused(404, 'not-found', 'There is no such evaluation of yours.');
  await tx.query(
    `insert into cpd.evaluation_example (evaluation_id, person_id, school_id, words, agreed_at) values ($1, $2, $3, $4, $5)
      on conflict (evaluation_id, person_id) do update set words = excluded.words, agreed_at = excluded.agreed_at,
        withdrawn_at = null`,
    [evaluationId, tx.principal.person, tx.principal.school, words, tx.at],
  );
}

/**
 * Takes the consent back: no report that is still written tells it. What was published stays as it was read.
 * Throws Refused 404.
 */
export async function withdrawExample(tx: Tx, evaluationId: string): Promise<void> {
  const withdrawn = await tx.query(
    `update cpd.evaluation_example set withdrawn_at = $3 where evaluation_id = $1 and person_id = $2
      and withdrawn_at is null returning 1`,
    [evaluationId, tx.principal.person, tx.at],
  );
  if (withdrawn.length === 0) throw new Refused(404, 'not-found', 'You have not agreed to anything here.');
}
