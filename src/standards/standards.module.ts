import { Inject, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CyclesModule, YearStarters } from '../cycles/index.js';
import { Host } from '../engine/index.js';
import { ReviewsModule } from '../reviews/index.js';
import { FrameworksOperations } from './api/frameworks.operations.js';
import { StandardsOperations } from './api/standards.operations.js';
import { EvidenceService } from './evidence.service.js';
import { FrameworksService } from './frameworks.service.js';
import { GapsToAnnex } from './gaps-to-annex.js';
import { RatingsService } from './ratings.service.js';
import { StandardsRedating } from './redating.service.js';
import { standardsCommands } from './standards.commands.js';
import { StandardsQueries } from './standards.queries.js';
import { StandardsYearStart } from './year-start.js';

/** Standards: frameworks, self-assessments, the portfolio's evidence, strengths. */
@Module({
  imports: [CyclesModule, ReviewsModule],
  providers: [
    EvidenceService,
    FrameworksOperations,
    FrameworksService,
    GapsToAnnex,
    RatingsService,
    StandardsOperations,
    StandardsQueries,
    StandardsRedating,
    StandardsYearStart,
  ],
  exports: [EvidenceService, FrameworksOperations, FrameworksService, StandardsOperations, StandardsQueries],
})
export class StandardsModule implements OnModuleInit {
  constructor(
    @Inject(Host) private readonly host: Host,
    @Inject(StandardsYearStart) private readonly start: StandardsYearStart,
    @Inject(YearStarters) private readonly years: YearStarters,
    @Inject(StandardsRedating) private readonly redating: StandardsRedating,
  ) {}

  onModuleInit(): void {
    this.host.handle(...standardsCommands);
    this.start.register();
    this.years.whenDatesChange((school) => this.redating.follow(school));
  }
}
