import { z } from 'zod';
import { standardsChart } from '../../../workflows/standards/standards.chart.js';
import {
  answerSchema,
  command,
  id,
  idParam,
  isoDate,
  operation,
  plainCommands,
  shown,
  text,
} from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import type { ChartDefinition, Engine, InstanceRef } from '../../engine/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { mustBeColleagues } from '../../reviews/index.js';
import type { EvidenceService } from '../evidence.service.js';
import type { GapsToAnnex } from '../gaps-to-annex.js';
import type { RatingsService } from '../ratings.service.js';
import { evidenceFileQuery, evidenceText, remark } from './standards.schemas.js';

export interface StandardsStepParts {
  readonly engine: Engine;
  readonly ratings: RatingsService;
  readonly evidence: EvidenceService;
  readonly gaps: GapsToAnnex;
}

const chart = standardsChart as ChartDefinition;
const collection = 'standards';
const gap = z.strictObject({ gapId: id });

/** Every event of the self-assessment that people send. */
export function standardsSteps({ engine, ratings, evidence, gaps }: StandardsStepParts): Operation[] {
  const withMore = [
    submit(engine, ratings, 'SUBMIT'),
    submit(engine, ratings, 'SUBMIT_ON_PAPER'),
    command(engine, {
      chart,
      event: 'TAKE_BACK',
      collection,
      within: (tx, _body, instance) => takeBack(tx, ratings, instance),
    }),
    command(engine, {
      chart,
      event: 'CONFIRM',
      collection,
      within: async (tx, _body, { id: standardsId }) => ({
        gapIds: await ratings.gapsFor(tx, standardsId, false),
      }),
    }),
    command(engine, {
      chart,
      event: 'DIFFER',
      collection,
      within: async (tx, _body, { id: standardsId }) => {
        const gapIds = await ratings.gapsFor(tx, standardsId, true);
        await ratings.showViews(tx, standardsId, true);
        return { gapIds };
      },
    }),
    command(engine, {
      chart,
      event: 'CHOOSE',
      collection,
      body: z.strictObject({
        gaps: z
          .array(z.strictObject({ gapId: id, title: text(200), outcome: remark.default('') }))
          .max(20)
          .refine((list) => new Set(list.map((g) => g.gapId)).size === list.length, {
            error: 'the same gap twice',
          }),
      }),
      payload: (body) => ({ gapIds: body.gaps.map((chosen) => chosen.gapId) }),
      within: (tx, body, instance) => gaps.put(tx, instance, body.gaps),
    }),
    command(engine, {
      chart,
      event: 'EVIDENCE',
      collection,
      body: evidenceText,
      payload: () => ({}),
      within: async (tx, body, instance) => ({ evidenceId: await evidence.add(tx, instance.id, body) }),
    }),
    evidenceFile(engine, evidence),
    command(engine, { chart, event: 'CLOSE_GAP', collection, body: gap }),
    command(engine, { chart, event: 'KEEP_GAP_OPEN', collection, body: gap }),
    command(engine, { chart, event: 'CONSENT', collection, body: z.strictObject({ given: z.boolean() }) }),
    command(engine, {
      chart,
      event: 'REASSIGN',
      collection,
      body: z.strictObject({ reviewer: z.union([id, z.array(id).min(1).max(10)]).nullable() }),
      within: (tx, { reviewer }) => mustBeColleagues(tx, [reviewer ?? []].flat()),
    }),
    command(engine, { chart, event: 'PAUSE', collection, body: z.strictObject({ from: isoDate }) }),
    command(engine, { chart, event: 'RESUME', collection, body: z.strictObject({ to: isoDate }) }),
    command(engine, { chart, event: 'LEAVE', collection, body: z.strictObject({ on: isoDate }) }),
  ];
  const plain = plainCommands(engine, chart, collection).filter((op) =>
    withMore.every((o) => o.id !== op.id),
  );
  return [...withMore, ...plain];
}

/** How many standards are rated is counted as the sender sees it, so that an empty assessment is refused in words. */
function submit(engine: Engine, ratings: RatingsService, event: 'SUBMIT' | 'SUBMIT_ON_PAPER'): Operation {
  const spec = command(engine, { chart, event, collection });
  return operation({
    id: spec.id,
    method: 'post',
    path: spec.path,
    summary: spec.summary,
    description: spec.description ?? '',
    params: idParam,
    body: z.strictObject({}),
    response: answerSchema,
    run: async ({ proof, key, expectedRevision }, { params }) => {
      const rated = (await engine.unit.run(proof, (tx) => ratings.list(tx, params.id))).length;
      const answer = await engine.send(
        proof,
        params.id,
        { type: event, rated },
        { key, expectedRevision, within: (tx) => ratings.show(tx, params.id, true) },
      );
      return shown(answer);
    },
  });
}

/** A file of evidence: its bytes are the body, what it is about stands in the query. */
function evidenceFile(engine: Engine, evidence: EvidenceService): Operation {
  return operation({
    id: 'standards.evidenceFile',
    method: 'post',
    path: '/standards/{id}/evidence-files',
    summary: 'Add a file of evidence',
    description:
      'At most 5 MB: PDF, picture, office document without macros, or plain text. No identifiable pupils.',
    params: idParam,
    query: evidenceFileQuery,
    consumes: 'application/octet-stream',
    body: z.instanceof(Buffer),
    response: answerSchema.extend({ evidenceId: id }),
    run: async ({ proof, key, expectedRevision }, { params, query: { fileName, ...about }, body }) => {
      let evidenceId = '';
      const answer = await engine.send(
        proof,
        params.id,
        { type: 'EVIDENCE' },
        {
          key,
          expectedRevision,
          within: async (tx) => {
            const what = { ...about, link: null };
            evidenceId = await evidence.add(tx, params.id, what, { name: fileName, bytes: body });
            return { evidenceId };
          },
        },
      );
      evidenceId ||= await engine.unit.run(proof, (tx) => evidenceOf(tx, params.id, answer.revision));
      return { ...shown(answer), evidenceId };
    },
  });
}

/** The evidence that an earlier call with the same idempotency key kept. */
async function evidenceOf(tx: Tx, standardsId: string, revision: number): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `select payload->>'evidenceId' as id from engine.event where instance_id = $1 and revision = $2`,
    [standardsId, revision],
  );
  return row?.id ?? '';
}

async function takeBack(tx: Tx, ratings: RatingsService, instance: InstanceRef): Promise<void> {
  if (instance.state.includes('.confirming')) await ratings.show(tx, instance.id, false);
  else await ratings.showViews(tx, instance.id, false);
}
