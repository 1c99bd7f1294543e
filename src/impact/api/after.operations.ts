import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, operation, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { agreeToExample, withdrawExample } from '../after/examples.js';
import { Sampling } from '../after/sampling.service.js';
import { FollowUps } from '../follow-ups.service.js';
import { followUpAnswer } from './evaluation.answers.js';

const done = z.object({ done: z.literal(true) });

/** What happens around judgements: samples that are moderated, tasks that follow, examples that may be told. */
@Injectable()
export class AfterOperations implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Sampling) private readonly sampling: Sampling,
    @Inject(FollowUps) private readonly followUps: FollowUps,
  ) {}

  operations(): readonly Operation[] {
    return [this.draw(), this.myFollowUps(), ...this.examples()];
  }

  private draw(): Operation {
    return operation({
      ...{ id: 'evaluations.drawSample', method: 'post', path: '/cycles/{id}/evaluation-sample' },
      summary: 'Draw a sample of open evaluations whose judgements will be moderated',
      description: 'At least one of every kind of activity. The same seed draws the same sample.',
      params: idParam,
      body: z.strictObject({ percent: z.int().min(1).max(100), seed: text(60) }),
      response: z.object({ of: z.int(), drawn: z.array(id).readonly() }),
      run: ({ proof }, { params, body }) => this.sampling.draw(proof, params.id, body.percent, body.seed),
    });
  }

  private myFollowUps(): Operation {
    return operation({
      ...{ id: 'evaluations.myFollowUps', method: 'get', path: '/follow-ups/mine' },
      summary: 'What follows for me from evaluations and is not done yet, what is due first',
      response: z.object({ followUps: z.array(followUpAnswer) }),
      run: ({ proof }) =>
        this.unit.run(proof, async (tx) => ({ followUps: await this.followUps.openFor(tx) })),
    });
  }

  private examples(): Operation[] {
    return [
      operation({
        ...{ id: 'evaluations.agreeToExample', method: 'put', path: '/evaluations/{id}/example' },
        summary: 'Let the impact report tell of my evaluation, in my own words',
        params: idParam,
        body: z.strictObject({ words: text(1000) }),
        response: done,
        run: ({ proof }, { params, body }) =>
          this.unit.run(proof, async (tx) => {
            await agreeToExample(tx, params.id, body.words);
            return { done: true as const };
          }),
      }),
      operation({
        ...{ id: 'evaluations.withdrawExample', method: 'delete', path: '/evaluations/{id}/example' },
        summary: 'Take my consent back',
        description: 'What was published stays as it was read.',
        params: idParam,
        response: done,
        run: ({ proof }, { params }) =>
          this.unit.run(proof, async (tx) => {
            await withdrawExample(tx, params.id);
            return { done: true as const };
          }),
      }),
    ];
  }
}
