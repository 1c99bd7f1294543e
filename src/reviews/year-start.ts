import { Inject, Injectable } from '@nestjs/common';
import { YearStarters } from '../cycles/index.js';
import type { Year, YearPerson } from '../cycles/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { openReviews } from './review-starts.js';
import type { ReviewedPerson, ReviewYear } from './review-starts.js';

/** Most governors on the panel of the head's own review (domain: two or three). */
const PANEL = 3;

/** Who holds which post on a day. */
type Holders = Readonly<Record<string, readonly string[]>>;

/** What reviews add to a school's year. */
@Injectable()
export class ReviewYearStart {
  constructor(@Inject(YearStarters) private readonly years: YearStarters) {}

  register(): void {
    this.years.starts('reviews', {
      chart: 'review',
      requests: async (tx, year, people) => {
        const holders = await holdersOn(tx, year.opensOn);
        return openReviews(
          tx,
          yearOf(year, holders),
          people.map((person) => reviewed(person, year, holders)),
        );
      },
    });
  }
}

/** Mid-year meetings end with March and closing begins in July before the year closes, in the usual English year. */
export function yearOf(year: Year, holders: Holders): ReviewYear {
  const closes = year.closesOn.slice(0, 4);
  return {
    schoolId: year.schoolId,
    cycleId: year.id,
    posts: postsOf(holders),
    midYearBy: `${closes}-03-31`,
    closingFrom: `${closes}-07-01`,
    closeBy: year.runsOnUntil,
    observationLimit: null,
  };
}

/** The head is reviewed by a panel of governors with an external adviser, and until the end of December. */
function reviewed(person: YearPerson, year: Year, holders: Holders): ReviewedPerson {
  const { id, reviewerId, online, isHead } = person;
  if (!isHead) return { id, reviewer: reviewerId, offline: !online, agreeBy: year.reviewsDueOn };
  const panel = [...new Set([...(holders['chair'] ?? []), ...(holders['governor'] ?? [])])].slice(0, PANEL);
  const agreeBy = `${year.opensOn.slice(0, 4)}-12-31`;
  return { id, reviewer: panel, adviser: holders['adviser']?.[0] ?? null, offline: !online, agreeBy };
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
