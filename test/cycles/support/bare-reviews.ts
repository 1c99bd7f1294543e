import { YearStarters } from '../../../src/cycles/index.js';
import type { Year, YearPerson } from '../../../src/cycles/index.js';
import type { StartRequest } from '../../../src/engine/index.js';
import { idFrom } from '../../../src/platform/ids.js';
import type { TestSchool } from '../../support/school.js';

/** The id of somebody's review in a year, as the starter below gives it. */
export const reviewOf = (cycleId: string, personId: string): string =>
  idFrom('bare review', cycleId, personId);

/**
 * Begins reviews without the reviews feature: bare instances of its chart, so that tests of the year need no content.
 * Returns everybody for whom one was asked, as the year described them.
 */
export function bareReviews(school: TestSchool): YearPerson[] {
  const asked: YearPerson[] = [];
  school.app.get(YearStarters, { strict: false }).starts('reviews', {
    chart: 'review',
    requests: (_tx, year, people) => {
      asked.push(...people);
      return Promise.resolve(people.map((person) => request(year, person)));
    },
  });
  return asked;
}

function request(year: Year, person: YearPerson): StartRequest {
  const id = reviewOf(year.id, person.id);
  return {
    id,
    key: `bare/${id}`,
    input: {
      schoolId: year.schoolId,
      cycleId: year.id,
      reviewId: id,
      reviewee: person.id,
      reviewer: person.reviewerId,
      posts: { cpdLeader: null, head: null, deputy: null, governor: null },
      agreeBy: year.reviewsDueOn,
      midYearBy: year.reportOpensOn,
      closingFrom: year.closesOn,
      closeBy: year.runsOnUntil,
    },
  };
}
