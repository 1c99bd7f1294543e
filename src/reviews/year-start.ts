import { Inject, Injectable } from '@nestjs/common';
import { Years, YearStarters } from '../cycles/index.js';
import type { YearPerson } from '../cycles/index.js';
import { localDate } from '../platform/calendar/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { ReviewDates } from './review-dates.js';
import { ReviewDatesService } from './review-dates.service.js';
import { openReviews } from './review-starts.js';
import type { ReviewedPerson, ReviewYear } from './review-starts.js';

/** Most governors on the panel of the head's own review (domain: two or three). */
const PANEL = 3;

/** Who holds which post on a day. */
type Holders = Readonly<Record<string, readonly string[]>>;

/** What reviews add to a school's year. */
@Injectable()
export class ReviewYearStart {
  constructor(
    @Inject(YearStarters) private readonly starters: YearStarters,
    @Inject(Years) private readonly years: Years,
    @Inject(ReviewDatesService) private readonly dates: ReviewDatesService,
  ) {}

  register(): void {
    this.starters.starts('reviews', {
      chart: 'review',
      requests: async (tx, year, people) => {
        const holders = await holdersOn(tx, year.opensOn);
        const limit = await this.years.policyNumber(tx, 'review.observationLimitMinutes');
        const reviewYear = {
          schoolId: year.schoolId,
          cycleId: year.id,
          posts: postsOf(holders),
          observationLimit: limit === 0 ? null : limit,
        };
        const datesOf = await this.dates.rule(tx, year);
        const today = localDate(tx.at);
        return openReviews(
          tx,
          reviewYear,
          people.map((person) => ({ ...reviewed(person, holders), ...datesOf(person, today) })),
        );
      },
    });
  }
}

/** The head is reviewed by a panel of governors with an external adviser. */
function reviewed(person: YearPerson, holders: Holders): Omit<ReviewedPerson, keyof ReviewDates> {
  const { id, reviewerId, online, isHead, inFlight } = person;
  if (!isHead) return { id, reviewer: reviewerId, offline: !online, inFlight };
  const panel = [...new Set([...(holders['chair'] ?? []), ...(holders['governor'] ?? [])])].slice(0, PANEL);
  return { id, reviewer: panel, adviser: holders['adviser']?.[0] ?? null, offline: !online, inFlight };
}

/** One holder of each post to which reviews and self-assessments escalate; the chair before other governors. */
function postsOf(holders: Holders): ReviewYear['posts'] {
  const first = (post: string): string | null => holders[post]?.[0] ?? null;
  return {
    cpdLeader: first('cpdLeader'),
    head: first('head'),
    deputy: first('deputy'),
    governor: first('chair') ?? first('governor'),
  };
}

/** Who holds those posts on a day, or today where the day is past. */
export async function postsOn(tx: Tx, date: string): Promise<ReviewYear['posts']> {
  return postsOf(await holdersOn(tx, date));
}

async function holdersOn(tx: Tx, date: string): Promise<Holders> {
  const today = tx.at.slice(0, 10);
  const rows = await tx.query<{ post: string; people: string[] }>(
    `select post, array_agg(person_id order by from_date, person_id) as people from cpd.post
      where from_date <= $1 and (to_date is null or to_date > $1) group by post`,
    [date > today ? date : today],
  );
  return Object.fromEntries(rows.map(({ post, people }) => [post, people]));
}
