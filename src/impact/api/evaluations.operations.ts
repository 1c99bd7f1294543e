import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { answerSchema, id, idParam, operation, Refused, shown } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EvaluationStarts } from '../evaluation-starts.service.js';
import { EvaluationsQueries } from '../evaluations.queries.js';
import { EvidenceBox } from '../evidence.service.js';
import { FollowUps } from '../follow-ups.service.js';
import { evaluationReads } from './evaluation-reads.js';
import { evaluationSteps } from './evaluation-steps.js';
import { followUpAnswer } from './evaluation.answers.js';
import { evidence, followUp } from './evaluation.schemas.js';

/** What changed because of training: stages, evidence, judgement, and what follows. */
@Injectable()
export class EvaluationsOperations implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EvaluationStarts) private readonly starts: EvaluationStarts,
    @Inject(EvaluationsQueries) private readonly queries: EvaluationsQueries,
    @Inject(EvidenceBox) private readonly box: EvidenceBox,
    @Inject(FollowUps) private readonly followUps: FollowUps,
  ) {}

  operations(): readonly Operation[] {
    const { unit, engine, box, queries } = this;
    return [
      ...evaluationReads(unit, queries),
      ...evaluationSteps(engine, box),
      this.startForGroup(),
      this.addEvidence(),
      ...this.following(),
    ];
  }

  private startForGroup(): Operation {
    return operation({
      ...{ id: 'evaluations.startForGroup', method: 'post', path: '/evaluations/of-group' },
      summary: 'Evaluate an activity once for everybody who took part',
      body: z.strictObject({ activityId: id }),
      response: answerSchema,
      status: 201,
      run: async ({ proof, key }, { body }) => shown(await this.starts.forGroup(proof, body.activityId, key)),
    });
  }

  /** Evidence goes in when it happens, at any stage; it moves nothing. */
  private addEvidence(): Operation {
    return operation({
      ...{ id: 'evaluations.addEvidence', method: 'post', path: '/evaluations/{id}/evidence' },
      summary: 'Put evidence in the box, whenever it turns up',
      params: idParam,
      body: evidence,
      response: z.object({ id }),
      status: 201,
      run: ({ proof }, { params, body }) =>
        this.unit.run(proof, async (tx) => {
          const record = await this.engine.read.instance(tx, params.id);
          if (record.chart !== 'impact')
            throw new Refused(404, 'not-found', 'There is no such evaluation, or it is not open to you.');
          if (record.status !== 'active')
            throw new Refused(409, 'finished', 'This evaluation is closed; its record stays as it is.');
          return { id: await this.box.add(tx, params.id, body) };
        }),
    });
  }

  private following(): Operation[] {
    return [
      operation({
        ...{ id: 'evaluations.addFollowUp', method: 'post', path: '/evaluations/{id}/follow-ups' },
        summary: 'Note what follows: a task with a day, or a training need',
        params: idParam,
        body: followUp,
        response: followUpAnswer,
        status: 201,
        run: ({ proof }, { params, body }) =>
          this.unit.run(proof, (tx) => this.followUps.add(tx, params.id, body)),
      }),
      operation({
        ...{ id: 'evaluations.followUpDone', method: 'post', path: '/follow-ups/{id}/done' },
        summary: 'The follow-up is done',
        params: idParam,
        response: followUpAnswer,
        run: ({ proof }, { params }) => this.unit.run(proof, (tx) => this.followUps.done(tx, params.id)),
      }),
      operation({
        ...{ id: 'evaluations.raiseNeed', method: 'post', path: '/follow-ups/{id}/raise-need' },
        summary: 'Put this follow-up on the list of training needs',
        params: idParam,
        response: followUpAnswer,
        run: ({ proof }, { params }) => this.followUps.raise(proof, params.id),
      }),
    ];
  }
}
