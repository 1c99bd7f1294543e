import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { BudgetQueries } from '../budget.queries.js';
import { PlansQueries } from '../plans.queries.js';
import { planCost, planLine, planView, potBudget } from './shapes.js';

const title = z.object({ id, theme: z.string().nullable(), title: z.string(), provision: z.string() });
const themeTotal = z.object({
  theme: z.string().nullable(),
  lines: z.int(),
  cashPence: z.int(),
  coverPence: z.int(),
  paidMinutes: z.int(),
});

/** Reads of plans: all of it for those who write, approve and pay, titles for the staff, themes and totals for governors. */
@Injectable()
export class PlanReadsOperations implements ApiSurface {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly plans: PlansQueries,
    private readonly budgets: BudgetQueries,
  ) {}

  operations(): readonly Operation[] {
    return [...this.whole(), ...this.parts()];
  }

  private whole(): Operation[] {
    return [
      operation({
        ...{ id: 'plans.list', method: 'get', path: '/plans' },
        summary: 'Training plans of the school',
        response: z.object({ plans: z.array(z.object({ id, cycleId: id, title: z.string() })) }),
        run: ({ proof }) => this.unit.run(proof, async (tx) => ({ plans: await this.plans.list(tx) })),
      }),
      operation({
        ...{ id: 'plans.one', method: 'get', path: '/plans/{id}' },
        summary: 'A training plan with its lines, editions and comments',
        params: idParam,
        response: planView,
        run: ({ proof }, { params }) =>
          this.unit.run(proof, (tx) => this.plans.one(tx, params.id)) as Promise<never>,
      }),
      operation({
        ...{ id: 'plans.version', method: 'get', path: '/plans/{id}/versions/{version}' },
        summary: 'A training plan as it held at a version',
        params: z.strictObject({ id, version: z.coerce.number().int().min(1).max(10_000) }),
        response: z.object({ lines: z.array(planLine), cost: planCost }),
        run: ({ proof }, { params }) =>
          this.unit.run(proof, (tx) => this.plans.atVersion(tx, params.id, params.version)) as Promise<never>,
      }),
      operation({
        ...{ id: 'plans.budget', method: 'get', path: '/plans/{id}/budget' },
        summary: 'Pots of the year: planned, committed, spent, left',
        params: idParam,
        response: z.object({ pots: z.array(potBudget) }),
        run: ({ proof }, { params }) =>
          this.unit.run(proof, async (tx) => ({ pots: await this.budgets.of(tx, params.id) })),
      }),
    ];
  }

  private parts(): Operation[] {
    return [
      operation({
        ...{ id: 'plans.titles', method: 'get', path: '/plans/{id}/titles' },
        summary: 'Titles of what is planned',
        params: idParam,
        response: z.object({ lines: z.array(title) }),
        run: ({ proof }, { params }) =>
          this.unit.run(proof, async (tx) => ({ lines: await this.plans.titles(tx, params.id) })),
      }),
      operation({
        ...{ id: 'plans.totals', method: 'get', path: '/plans/{id}/totals' },
        summary: 'Themes and totals of a plan, for governors',
        params: idParam,
        response: z.object({ themes: z.array(themeTotal) }),
        run: ({ proof }, { params }) =>
          this.unit.run(proof, async (tx) => ({ themes: await this.plans.totals(tx, params.id) })),
      }),
    ];
  }
}
