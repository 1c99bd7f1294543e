import type { ReviewInput } from '../../workflows/review/review.types.js';
import type { StartRequest } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';
import type { ReviewDates } from './review-dates.js';

/** What all reviews of a cycle have in common. Dates are ISO dates of the school. */
export interface ReviewYear {
  readonly schoolId: string;
  readonly cycleId: string;
  readonly posts: ReviewInput['posts'];
  /** Limit of classroom observation, minutes; null: none. */
  readonly observationLimit: number | null;
}

/** One person who is to have a review, and its dates. */
export interface ReviewedPerson extends ReviewDates {
  readonly id: string;
  /** Line manager; a panel of governors for the head; null while the post is vacant. */
  readonly reviewer: string | readonly string[] | null;
  /** External adviser of the head's panel. */
  readonly adviser?: string | null;
  /** True for people who confirm on paper or a shared device. */
  readonly offline: boolean;
  /** Where it stands, if it was begun elsewhere. */
  readonly inFlight?: ReviewInput['inFlight'];
}

/** The same review of the same person in the same cycle always has the same id. */
export const reviewIdOf = (cycleId: string, personId: string): string => idFrom('review', cycleId, personId);

/** The starts of a cycle's reviews: pure. */
export function reviewStarts(year: ReviewYear, people: readonly ReviewedPerson[]): StartRequest[] {
  return people.map((person) => {
    const id = reviewIdOf(year.cycleId, person.id);
    const { id: reviewee, adviser = null, inFlight = null, ...own } = person;
    return {
      id,
      key: `${year.cycleId}:${reviewee}`,
      input: { ...year, ...own, reviewId: id, reviewee, adviser, inFlight },
    };
  });
}

/**
 * Makes the content rows of reviews that are about to start, set-based, and carries long-range aims into them. As the
 * system of the school; a row that exists is left alone. Returns the starts.
 */
export async function openReviews(
  tx: Tx,
  year: ReviewYear,
  people: readonly ReviewedPerson[],
): Promise<StartRequest[]> {
  const starts = reviewStarts(year, people);
  const ids = starts.map((start) => start.id);
  await tx.asSystem(async (system) => {
    await system.query(
      `insert into confidential.review (id, school_id, cycle_id, reviewee_id, opened_at)
        select r.id, $1, $2, r.reviewee, $5 from unnest($3::uuid[], $4::uuid[]) as r(id, reviewee)
        on conflict (id) do nothing`,
      [year.schoolId, year.cycleId, ids, people.map((person) => person.id), tx.at],
    );
    await system.query('select confidential.carry_aims(id) from unnest($1::uuid[]) id', [ids]);
  });
  return starts;
}
