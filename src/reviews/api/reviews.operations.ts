import { Inject, Injectable } from '@nestjs/common';
import type { ApiSurface, Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AimsService } from '../aims.service.js';
import { AnnexService } from '../annex.service.js';
import { NeedsPassing } from '../needs-passing.js';
import { ReviewContentQueries } from '../review-content.js';
import { ReviewsQueries } from '../reviews.queries.js';
import { Sharing } from '../sharing.js';
import { WritingService } from '../writing.service.js';
import { annexOperations } from './annex.js';
import { reviewReads } from './review-reads.js';
import { reviewSteps } from './review-steps.js';
import { reviewWriting } from './review-writing.js';

/** Everything that can be asked of reviews. Fixed addresses come before those with an id in their place. */
@Injectable()
export class ReviewsOperations implements ApiSurface {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(ReviewsQueries) private readonly queries: ReviewsQueries,
    @Inject(ReviewContentQueries) private readonly contents: ReviewContentQueries,
    @Inject(WritingService) private readonly writing: WritingService,
    @Inject(AnnexService) private readonly annex: AnnexService,
    @Inject(Sharing) private readonly sharing: Sharing,
    @Inject(AimsService) private readonly aims: AimsService,
    @Inject(NeedsPassing) private readonly passing: NeedsPassing,
  ) {}

  operations(): readonly Operation[] {
    const { engine, unit, queries, contents, writing, annex, sharing, aims, passing } = this;
    const annexes = annexOperations(engine, annex, passing);
    const fixed = annexes.filter(({ path }) => !path.includes('{id}'));
    return [
      ...fixed,
      ...reviewReads({ unit, queries, contents, writing }),
      ...annexes.filter((op) => !fixed.includes(op)),
      ...reviewWriting({ unit, writing, sharing, aims }),
      ...reviewSteps({ engine, writing, annex, sharing }),
    ];
  }
}
