import { z } from 'zod';
import { id, idParam, operation } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { EvaluationsQueries } from '../evaluations.queries.js';
import { facilitatorReactions, impactTotals } from '../totals.queries.js';
import { line, reactions, totals, whole } from './evaluation.answers.js';
import { paging } from './evaluation.schemas.js';

const page = z.strictObject({ ...paging, open: z.stringbool().default(false) });
const list = z.object({ evaluations: z.array(line) });

/** Reads of evaluations, each as the caller. */
export function evaluationReads(unit: UnitOfWork, queries: EvaluationsQueries): Operation[] {
  return [
    operation({
      ...{ id: 'evaluations.mine', method: 'get', path: '/evaluations/mine' },
      summary: 'Evaluations of what I took part in',
      query: page,
      response: list,
      run: ({ proof }, { query }) =>
        unit.run(proof, async (tx) => ({ evaluations: await queries.list(tx, { ...query, whose: 'mine' }) })),
    }),
    operation({
      ...{ id: 'evaluations.people', method: 'get', path: '/evaluations/people-i-review' },
      summary: 'Evaluations in which I am the line manager',
      query: page,
      response: list,
      run: ({ proof }, { query }) =>
        unit.run(proof, async (tx) => ({
          evaluations: await queries.list(tx, { ...query, whose: 'people' }),
        })),
    }),
    operation({
      ...{ id: 'evaluations.list', method: 'get', path: '/evaluations' },
      summary: 'Evaluations open to me, latest first',
      query: z.strictObject({ ...page.shape, cycleId: id.optional(), activityId: id.optional() }),
      response: list,
      run: ({ proof }, { query }) =>
        unit.run(proof, async (tx) => ({ evaluations: await queries.list(tx, { ...query, whose: 'all' }) })),
    }),
    operation({
      ...{ id: 'evaluations.read', method: 'get', path: '/evaluations/{id}' },
      summary: 'One evaluation, as far as it is open to me',
      params: idParam,
      response: whole,
      run: ({ proof }, { params }) => unit.run(proof, (tx) => queries.one(tx, params.id)),
    }),
    operation({
      ...{ id: 'evaluations.totals', method: 'get', path: '/cycles/{id}/impact-totals' },
      summary: 'How a year’s evaluations came out, in people',
      description: 'For governors and those who lead. Cells under five are merged, then hidden.',
      params: idParam,
      response: totals,
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => ({ totals: await impactTotals(tx, params.id) })),
    }),
    operation({
      ...{ id: 'evaluations.reactions', method: 'get', path: '/activities/{id}/reactions' },
      summary: 'What people thought of the activity that I led',
      description: 'Averages of whole fives, and the answers whose writers let the facilitator read them.',
      params: idParam,
      response: reactions,
      run: ({ proof }, { params }) => unit.run(proof, (tx) => facilitatorReactions(tx, params.id)),
    }),
  ];
}
