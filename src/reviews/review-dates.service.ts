import { Inject, Injectable } from '@nestjs/common';
import { Years } from '../cycles/index.js';
import type { Year, YearPerson } from '../cycles/index.js';
import { mustHold } from '../people/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { datesInYear, fromTheDayItBegins } from './review-dates.js';
import type { ReviewDates, ReviewDaysOfYear } from './review-dates.js';

/** Stands for everybody whose staff group has no dates of its own. */
export const EVERYBODY = 'everybody';
/** The head's own review, which governors hold. */
export const HEAD = 'head';

/** Days of the year of one staff group, or of everybody. */
export interface ReviewDatesOfGroup extends ReviewDaysOfYear {
  readonly group: string;
}

/** When a school's reviews are due, where it differs from the usual year. */
@Injectable()
export class ReviewDatesService {
  constructor(@Inject(Years) private readonly years: Years) {}

  /** What gives each person of a year the dates of a review that begins on a day. As the system. */
  async rule(tx: Tx, year: Year): Promise<(person: YearPerson, beginsOn: string) => ReviewDates> {
    const leastDays = await this.years.policyNumber(tx, 'review.leastDays');
    const settings = await this.settings(tx);
    return (person, beginsOn) => {
      const { isHead, staffGroup, from, inFlight } = person;
      const usual = isHead ? `${year.opensOn.slice(0, 4)}-12-31` : year.reviewsDueOn;
      const own = settings.get(isHead ? HEAD : staffGroup);
      const everybody = isHead ? undefined : settings.get(EVERYBODY);
      const agreed = inFlight?.stage === 'monitoring' || inFlight?.stage === 'closing';
      const begins = beginsOn > from ? beginsOn : from;
      return fromTheDayItBegins(datesInYear(year, usual, [own, everybody]), begins, leastDays, agreed);
    };
  }

  async settings(tx: Tx): Promise<ReadonlyMap<string, ReviewDatesOfGroup>> {
    const rows = await tx.query<ReviewDatesOfGroup>(
      `select staff_group as "group", agree_by as "agreeBy", mid_year_by as "midYearBy", closing_from as "closingFrom",
          close_by as "closeBy" from cpd.review_dates order by staff_group`,
    );
    return new Map(rows.map((row) => [row.group, row]));
  }

  /** Sets a group's days; with all of them null the group has the usual ones again. Throws 403. */
  async set(tx: Tx, { group, agreeBy, midYearBy, closingFrom, closeBy }: ReviewDatesOfGroup): Promise<void> {
    mustHold(tx, ['cpdLeader', 'head', 'deputy', 'administrator'], 'Setting the dates of reviews');
    await tx.query(
      `insert into cpd.review_dates (school_id, staff_group, agree_by, mid_year_by, closing_from, close_by)
         values (auth.school(), $1, $2, $3, $4, $5)
         on conflict (school_id, staff_group) do update set agree_by = excluded.agree_by,
           mid_year_by = excluded.mid_year_by, closing_from = excluded.closing_from, close_by = excluded.close_by`,
      [group, agreeBy, midYearBy, closingFrom, closeBy],
    );
  }
}
