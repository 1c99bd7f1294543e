import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { STAFF_GROUPS } from '../../people/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Redating } from '../redating.service.js';
import { EVERYBODY, HEAD, ReviewDatesService } from '../review-dates.service.js';

/** 29 February is not in every year. */
const dayOfYear = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: 'a month and a day, like 06-30' })
  .refine((day) => !Number.isNaN(Date.parse(`2025-${day}T00:00:00Z`)) && isDay(day), {
    error: 'not a day of every year',
  })
  .nullable()
  .default(null);
const days = { agreeBy: dayOfYear, midYearBy: dayOfYear, closingFrom: dayOfYear, closeBy: dayOfYear };
const group = z.enum([EVERYBODY, HEAD, ...STAFF_GROUPS]);
const listed = z.object({
  groups: z.array(z.object({ group: z.string(), ...days })),
});

/** When reviews are due, where a school or one of its staff groups differs from the usual year. */
@Injectable()
export class ReviewDatesOperations implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(ReviewDatesService) private readonly dates: ReviewDatesService,
    @Inject(Redating) private readonly redating: Redating,
  ) {}

  operations(): readonly Operation[] {
    return [
      operation({
        id: 'school.reviewDates',
        method: 'get',
        path: '/school/review-dates',
        summary: 'Days of the year on which reviews are due, where they differ from the usual ones',
        response: listed,
        run: ({ proof }) =>
          this.unit.run(proof, async (tx) => ({ groups: [...(await this.dates.settings(tx)).values()] })),
      }),
      operation({
        id: 'school.setReviewDates',
        method: 'put',
        path: '/school/review-dates/{group}',
        summary: 'Set when the reviews of a staff group, or of everybody, are due',
        description:
          'Months and days, which hold for every year; null is the usual day. Open reviews follow and their clocks move.',
        params: z.strictObject({ group }),
        body: z.strictObject(days),
        response: listed,
        run: async ({ proof }, { params, body }) => {
          const { school, groups } = await this.unit.run(proof, async (tx) => {
            await this.dates.set(tx, { group: params.group, ...body });
            return { school: tx.principal.school, groups: [...(await this.dates.settings(tx)).values()] };
          });
          await this.redating.follow(school);
          return { groups };
        },
      }),
    ];
  }
}

/** 30 February and 31 June are no days: a date made of them is another one. */
function isDay(day: string): boolean {
  return new Date(`2025-${day}T00:00:00Z`).toISOString().slice(5, 10) === day;
}
