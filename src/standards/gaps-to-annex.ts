import { Inject, Injectable } from '@nestjs/common';
import type { InstanceRef } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { AnnexService, reviewIdOf } from '../reviews/index.js';
import { assessmentPlace } from './assessment-place.js';
import { RatingsService } from './ratings.service.js';

/** A gap that is to become a need, in the words of who chose it. */
export interface ChosenGap {
  readonly gapId: string;
  readonly title: string;
  readonly outcome: string;
}

/** Puts chosen gaps into the annex of the same person's review: from there they pass like every other need. */
@Injectable()
export class GapsToAnnex {
  constructor(
    @Inject(AnnexService) private readonly annex: AnnexService,
    @Inject(RatingsService) private readonly ratings: RatingsService,
  ) {}

  /** Somebody without a review this year chooses all the same; there is then no annex to put gaps into. */
  async put(tx: Tx, instance: InstanceRef, chosen: readonly ChosenGap[]): Promise<void> {
    const { personId, cycleId, framework } = await assessmentPlace(tx, instance.id);
    const reviewId = reviewIdOf(cycleId, personId);
    const [review] = await tx.query('select 1 from confidential.review where id = $1', [reviewId]);
    if (!review) return;
    const ratings = new Map((await this.ratings.list(tx, instance.id)).map((rating) => [rating.id, rating]));
    for (const { gapId, title, outcome } of chosen) {
      const standard = ratings.get(gapId)?.standard;
      await this.annex.add(
        tx,
        reviewId,
        { title, outcome, framework, standards: standard === undefined ? [] : [standard] },
        { shared: true, gap: { assessmentId: instance.id, gapId } },
      );
    }
  }
}
