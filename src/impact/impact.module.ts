import { Inject, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CyclesModule, YearStarters } from '../cycles/index.js';
import { Host } from '../engine/index.js';
import { NeedsModule } from '../needs/index.js';
import { Sampling } from './after/sampling.service.js';
import { AfterOperations } from './api/after.operations.js';
import { BeforeOperations } from './api/before.operations.js';
import { EvaluationsOperations } from './api/evaluations.operations.js';
import { StartingPoints } from './before/starting-points.service.js';
import { EvaluationStarts } from './evaluation-starts.service.js';
import { EvaluationsQueries } from './evaluations.queries.js';
import { EvidenceBox } from './evidence.service.js';
import { FollowUps } from './follow-ups.service.js';
import { passOnGroups } from './line-manager.js';
import { HourlyRates } from './paid-time/hourly-rates.service.js';
import { countUnreturned } from './unreturned.command.js';

/** Evaluations: what changed because of training, against outcomes fixed before. */
@Module({
  imports: [CyclesModule, NeedsModule],
  providers: [
    AfterOperations,
    BeforeOperations,
    HourlyRates,
    Sampling,
    StartingPoints,
    EvaluationsOperations,
    EvaluationsQueries,
    EvaluationStarts,
    EvidenceBox,
    FollowUps,
  ],
  exports: [AfterOperations, BeforeOperations, EvaluationsOperations, EvaluationsQueries, EvaluationStarts],
})
export class ImpactModule implements OnModuleInit {
  constructor(
    @Inject(Host) private readonly host: Host,
    @Inject(YearStarters) private readonly years: YearStarters,
  ) {}

  onModuleInit(): void {
    this.host.handle(countUnreturned);
    this.years.adds('passOnWork', passOnGroups);
  }
}
