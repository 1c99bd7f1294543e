import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { QUALITY_PARTS } from '../../../workflows/activity/activity.types.js';
import { idParam, operation, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { answerAfterwards, qualityOf } from '../quality/quality-check.js';

const part = z.enum(QUALITY_PARTS);
const mark = z.enum(['yes', 'partly', 'no']);
const answered = z.object({ mark, answer: z.string() }).nullable();

/** An activity against the five parts of the DfE Standard for teachers' professional development (2016). */
@Injectable()
export class QualityOperations implements ApiSurface {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  operations(): readonly Operation[] {
    return [
      operation({
        ...{ id: 'activities.quality', method: 'get', path: '/activities/{id}/quality' },
        summary: 'The five parts: before it was approved, and again after; and what is missing',
        params: idParam,
        response: z.object({
          parts: z.array(z.object({ part, asks: z.string(), before: answered, after: answered })).readonly(),
          missingBefore: z.array(part).readonly(),
          missingAfter: z.array(part).readonly(),
        }),
        run: ({ proof }, { params }) => this.unit.run(proof, (tx) => qualityOf(tx, params.id)),
      }),
      operation({
        ...{ id: 'activities.qualityAfterwards', method: 'put', path: '/activities/{id}/quality-afterwards' },
        summary: 'Answer one of the five parts again, once it has been held',
        params: idParam,
        body: z.strictObject({ part, mark, answer: text(2000).or(z.literal('')).default('') }),
        response: z.object({ done: z.literal(true) }),
        run: ({ proof }, { params, body }) =>
          this.unit.run(proof, async (tx) => {
            await answerAfterwards(tx, params.id, body);
            return { done: true as const };
          }),
      }),
    ];
  }
}
