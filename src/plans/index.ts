import { PlanLinesOperations } from './api/plan-lines.operations.js';
import { PlanReadsOperations } from './api/plan-reads.operations.js';
import { PlanStepsOperations } from './api/plan-steps.operations.js';
import { PlanComment } from './plan-comment.entity.js';
import { Plan } from './plan.entity.js';

/** Front door of training plans. */
export { BudgetQueries } from './budget.queries.js';
export type { PotBudget } from './budget.queries.js';
export { CommittedMoney } from './committed-money.js';
export type { MoneySource, PotMoney } from './committed-money.js';
export { cashOf, costOf, PROVISION } from './plan-line.js';
export type { PlanCost, PlanLine, Provision } from './plan-line.js';
export { linesAt } from './plan-lines.queries.js';
export { PlansModule } from './plans.module.js';
export { PlansQueries } from './plans.queries.js';
export { planIdOf } from './starting.js';

/** TypeORM entities of this feature. */
export const entities = [Plan, PlanComment];
export const surfaces = [PlanReadsOperations, PlanLinesOperations, PlanStepsOperations];
