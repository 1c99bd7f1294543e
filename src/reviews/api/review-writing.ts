import { z } from 'zod';
import { id, idParam, operation } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { AimsService } from '../aims.service.js';
import { PARTS } from '../review-parts.js';
import type { Sharing } from '../sharing.js';
import { placeOf } from '../standing.js';
import type { WritingService } from '../writing.service.js';
import { writing as writingAnswer } from './review.answers.js';
import { aim, basedOn, partBody } from './review.schemas.js';

export interface ReviewWritingParts {
  readonly unit: UnitOfWork;
  readonly writing: WritingService;
  readonly sharing: Sharing;
  readonly aims: AimsService;
}

const done = z.object({ done: z.literal(true) });
const aimParams = z.strictObject({ id, aimId: id });

/** Writing in a review: saved as it is typed, version by version. */
export function reviewWriting({ unit, writing, sharing, aims }: ReviewWritingParts): Operation[] {
  return [
    operation({
      id: 'reviews.write',
      method: 'put',
      path: '/reviews/{id}/writing/{part}',
      summary: 'Save a part of a review as a new version',
      description:
        'Send the version that you saw (0 for none). Saved in another place since: 409 with both texts, and nothing is replaced.',
      params: z.strictObject({ id, part: z.enum(PARTS) }),
      body: z.strictObject({ version: basedOn, body: z.record(z.string(), z.unknown()) }),
      response: writingAnswer,
      run: ({ proof }, { params: { id: reviewId, part }, body }) => {
        const checked = partBody[part].parse(body.body);
        return unit.run(proof, (tx) => writing.save(tx, reviewId, part, body.version, checked));
      },
    }),
    operation({
      id: 'reviews.sharePreparation',
      method: 'post',
      path: '/reviews/{id}/share-preparation',
      summary: 'Show my reviewer what I prepared',
      description: 'Until then nobody else can see it. What I write later stays mine until I share again.',
      params: idParam,
      body: z.strictObject({}),
      response: done,
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          await placeOf(tx, params.id);
          await sharing.sharePreparation(tx, params.id);
          return { done: true as const };
        }),
    }),
    operation({
      id: 'reviews.shareMidYear',
      method: 'post',
      path: '/reviews/{id}/share-mid-year',
      summary: 'Show the reviewee the notes of the mid-year meeting',
      params: idParam,
      body: z.strictObject({}),
      response: done,
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          await placeOf(tx, params.id);
          await writing.share(tx, params.id, ['midYear']);
          return { done: true as const };
        }),
    }),
    operation({
      id: 'reviews.addAim',
      method: 'post',
      path: '/reviews/{id}/aims',
      summary: 'Write a long-range aim for three or five years',
      params: idParam,
      body: aim,
      status: 201,
      response: z.object({ id }),
      run: ({ proof }, { params, body }) =>
        unit.run(proof, async (tx) => {
          await placeOf(tx, params.id);
          return { id: await aims.add(tx, params.id, body) };
        }),
    }),
    operation({
      id: 'reviews.rewriteAim',
      method: 'put',
      path: '/reviews/{id}/aims/{aimId}',
      summary: 'Change a long-range aim',
      params: aimParams,
      body: aim.omit({ years: true }).extend({ version: z.int().min(1) }),
      response: done,
      run: ({ proof }, { params, body: { version, ...text } }) =>
        unit.run(proof, async (tx) => {
          await aims.rewrite(tx, params.id, params.aimId, version, text);
          return { done: true as const };
        }),
    }),
    operation({
      id: 'reviews.dropAim',
      method: 'delete',
      path: '/reviews/{id}/aims/{aimId}',
      summary: 'Lay a long-range aim aside',
      params: aimParams,
      response: done,
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          await aims.drop(tx, params.id, params.aimId);
          return { done: true as const };
        }),
    }),
  ];
}
