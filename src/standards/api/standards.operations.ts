import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, operation, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EvidenceService } from '../evidence.service.js';
import { FrameworksService } from '../frameworks.service.js';
import { GapsToAnnex } from '../gaps-to-annex.js';
import { RatingsService } from '../ratings.service.js';
import { StandardsQueries } from '../standards.queries.js';
import { standardsReads } from './standards-reads.js';
import { standardsSteps } from './standards-steps.js';
import { code, rating, ratingValue, remark } from './standards.schemas.js';

const done = z.object({ done: z.literal(true) });
const view = z.strictObject({ id, ratingId: id });

/** Everything that can be asked of self-assessments. */
@Injectable()
export class StandardsOperations implements ApiSurface {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(StandardsQueries) private readonly queries: StandardsQueries,
    @Inject(RatingsService) private readonly ratings: RatingsService,
    @Inject(EvidenceService) private readonly evidence: EvidenceService,
    @Inject(FrameworksService) private readonly frameworks: FrameworksService,
    @Inject(GapsToAnnex) private readonly gaps: GapsToAnnex,
  ) {}

  operations(): readonly Operation[] {
    const { engine, unit, queries, ratings, evidence, frameworks, gaps } = this;
    return [
      ...standardsReads({ unit, queries, ratings, evidence, frameworks }),
      ...this.writing(),
      ...standardsSteps({ engine, ratings, evidence, gaps }),
    ];
  }

  private writing(): Operation[] {
    const { unit, ratings, evidence } = this;
    return [
      operation({
        id: 'standards.rate',
        method: 'put',
        path: '/standards/{id}/ratings/{standard}',
        summary: 'Rate a standard; nobody else can see it until it is sent to the reviewer',
        params: z.strictObject({ id, standard: code }),
        body: z.strictObject({ version: z.int().min(0), rating: ratingValue, note: remark.default('') }),
        response: rating,
        run: ({ proof }, { params, body: { version, ...what } }) =>
          unit.run(proof, (tx) => ratings.rate(tx, params.id, params.standard, version, what)),
      }),
      operation({
        id: 'standards.secondView',
        method: 'put',
        path: '/standards/{id}/ratings/{ratingId}/second-view',
        summary: 'Say that I see a standard differently, and why',
        params: view,
        body: z.strictObject({ rating: ratingValue, reason: text(4000) }),
        response: done,
        run: ({ proof }, { params, body }) =>
          unit.run(proof, async (tx) => {
            await ratings.differ(tx, params.id, params.ratingId, body.rating, body.reason);
            return { done: true as const };
          }),
      }),
      operation({
        id: 'standards.dropSecondView',
        method: 'delete',
        path: '/standards/{id}/ratings/{ratingId}/second-view',
        summary: 'Take my different view away again',
        params: view,
        response: done,
        run: ({ proof }, { params }) =>
          unit.run(proof, async (tx) => {
            await ratings.agree(tx, params.id, params.ratingId);
            return { done: true as const };
          }),
      }),
      operation({
        id: 'standards.removeEvidence',
        method: 'delete',
        path: '/standards/{id}/evidence/{evidenceId}',
        summary: 'Take a piece of evidence out',
        params: z.strictObject({ id, evidenceId: id }),
        response: done,
        run: ({ proof }, { params }) =>
          unit.run(proof, async (tx) => {
            await evidence.remove(tx, params.id, params.evidenceId);
            return { done: true as const };
          }),
      }),
    ];
  }
}
