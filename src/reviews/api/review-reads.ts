import { z } from 'zod';
import { id, idParam, operation, Refused } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import { noteLook } from '../../audit/index.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { ReviewContentQueries } from '../review-content.js';
import { PARTS } from '../review-parts.js';
import type { ReviewsQueries } from '../reviews.queries.js';
import { placeOf } from '../standing.js';
import type { WritingService } from '../writing.service.js';
import { content, summary, writing as writingAnswer } from './review.answers.js';
import { paging } from './review.schemas.js';

export interface ReviewReadParts {
  readonly unit: UnitOfWork;
  readonly queries: ReviewsQueries;
  readonly contents: ReviewContentQueries;
  readonly writing: WritingService;
}

const page = z.strictObject(paging);
const list = z.object({ reviews: z.array(summary) });

/** Reads of reviews, each as the caller. */
export function reviewReads({ unit, queries, contents, writing }: ReviewReadParts): Operation[] {
  return [
    operation({
      id: 'reviews.mine',
      method: 'get',
      path: '/reviews/mine',
      summary: 'My reviews, this year’s first',
      query: page,
      response: list,
      run: ({ proof }, { query }) =>
        unit.run(proof, async (tx) => ({
          reviews: await queries.list(tx, {
            ...query,
            revieweeId: tx.principal.person ?? '',
            standing: 'reviewee',
          }),
        })),
    }),
    operation({
      id: 'reviews.people',
      method: 'get',
      path: '/reviews/people-i-review',
      summary: 'People I review, with what is due and late',
      query: page,
      response: list,
      run: ({ proof }, { query }) =>
        unit.run(proof, async (tx) => ({
          reviews: await queries.list(tx, { ...query, standing: 'reviewer' }),
        })),
    }),
    operation({
      id: 'reviews.list',
      method: 'get',
      path: '/reviews',
      summary: 'Reviews open to me',
      query: z.strictObject({ ...paging, reviewee: id.optional(), cycle: id.optional() }),
      response: list,
      run: ({ proof }, { query: { reviewee, cycle, ...rest } }) =>
        unit.run(proof, async (tx) => ({
          reviews: await queries.list(tx, { ...rest, revieweeId: reviewee, cycleId: cycle }),
        })),
    }),
    operation({
      id: 'reviews.read',
      method: 'get',
      path: '/reviews/{id}',
      summary: 'One review, as far as it is open to me',
      params: idParam,
      response: summary.extend({ before: id.nullable(), content }),
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          const found = await queries.one(tx, params.id);
          if (!found)
            throw new Refused(404, 'not-found', 'There is no such review, or it is not open to you.');
          const { id: record, revieweeId: subject, standing } = found;
          noteLook(tx, { kind: 'review', record, subject, as: standing, part: 'statement' });
          return {
            ...found,
            before: await queries.before(tx, params.id),
            content: await contents.of(tx, params.id),
          };
        }),
    }),
    operation({
      id: 'reviews.versions',
      method: 'get',
      path: '/reviews/{id}/writing/{part}/versions',
      summary: 'Every version of a part that is open to me, newest first',
      params: z.strictObject({ id, part: z.enum([...PARTS, 'revision']) }),
      response: z.object({ versions: z.array(writingAnswer) }),
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          const { revieweeId: subject, standing } = await placeOf(tx, params.id);
          noteLook(tx, { kind: 'review', record: params.id, subject, as: standing, part: params.part });
          return { versions: await writing.versions(tx, params.id, params.part) };
        }),
    }),
  ];
}
