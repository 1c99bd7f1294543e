import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { planChart } from '../../../workflows/plan/plan.chart.js';
import { answerSchema, command, id, idParam, isoDate, operation, shown, text } from '../../api/index.js';
import type { ApiSurface, Caller, Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import type { Answer } from '../../engine/index.js';
import { beginAmendment, dropAmendment, noteGovernors, remark } from '../saying.js';
import { Submitting } from '../submitting.service.js';

const PLANS = { chart: planChart, collection: 'plans' } as const;
const SETTLE_MS = 1500;
const remarks = z
  .array(z.strictObject({ lineId: id.nullable().default(null), body: text(4000) }))
  .min(1)
  .max(500);

/** Every event of a plan that people send, one operation each. */
@Injectable()
export class PlanStepsOperations implements ApiSurface {
  constructor(
    private readonly engine: Engine,
    private readonly submitting: Submitting,
  ) {}

  operations(): readonly Operation[] {
    const { engine } = this;
    return [
      this.handIn('SUBMIT', (caller, planId) =>
        this.submitting.submit(caller.proof, planId, optionsOf(caller)),
      ),
      this.handIn('SUBMIT_AMENDMENT', (caller, planId) =>
        this.submitting.submitAmendment(caller.proof, planId, optionsOf(caller)),
      ),
      command(engine, { ...PLANS, event: 'WITHDRAW' }),
      command(engine, { ...PLANS, event: 'APPROVE' }),
      command(engine, {
        ...{ ...PLANS, event: 'RETURN', body: z.strictObject({ comments: remarks }), payload: () => ({}) },
        within: (tx, { comments }, plan) => remark(tx, plan, comments),
      }),
      command(engine, {
        ...PLANS,
        event: 'AMEND',
        body: z.strictObject({ note: text(4000).or(z.literal('')).default('') }),
        payload: () => ({}),
        within: (tx, { note }, plan) => beginAmendment(tx, plan.id, note),
      }),
      command(engine, {
        ...{ ...PLANS, event: 'DROP_AMENDMENT' },
        within: (tx, _body, plan) => dropAmendment(tx, plan),
      }),
      command(engine, {
        ...PLANS,
        event: 'NOTE',
        body: z.strictObject({ on: isoDate, minute: text(4000).or(z.literal('')).default('') }),
        payload: ({ on }) => ({ on }),
        within: (tx, { on, minute }, plan) => noteGovernors(tx, plan.id, on, minute),
      }),
      this.comment(),
    ];
  }

  /** The totals are counted here, from the lines, and checked again under the lock. */
  private handIn(
    event: 'SUBMIT' | 'SUBMIT_AMENDMENT',
    send: (caller: Caller, planId: string) => Promise<Answer>,
  ): Operation {
    const { id: operationId, path, summary, description } = command(this.engine, { ...PLANS, event });
    return operation({
      ...{ id: operationId, method: 'post', path, summary, description },
      params: idParam,
      body: z.strictObject({}),
      response: answerSchema,
      run: async (caller, { params }) => {
        const answer = await send(caller, params.id);
        return { ...shown(answer), settled: await this.engine.settle(answer, SETTLE_MS) };
      },
    });
  }

  private comment(): Operation {
    return operation({
      ...{ id: 'plans.comment', method: 'post', path: '/plans/{id}/comments' },
      summary: 'Say something about the plan or its lines',
      params: idParam,
      body: z.strictObject({ comments: remarks }),
      response: z.object({ kept: z.int() }),
      status: 201,
      run: ({ proof }, { params, body }) =>
        this.engine.unit.run(proof, async (tx) => {
          const view = await this.engine.read.instance(tx, params.id);
          await remark(tx, { ...view, tenant: tx.principal.school }, body.comments);
          return { kept: body.comments.length };
        }),
    });
  }
}

function optionsOf({ key, expectedRevision }: Caller) {
  return { key, expectedRevision };
}
