import { impactChart } from '../../../workflows/impact/impact.chart.js';
import { z } from 'zod';
import { command, id, isoDate, plainCommands } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import type { Engine } from '../../engine/index.js';
import { keepAnswers } from '../answers.js';
import { restateBaseline } from '../baseline.js';
import type { EvidenceBox } from '../evidence.service.js';
import { keepJudgement } from '../judging.js';
import { mayTakeOver } from '../line-manager.js';
import {
  application,
  baseline,
  givenEvidence,
  judgement,
  managerView,
  reaction,
  results,
  settled,
} from './evaluation.schemas.js';

const of = { chart: impactChart, collection: 'evaluations' };
const nothing = (): Record<string, unknown> => ({});
const ofWhom = ({ personId }: { personId?: string | undefined }): Record<string, unknown> =>
  personId === undefined ? {} : { of: personId };
const levelOnly = ({ level }: { level: number }): Record<string, unknown> => ({ level });
const outcomeOnly = ({ outcome }: { outcome: string }): Record<string, unknown> => ({ outcome });

/** Every event of an evaluation that people send, with what is written along. */
export function evaluationSteps(engine: Engine, box: EvidenceBox): Operation[] {
  return [
    command(engine, {
      ...{ ...of, event: 'STATE_BASELINE', body: baseline, payload: nothing },
      within: (tx, body, evaluation) => restateBaseline(tx, evaluation.id, body),
    }),
    command(engine, {
      ...{ ...of, event: 'GIVE_REACTION', body: reaction, payload: ofWhom },
      within: (tx, body, evaluation) => keepAnswers(tx, evaluation, 'reaction', body),
    }),
    command(engine, {
      ...{ ...of, event: 'DESCRIBE_APPLICATION', body: application, payload: ofWhom },
      within: (tx, body, evaluation) => keepAnswers(tx, evaluation, 'application', body),
    }),
    command(engine, {
      ...{ ...of, event: 'CONFIRM_APPLICATION', body: managerView, payload: nothing },
      within: (tx, body, evaluation) => keepAnswers(tx, evaluation, 'managerView', body),
    }),
    command(engine, {
      ...{ ...of, event: 'GIVE_EVIDENCE', body: givenEvidence, payload: levelOnly },
      within: async (tx, { measure, ...given }, evaluation) => {
        await box.add(tx, evaluation.id, given);
        if (measure) await box.measure(tx, evaluation.id, 'summer', measure);
      },
    }),
    command(engine, {
      ...{ ...of, event: 'JUDGE', body: judgement, payload: outcomeOnly },
      within: (tx, body, evaluation) => keepJudgement(tx, evaluation, 'judged', body),
    }),
    command(engine, {
      ...{ ...of, event: 'MODERATE', body: settled, payload: outcomeOnly },
      within: (tx, body, evaluation) => keepJudgement(tx, evaluation, 'moderated', body),
    }),
    command(engine, {
      ...{ ...of, event: 'ADD_RESULTS', body: results, payload: outcomeOnly },
      within: async (tx, { measure, ...given }, evaluation) => {
        if (measure) await box.measure(tx, evaluation.id, 'autumn', measure);
        await keepJudgement(tx, evaluation, 'results', given);
      },
    }),
    command(engine, { ...of, event: 'PAUSE', body: z.strictObject({ from: isoDate }) }),
    command(engine, { ...of, event: 'RESUME', body: z.strictObject({ on: isoDate }) }),
    command(engine, {
      ...{ ...of, event: 'REASSIGN', body: z.strictObject({ to: id.nullable() }) },
      within: (tx, { to }, evaluation) => mayTakeOver(tx, evaluation, to),
    }),
    ...plainCommands(engine, impactChart, 'evaluations', [
      'STATE_BASELINE',
      'GIVE_REACTION',
      'DESCRIBE_APPLICATION',
      'CONFIRM_APPLICATION',
      'GIVE_EVIDENCE',
      'JUDGE',
      'MODERATE',
      'ADD_RESULTS',
      'PAUSE',
      'RESUME',
      'REASSIGN',
    ]),
  ];
}
