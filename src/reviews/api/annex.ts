import { z } from 'zod';
import { id, idParam, operation } from '../../api/index.js';
import { noteLook } from '../../audit/index.js';
import type { Operation } from '../../api/index.js';
import { EventNotAccepted, NotPermitted } from '../../engine/index.js';
import type { Engine } from '../../engine/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { AnnexService } from '../annex.service.js';
import type { NeedsPassing } from '../needs-passing.js';
import { placeOf } from '../standing.js';
import { annexItem } from './review.answers.js';
import { annexWording } from './review.schemas.js';

const itemParams = z.strictObject({ id, itemId: id });

/** The training and development annex: what both want passes to the CPD leader, and nothing else does. */
export function annexOperations(engine: Engine, annex: AnnexService, passing: NeedsPassing): Operation[] {
  const { unit } = engine;
  return [
    operation({
      id: 'reviews.addNeed',
      method: 'post',
      path: '/reviews/{id}/annex',
      summary: 'Put a training need into the annex',
      description:
        'Only your side sees it until it is shared. `forReviewee`: they want it too, and confirm on paper.',
      params: idParam,
      body: annexWording.extend({ forReviewee: z.boolean().default(false) }),
      status: 201,
      response: annexItem,
      run: ({ proof }, { params, body: { forReviewee, ...wording } }) =>
        unit.run(proof, (tx) => annex.add(tx, params.id, wording, { forReviewee })),
    }),
    operation({
      id: 'reviews.rewordNeed',
      method: 'put',
      path: '/reviews/{id}/annex/{itemId}',
      summary: 'Change the wording of a training need',
      description: 'Send the version that you saw. What it said before is kept.',
      params: itemParams,
      body: annexWording.extend({ version: z.int().min(1) }),
      response: annexItem,
      run: ({ proof }, { params, body: { version, ...wording } }) =>
        unit.run(proof, (tx) => annex.reword(tx, params.id, params.itemId, version, wording)),
    }),
    operation({
      id: 'reviews.wantNeed',
      method: 'post',
      path: '/reviews/{id}/annex/{itemId}/want',
      summary: 'Say whether I want a training need',
      params: itemParams,
      body: z.strictObject({ wanted: z.boolean(), forReviewee: z.boolean().default(false) }),
      response: annexItem,
      run: ({ proof }, { params, body }) =>
        unit.run(proof, (tx) => annex.want(tx, params.id, params.itemId, body.wanted, body.forReviewee)),
    }),
    operation({
      id: 'reviews.dropNeed',
      method: 'delete',
      path: '/reviews/{id}/annex/{itemId}',
      summary: 'Take a training need out of the annex again',
      params: itemParams,
      response: annexItem,
      run: ({ proof }, { params }) => unit.run(proof, (tx) => annex.drop(tx, params.id, params.itemId)),
    }),
    operation({
      id: 'reviews.settleNeed',
      method: 'post',
      path: '/reviews/{id}/annex/{itemId}/settle',
      summary: 'Decide about a training need that only one of the two wanted',
      params: itemParams,
      body: z.strictObject({ pass: z.boolean() }),
      response: z.object({ done: z.literal(true) }),
      run: async ({ proof, key }, { params, body }) => {
        const event = { type: 'SETTLE_NEED', annexNeedId: params.itemId, pass: body.pass };
        const within = (tx: Tx) => passing.settle(tx, params.id, params.itemId, body.pass);
        try {
          const answer = await engine.send(proof, params.id, event, { key, within });
          await engine.settle(answer);
        } catch (error) {
          // What is wrong with this need says more than that the record does not take the event.
          if (!(error instanceof NotPermitted || error instanceof EventNotAccepted)) throw error;
          await engine.unit.run(proof, (tx) => passing.mayBeSettled(tx, params.id, params.itemId));
          throw error;
        }
        return { done: true as const };
      },
    }),
    operation({
      id: 'reviews.contestedNeeds',
      method: 'get',
      path: '/reviews/contested-needs',
      summary: 'Training needs that wait for my decision',
      response: z.object({ needs: z.array(annexItem.extend({ reviewId: id })) }),
      run: ({ proof }) => unit.run(proof, async (tx) => ({ needs: await annex.waitingFor(tx) })),
    }),
    operation({
      id: 'reviews.annex',
      method: 'get',
      path: '/reviews/{id}/annex',
      summary: 'The annex, as far as it is open to me',
      params: idParam,
      response: z.object({ needs: z.array(annexItem) }),
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          const { revieweeId: subject, standing } = await placeOf(tx, params.id);
          noteLook(tx, { kind: 'review', record: params.id, subject, as: standing, part: 'annex' });
          return { needs: await annex.list(tx, params.id) };
        }),
    }),
  ];
}
