import { randomUUID } from 'node:crypto';
import type { InstanceRef } from '../engine/index.js';
import { Refused } from '../api/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';

export type CommentAbout = 'statement' | 'changes' | 'midYear' | 'judgement' | 'dispute' | 'decision';

/** Keeps what somebody said with an event. Nothing is written where nothing was said. */
export async function comment(
  tx: Tx,
  reviewId: string,
  about: CommentAbout,
  body: string | undefined,
  wordsOf: string | null = tx.principal.person,
): Promise<void> {
  if (body === undefined) return;
  const { school, person } = tx.principal;
  await tx.query(
    `insert into confidential.review_comment (id, school_id, review_id, about, words_of, written_by, written_at, body)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [randomUUID(), school, reviewId, about, wordsOf, person, tx.at, body],
  );
}

/** Asks colleagues for a contribution; who has not answered an earlier request is not asked twice. */
export async function askContributors(
  tx: Tx,
  instance: InstanceRef,
  people: readonly string[],
): Promise<void> {
  await mustBeColleagues(tx, people);
  const { reviewee, reviewer } = instance.context['people'] as {
    reviewee: string;
    reviewer: string | string[];
  };
  if (people.some((id) => id === reviewee || [reviewer].flat().includes(id))) {
    throw new Refused(
      422,
      'party',
      'The reviewee and the reviewer are in the review already: ask somebody else.',
    );
  }
  await tx.query(
    `insert into confidential.contribution (id, school_id, review_id, reviewee_id, contributor_id, asked_by, asked_at)
      select gen_random_uuid(), $1, $2, $3, asked, $4, $5 from unnest($6::uuid[]) asked
        where not exists (select from confidential.contribution c
          where c.review_id = $2 and c.contributor_id = asked and c.given_at is null)`,
    [tx.principal.school, instance.id, reviewee, tx.principal.person, tx.at, [...new Set(people)]],
  );
}

/** Keeps what a contributor wrote to the reviewer. */
export async function contribute(tx: Tx, reviewId: string, body: string): Promise<void> {
  await tx.query(
    `update confidential.contribution set body = $2, given_at = $3
      where review_id = $1 and contributor_id = $4 and given_at is null`,
    [reviewId, body, tx.at, tx.principal.person],
  );
}

/** Refuses people who are not at this school, or have left. */
export async function mustBeColleagues(tx: Tx, people: readonly string[]): Promise<void> {
  const found = await tx.query(
    'select id from cpd.person where id = any ($1) and (leaves_on is null or leaves_on >= $2::date)',
    [people, tx.at.slice(0, 10)],
  );
  if (found.length < new Set(people).size) {
    throw new Refused(422, 'unknown-person', 'Somebody named here is not, or no longer, at this school.');
  }
}
