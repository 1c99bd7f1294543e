import { Refused } from '../api/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';

/** What the caller is to a review, as the database finds it (confidential.standing). */
export type Standing = 'reviewee' | 'reviewer' | 'successor' | 'moderator' | 'adviser' | 'head' | 'system';

/** Where a review stands; null members where the engine's record is not open to the caller. */
export interface ReviewPlace {
  readonly standing: Standing;
  readonly revieweeId: string;
  readonly state: string | null;
  readonly status: string | null;
}

/** Throws 404 for a review that is not there or not open to the caller: the two look the same. */
export async function placeOf(tx: Tx, reviewId: string): Promise<ReviewPlace> {
  const [row] = await tx.query<Omit<ReviewPlace, 'standing'> & { standing: Standing | null }>(
    `select confidential.standing($1) as standing, i.state, i.status,
        (select r.reviewee_id from confidential.review r where r.id = $1) as "revieweeId"
      from (select 1) one left join engine.instance i on i.id = $1 and i.chart = 'review'`,
    [reviewId],
  );
  if (!row?.standing)
    throw new Refused(404, 'not-found', 'There is no such review, or it is not open to you.');
  return { ...row, standing: row.standing };
}
