import { Inject, Injectable } from '@nestjs/common';
import { Years, YearStarters } from '../cycles/index.js';
import type { Year, YearPerson } from '../cycles/index.js';
import { addDays } from '../people/index.js';
import { localDate } from '../platform/calendar/index.js';
import { postsOn } from '../reviews/index.js';
import { DEFAULT_FRAMEWORKS } from './data/frameworks.js';
import { openAssessments } from './standards-starts.js';

/** What standards add to a school's year: a self-assessment for everybody whose group has a framework. */
@Injectable()
export class StandardsYearStart {
  constructor(
    @Inject(YearStarters) private readonly starters: YearStarters,
    @Inject(Years) private readonly years: Years,
  ) {}

  register(): void {
    this.starters.useFrameworks(DEFAULT_FRAMEWORKS);
    this.starters.starts('standards', {
      chart: 'standards',
      requests: async (tx, year, people) => {
        const posts = await postsOn(tx, year.opensOn);
        const { id: cycleId, schoolId, reviewsDueOn, runsOnUntil } = year;
        const leastDays = await this.years.policyNumber(tx, 'review.leastDays');
        const today = localDate(tx.at);
        return openAssessments(
          tx,
          { schoolId, cycleId, posts, assessBy: reviewsDueOn, runsOnUntil },
          people.flatMap((person) => {
            const { id, reviewerId: reviewer, frameworkCode: framework, online } = person;
            const assessBy = dueOf(person, year, today, leastDays);
            return framework === null ? [] : [{ id, reviewer, framework, offline: !online, assessBy }];
          }),
        );
      },
    });
  }
}

/** The year's date, or for somebody who begins late so many days on, as for a review: nobody is late on their first day. */
export function dueOf(
  person: Pick<YearPerson, 'from'>,
  year: Pick<Year, 'reviewsDueOn'>,
  today: string,
  leastDays: number,
): string {
  const least = addDays(today > person.from ? today : person.from, leastDays);
  return least > year.reviewsDueOn ? least : year.reviewsDueOn;
}
