import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CyclesModule, YearStarters } from '../cycles/index.js';
import { Host } from '../engine/index.js';
import { PeopleModule } from '../people/index.js';
import { PlanLinesOperations } from './api/plan-lines.operations.js';
import { PlanReadsOperations } from './api/plan-reads.operations.js';
import { PlanStepsOperations } from './api/plan-steps.operations.js';
import { BudgetQueries } from './budget.queries.js';
import { CommittedMoney } from './committed-money.js';
import { LineWriting } from './line-writing.service.js';
import { planCommands } from './plan.commands.js';
import { PlansQueries } from './plans.queries.js';
import { PlanStarting } from './starting.js';
import { Submitting } from './submitting.service.js';

const services = [BudgetQueries, CommittedMoney, LineWriting, PlansQueries, PlanStarting, Submitting];

/** Training plans: written, approved, amended; the money that they commit. A year begins and closes its own. */
@Module({
  imports: [CyclesModule, PeopleModule],
  providers: [...services, PlanLinesOperations, PlanReadsOperations, PlanStepsOperations],
  exports: services,
})
export class PlansModule implements OnModuleInit {
  constructor(
    private readonly host: Host,
    private readonly years: YearStarters,
    private readonly starting: PlanStarting,
  ) {}

  onModuleInit(): void {
    this.host.handle(...planCommands);
    this.years.adds('startPlan', (context, { cycleId }) => this.starting.start(context, cycleId));
    this.years.adds('closePlan', (context, { cycleId }) => this.starting.close(context, cycleId));
  }
}
