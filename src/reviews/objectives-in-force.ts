import type { Tx } from '../platform/database/unit-of-work.js';
import type { Objective } from './review-parts.js';

/** The objectives that hold: those of the newest revision that both agreed to, or else of the shared statement. */
export async function objectivesInForce(tx: Tx, reviewId: string): Promise<readonly Objective[]> {
  const [row] = await tx.query<{ objectives: Objective[] }>(
    `select body->'objectives' as objectives from confidential.writing
      where review_id = $1 and (part = 'objectives' and shared_at is not null and withdrawn_at is null
        or part = 'revision' and applied_at is not null)
      order by applied_at desc nulls last, version desc limit 1`,
    [reviewId],
  );
  return row?.objectives ?? [];
}
