import { z } from 'zod';
import { reviewChart } from '../../../workflows/review/review.chart.js';
import { mustHaveProvedRecently } from '../../access/index.js';
import {
  command,
  id,
  isoDate,
  operation,
  answerSchema,
  plainCommands,
  Refused,
  shown,
  text,
} from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import { noteSignature } from '../../audit/index.js';
import type { ChartDefinition, Engine, InstanceRef } from '../../engine/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { AnnexService } from '../annex.service.js';
import { minutesOf, observe, strike } from '../observations.js';
import type { PartBody } from '../review-parts.js';
import type { Sharing } from '../sharing.js';
import { askContributors, comment, contribute, mustBeColleagues } from '../spoken.js';
import type { CommentAbout } from '../spoken.js';
import { placeOf } from '../standing.js';
import type { WritingService } from '../writing.service.js';
import { annexWording, completeObjectives, draft, withComment } from './review.schemas.js';

export interface ReviewStepParts {
  readonly engine: Engine;
  readonly writing: WritingService;
  readonly annex: AnnexService;
  readonly sharing: Sharing;
}

const chart = reviewChart as ChartDefinition;
const collection = 'reviews';
const people = z.array(id).min(1).max(10);
const revieweeOf = (instance: InstanceRef): string =>
  String((instance.context['people'] as { reviewee: string }).reviewee);

/** Every event of the review that people send. */
export function reviewSteps({ engine, writing, annex, sharing }: ReviewStepParts): Operation[] {
  /** An event with which the sender may say something; the words stay in the review. */
  const spoken = (event: string, about: CommentAbout) =>
    command(engine, {
      chart,
      event,
      collection,
      body: withComment,
      payload: () => ({}),
      within: (tx, body, { id: reviewId }) => comment(tx, reviewId, about, body.comment),
    });
  /** The same for an event that signs the statement. */
  const signed = (event: string, about: CommentAbout) =>
    command(engine, {
      chart,
      event,
      collection,
      body: withComment,
      payload: () => ({}),
      within: async (tx, body, instance) => {
        await mustSign(tx, instance, event);
        await comment(tx, instance.id, about, body.comment);
      },
    });
  const withMore = [
    command(engine, { chart, event: 'BOOK_MEETING', collection, body: z.strictObject({ on: isoDate }) }),
    command(engine, {
      chart,
      event: 'ASK_CONTRIBUTORS',
      collection,
      body: z.strictObject({ contributors: people }),
      within: (tx, body, instance) => askContributors(tx, instance, body.contributors),
    }),
    command(engine, {
      chart,
      event: 'CONTRIBUTE',
      collection,
      body: z.strictObject({ text: text(8000) }),
      payload: () => ({}),
      within: (tx, body, instance) => contribute(tx, instance.id, body.text),
    }),
    command(engine, { chart, event: 'HOLD_MEETING', collection, body: z.strictObject({ heldOn: isoDate }) }),
    command(engine, {
      chart,
      event: 'SHARE',
      collection,
      within: (tx, _body, instance) => sharing.shareStatement(tx, instance.id),
    }),
    spoken('ASK_CHANGES', 'changes'),
    signed('AGREE', 'statement'),
    command(engine, {
      chart,
      event: 'ISSUE',
      collection,
      within: (tx, _body, instance) => mustSign(tx, instance, 'ISSUE'),
    }),
    command(engine, {
      chart,
      event: 'CONFIRM_ON_PAPER',
      collection,
      body: withComment,
      payload: () => ({}),
      within: async (tx, body, instance) => {
        await mustSign(tx, instance, 'CONFIRM_ON_PAPER');
        await comment(tx, instance.id, stageOf(instance), body.comment, revieweeOf(instance));
      },
    }),
    command(engine, {
      chart,
      event: 'WITHDRAW',
      collection,
      within: (tx, _body, instance) => sharing.withdraw(tx, instance),
    }),
    command(engine, {
      chart,
      event: 'HOLD_MID_YEAR',
      collection,
      body: z.strictObject({ heldOn: isoDate }),
      within: (tx, _body, instance) => writing.share(tx, instance.id, ['midYear']),
    }),
    command(engine, {
      chart,
      event: 'OBSERVE',
      collection,
      body: z.strictObject({
        observedOn: isoDate,
        minutes: z.int().min(1).max(600),
        focus: draft(500).default(''),
        notes: draft(8000).default(''),
      }),
      payload: ({ minutes }) => ({ minutes }),
      within: async (tx, body, instance) => ({ observationId: await observe(tx, instance.id, body) }),
    }),
    strikeObservation(engine),
    command(engine, {
      chart,
      event: 'RAISE_NEED',
      collection,
      body: z.union([annexWording, z.strictObject({ annexNeedId: id })]),
      payload: () => ({}),
      within: async (tx, body, instance) => {
        const item =
          'annexNeedId' in body
            ? await annex.raise(tx, instance.id, body.annexNeedId, contestedIn(instance))
            : await annex.add(tx, instance.id, body, { shared: true });
        return { annexNeedId: item.id };
      },
    }),
    command(engine, {
      chart,
      event: 'REVISE',
      collection,
      body: completeObjectives,
      payload: () => ({}),
      within: async (tx, body, instance) => ({ revisionId: await propose(tx, writing, instance, body) }),
    }),
    command(engine, {
      chart,
      event: 'JUDGE',
      collection,
      within: (tx, _body, instance) => sharing.shareJudgement(tx, instance.id),
    }),
    signed('SIGN', 'judgement'),
    spoken('DISPUTE', 'dispute'),
    command(engine, {
      chart,
      event: 'DECIDE',
      collection,
      body: z.strictObject({ outcome: z.enum(['stands', 'redraft']), comment: text(8000).optional() }),
      payload: ({ outcome }) => ({ outcome }),
      within: (tx, body, instance) => comment(tx, instance.id, 'decision', body.comment),
    }),
    command(engine, {
      chart,
      event: 'REASSIGN',
      collection,
      body: z.strictObject({ reviewer: z.union([id, people]).nullable() }),
      within: async (tx, { reviewer }, instance) => {
        mustNotBeOwn(tx, instance);
        await mustBeColleagues(tx, [reviewer ?? []].flat());
      },
    }),
    command(engine, {
      chart,
      event: 'APPOINT_MODERATOR',
      collection,
      body: z.strictObject({ moderator: id }),
      within: async (tx, { moderator }, instance) => {
        mustNotBeOwn(tx, instance);
        await mustBeColleagues(tx, [moderator]);
      },
    }),
    command(engine, { chart, event: 'PAUSE', collection, body: z.strictObject({ from: isoDate }) }),
    command(engine, { chart, event: 'RESUME', collection, body: z.strictObject({ to: isoDate }) }),
    command(engine, {
      chart,
      event: 'LEAVE',
      collection,
      body: z.strictObject({ on: isoDate }),
      within: (tx, _body, instance) => Promise.resolve(mustNotBeOwn(tx, instance)),
    }),
  ];
  const plain = plainCommands(engine, chart, collection, ['SETTLE_NEED']).filter(({ id }) =>
    withMore.every((op) => op.id !== id),
  );
  return [...withMore, ...plain];
}

/** A signature needs a recent proof, and the audit says by what it was given. */
async function mustSign(tx: Tx, instance: InstanceRef, event: string): Promise<void> {
  await mustHaveProvedRecently(tx);
  noteSignature(tx, 'review', instance.id, revieweeOf(instance), event);
}

const contestedIn = (instance: InstanceRef): readonly string[] => instance.context['contested'] as string[];

const stageOf = (instance: InstanceRef): CommentAbout =>
  instance.state.includes('.closing') ? 'judgement' : 'statement';

/** Nobody arranges their own review: a head's is for the chair of governors. */
function mustNotBeOwn(tx: Tx, instance: InstanceRef): void {
  if (tx.principal.person === revieweeOf(instance)) {
    throw new Refused(
      403,
      'own-review',
      'Nobody decides who reviews or hears themselves. Ask the chair of governors.',
    );
  }
}

async function propose(
  tx: Tx,
  writing: WritingService,
  instance: InstanceRef,
  body: PartBody,
): Promise<string> {
  const { standing } = await placeOf(tx, instance.id);
  return writing.propose(tx, instance.id, standing === 'reviewee' ? 'reviewee' : 'reviewer', body);
}

/** The minutes are the observation's own: the sender only says which. */
function strikeObservation(engine: Engine): Operation {
  return operation({
    id: 'reviews.strikeObservation',
    method: 'post',
    path: '/reviews/{id}/observations/{observationId}/strike',
    summary: 'Strike an observation out',
    description: 'Its minutes no longer count; it stays readable. By: reviewer.',
    params: z.strictObject({ id, observationId: id }),
    body: z.strictObject({}),
    response: answerSchema,
    run: async ({ proof, key, expectedRevision }, { params }) => {
      const minutes = await engine.unit.run(proof, (tx) => minutesOf(tx, params.id, params.observationId));
      const { observationId } = params;
      const answer = await engine.send(
        proof,
        params.id,
        { type: 'STRIKE_OBSERVATION', observationId, minutes },
        { key, expectedRevision, within: (tx) => strike(tx, params.id, observationId) },
      );
      return shown(answer);
    },
  });
}
