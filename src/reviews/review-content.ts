import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { AnnexItem } from './annex-item.entity.js';
import { AnnexService } from './annex.service.js';
import { objectivesInForce } from './objectives-in-force.js';
import type { Objective } from './review-parts.js';
import { WritingService } from './writing.service.js';
import type { Writing } from './writing.service.js';

export interface ReviewComment {
  readonly id: string;
  readonly about: string;
  readonly wordsOf: string;
  readonly writtenBy: string;
  readonly writtenAt: Date;
  readonly body: string;
}

export interface Observation {
  readonly id: string;
  readonly observedOn: string;
  readonly minutes: number;
  readonly focus: string;
  readonly notes: string;
  readonly observerId: string;
  readonly struckAt: Date | null;
}

export interface LongRangeAim {
  readonly id: string;
  readonly years: number;
  readonly version: number;
  readonly body: string;
  readonly framework: string | null;
  readonly standards: readonly string[];
  readonly sharedAt: Date | null;
  readonly carriedFrom: string | null;
}

export interface Contribution {
  readonly id: string;
  readonly contributorId: string;
  readonly askedAt: Date;
  readonly givenAt: Date | null;
  readonly body: string | null;
}

/** Everything in a review that the caller may read. */
export interface ReviewContent {
  readonly writings: readonly Writing[];
  readonly objectives: readonly Objective[];
  readonly annex: readonly AnnexItem[];
  readonly comments: readonly ReviewComment[];
  readonly observations: readonly Observation[];
  readonly aims: readonly LongRangeAim[];
  readonly contributions: readonly Contribution[];
  readonly reviewerTerms: readonly { reviewers: string[]; since: Date }[];
}

/** Reads what a review says, as the caller. */
@Injectable()
export class ReviewContentQueries {
  constructor(
    @Inject(WritingService) private readonly writing: WritingService,
    @Inject(AnnexService) private readonly annex: AnnexService,
  ) {}

  async of(tx: Tx, id: string): Promise<ReviewContent> {
    return {
      writings: await this.writing.newest(tx, id),
      objectives: await objectivesInForce(tx, id),
      annex: await this.annex.list(tx, id),
      comments: await tx.query<ReviewComment>(
        `select id, about, words_of as "wordsOf", written_by as "writtenBy", written_at as "writtenAt", body
          from confidential.review_comment where review_id = $1 order by seq`,
        [id],
      ),
      observations: await tx.query<Observation>(
        `select id, observed_on::text as "observedOn", minutes, focus, notes, observer_id as "observerId",
            struck_at as "struckAt"
          from confidential.observation where review_id = $1 order by observed_on, written_at`,
        [id],
      ),
      aims: await tx.query<LongRangeAim>(
        `select id, years, version, body, framework, standards, shared_at as "sharedAt", carried_from as "carriedFrom"
          from confidential.long_range_aim where review_id = $1 and dropped_at is null order by years, written_at`,
        [id],
      ),
      contributions: await tx.query<Contribution>(
        `select id, contributor_id as "contributorId", asked_at as "askedAt", given_at as "givenAt", body
          from confidential.contribution where review_id = $1 order by asked_at, id`,
        [id],
      ),
      reviewerTerms: await tx.query<{ reviewers: string[]; since: Date }>(
        'select reviewers, since from confidential.reviewer_term where review_id = $1 order by since',
        [id],
      ),
    };
  }
}
