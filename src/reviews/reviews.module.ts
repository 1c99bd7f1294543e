import { Inject, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CyclesModule, YearStarters } from '../cycles/index.js';
import { Host } from '../engine/index.js';
import { AimsService } from './aims.service.js';
import { AnnexReceivers } from './annex-receiver.js';
import { AnnexService } from './annex.service.js';
import { JournalOperations } from './api/journal.operations.js';
import { ReviewDatesOperations } from './api/review-dates.operations.js';
import { ReviewsOperations } from './api/reviews.operations.js';
import { JournalService } from './journal.service.js';
import { NeedsPassing } from './needs-passing.js';
import { ReviewContentQueries } from './review-content.js';
import { Redating } from './redating.service.js';
import { ReviewDatesService } from './review-dates.service.js';
import { reviewCommands } from './review.commands.js';
import { ReviewsQueries } from './reviews.queries.js';
import { Sharing } from './sharing.js';
import { WritingService } from './writing.service.js';
import { ReviewYearStart } from './year-start.js';

/** Reviews: two people plan a year in confidence and pass on its training needs. */
@Module({
  imports: [CyclesModule],
  providers: [
    AimsService,
    AnnexReceivers,
    AnnexService,
    JournalOperations,
    JournalService,
    NeedsPassing,
    ReviewContentQueries,
    ReviewDatesOperations,
    ReviewDatesService,
    Redating,
    ReviewYearStart,
    ReviewsOperations,
    ReviewsQueries,
    Sharing,
    WritingService,
  ],
  exports: [AnnexReceivers, AnnexService, JournalOperations, ReviewsOperations, ReviewsQueries],
})
export class ReviewsModule implements OnModuleInit {
  constructor(
    @Inject(Host) private readonly host: Host,
    @Inject(NeedsPassing) private readonly needs: NeedsPassing,
    @Inject(ReviewYearStart) private readonly start: ReviewYearStart,
    @Inject(YearStarters) private readonly years: YearStarters,
    @Inject(Redating) private readonly redating: Redating,
  ) {}

  onModuleInit(): void {
    this.host.handle(...reviewCommands(this.host, this.needs));
    this.start.register();
    this.years.whenDatesChange((school) => this.redating.follow(school));
  }
}
