import { z } from 'zod';
import { id, idParam, operation, text } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import { mustHold } from '../../people/index.js';
import type { Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Recommendations } from '../recommendations/recommendations.service.js';
import { WHOLE } from './readers.js';

const done = z.object({ done: z.literal(true) });
const WRITES = ['cpdLeader', 'cpdTeam'];
const code = text(200);
const example = z.strictObject({ evaluationId: id, personId: id });
const ofExample = z.strictObject({ id, evaluationId: id, personId: id });

/** What whoever writes the report chooses: recommendations that the figures suggest, and examples that people agreed to. */
export function reportChoices(
  unit: UnitOfWork,
  chosen: Recommendations,
  mustBeInWriting: (tx: Tx, reportId: string) => Promise<void>,
): Operation[] {
  const writing = async (tx: Tx, reportId: string): Promise<void> => {
    mustHold(tx, WRITES, 'Choosing what the report recommends and tells');
    await mustBeInWriting(tx, reportId);
  };
  return [
    operation({
      ...{ id: 'reports.candidates', method: 'get', path: '/reports/{id}/candidates' },
      summary: 'What the figures suggest to stop, keep or change',
      params: idParam,
      response: z.object({
        candidates: z.array(
          z.object({
            code: z.string(),
            kind: z.enum(['stop', 'keep', 'change']),
            words: z.string(),
            because: z.string(),
            chosen: z.boolean(),
          }),
        ),
      }),
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          mustHold(tx, WHOLE, 'What the figures suggest');
          return { candidates: await chosen.suggested(tx, params.id) };
        }),
    }),
    operation({
      ...{ id: 'reports.recommend', method: 'post', path: '/reports/{id}/recommendations' },
      summary: 'Recommend something that the figures suggest, in words of my own or those of the suggestion',
      params: idParam,
      body: z.strictObject({ code, words: text(2000).nullable().default(null) }),
      response: done,
      run: ({ proof }, { params, body }) =>
        unit.run(proof, async (tx) => {
          await writing(tx, params.id);
          await chosen.choose(tx, params.id, body.code, body.words);
          return { done: true as const };
        }),
    }),
    operation({
      ...{ id: 'reports.strikeRecommendation', method: 'post', path: '/reports/{id}/recommendations/strike' },
      summary: 'Recommend it no longer',
      params: idParam,
      body: z.strictObject({ code }),
      response: done,
      run: ({ proof }, { params, body }) =>
        unit.run(proof, async (tx) => {
          await writing(tx, params.id);
          await chosen.strike(tx, params.id, body.code);
          return { done: true as const };
        }),
    }),
    operation({
      ...{ id: 'reports.examples', method: 'get', path: '/reports/{id}/examples' },
      summary: 'Examples that people agreed to have told',
      params: idParam,
      response: z.object({
        examples: z.array(example.extend({ activity: z.string(), words: z.string(), chosen: z.boolean() })),
      }),
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          mustHold(tx, WHOLE, 'Examples');
          return { examples: await chosen.agreedExamples(tx, params.id) };
        }),
    }),
    operation({
      ...{ id: 'reports.showExample', method: 'post', path: '/reports/{id}/examples' },
      summary: 'Tell this example in the report',
      params: idParam,
      body: example,
      response: done,
      run: ({ proof }, { params, body }) =>
        unit.run(proof, async (tx) => {
          await writing(tx, params.id);
          await chosen.showExample(tx, params.id, body.evaluationId, body.personId);
          return { done: true as const };
        }),
    }),
    operation({
      ...{
        id: 'reports.hideExample',
        method: 'delete',
        path: '/reports/{id}/examples/{evaluationId}/{personId}',
      },
      summary: 'Leave this example out',
      params: ofExample,
      response: done,
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          await writing(tx, params.id);
          await chosen.hideExample(tx, params.id, params.evaluationId, params.personId);
          return { done: true as const };
        }),
    }),
  ];
}
