import { z } from 'zod';
import { localDate } from '../../platform/calendar/index.js';
import { get, paths, show, view } from '../../web/index.js';
import { summary } from '../api/review.answers.js';
import { presentPeople } from './people.presenter.js';
import type { PeopleModel } from './people.presenter.js';
import { dutiesOf } from './review.facts.js';

const peopleView = view<PeopleModel>('reviews/web/people.njk');
const assessments = z.object({
  assessments: z.array(z.object({ id: z.uuid(), personId: z.uuid(), cycleId: z.uuid(), state: z.string() })),
});
const years = z.object({ cycles: z.array(z.object({ id: z.uuid(), title: z.string() })) });

/** The people I review: where each review is, what I do next and by when. */
export const peoplePage = get(paths.reviewees, async (visit) => {
  const [{ reviews }, standards, { cycles }, duties, at] = await Promise.all([
    visit.ask('reviews.people', z.object({ reviews: z.array(summary) }), { query: { limit: 100 } }),
    visit.ask('standards.people', assessments, { query: { limit: 100 } }),
    visit.ask('cycles.list', years),
    dutiesOf(visit),
    visit.now(),
  ]);
  return show(
    peopleView,
    presentPeople({ reviews, assessments: standards.assessments, cycles, duties, today: localDate(at) }),
  );
});
