import { Inject, Injectable } from '@nestjs/common';
import { YearStarters } from '../cycles/index.js';
import { postsOn } from '../reviews/index.js';
import { DEFAULT_FRAMEWORKS } from './data/frameworks.js';
import { openAssessments } from './standards-starts.js';

/** What standards add to a school's year: a self-assessment for everybody whose group has a framework. */
@Injectable()
export class StandardsYearStart {
  constructor(@Inject(YearStarters) private readonly years: YearStarters) {}

  register(): void {
    this.years.useFrameworks(DEFAULT_FRAMEWORKS);
    this.years.starts('standards', {
      chart: 'standards',
      requests: async (tx, year, people) => {
        const posts = await postsOn(tx, year.opensOn);
        const { id: cycleId, schoolId, reviewsDueOn: assessBy, runsOnUntil } = year;
        return openAssessments(
          tx,
          { schoolId, cycleId, posts, assessBy, runsOnUntil },
          people.flatMap(({ id, reviewerId: reviewer, frameworkCode: framework, online }) =>
            framework === null ? [] : [{ id, reviewer, framework, offline: !online }],
          ),
        );
      },
    });
  }
}
