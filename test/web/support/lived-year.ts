import { act, AMARA, book, offer, openStory, REVIEWER } from '../../golden-path/cast.js';
import type { Story } from '../../golden-path/cast.js';
import { approveAll } from '../../provision/support/provided.js';
import type { PersonName } from '../../support/school.js';

/** Words that only a review may hold: no page of anybody else may show them. */
export const CONFIDENTIAL = 'KINGFISHER-4711';
const OBJECTIVE = '11111111-1111-4111-8111-111111111111';

type Made = { id: string };

/**
 * A small school in the middle of its year, on Tuesday 2 February 2027, lived through by the same operations as by everybody:
 * Amara's review is agreed and has passed a need, others are under way or late, the plan is in force, a course has one
 * place that is taken and waits for the provider, Amara waits for the next.
 */
export async function openLivedYear(): Promise<Story> {
  const story = await openStory();
  await openTheYear(story);
  await agreeAmarasReview(story);
  await sortNeeds(story);
  await bookPlaces(story);
  return story;
}

async function openTheYear(story: Story): Promise<void> {
  const { school } = story;
  story.cycle = (await act<Made>(story, 'leader', 'cycles.prepare', undefined, { startYear: 2026 })).id;
  const year = await act<{ priorities: Made[] }>(story, 'leader', 'cycles.setPriorities', story.cycle, {
    priorities: [{ code: 'P1', title: 'Reading for pleasure and fluency' }],
  });
  story.priority = year.priorities[0]?.id ?? '';
  const pot = { name: 'Staff development', amountPence: 1_000_000, financialYear: '2026-27' };
  await act(story, 'leader', 'cycles.setPot', story.cycle, pot);
  story.pot = (await act<{ pots: Made[] }>(story, 'leader', 'cycles.get', story.cycle)).pots[0]?.id ?? '';
  await school.drain();
  story.plan = (await act<{ plans: Made[] }>(story, 'leader', 'plans.list')).plans[0]?.id ?? '';
  await act(story, 'leader', 'plans.addLine', story.plan, {
    title: 'Safeguarding on the first INSET day',
    provision: 'inset',
    potId: story.pot,
    feePence: 30_000,
  });
  await act(story, 'leader', 'plans.submit', story.plan, {});
  await act(story, 'head', 'plans.approve', story.plan, {});
  await school.drain();
  await act(story, 'leader', 'cycles.finishSetup', story.cycle, {});
  await school.advance('2026-09-02');
  await school.drain();
}

async function agreeAmarasReview(story: Story): Promise<void> {
  const { school } = story;
  const reviewOf = async (who: PersonName) =>
    (await act<{ reviews: Made[] }>(story, who, 'reviews.mine')).reviews[0]?.id ?? '';
  story.review = await reviewOf(AMARA);
  await school.advance('2026-10-05T09:00');
  await act(story, REVIEWER, 'reviews.holdMeeting', story.review, { heldOn: '2026-10-05' });
  const objective = {
    id: OBJECTIVE,
    title: `${CONFIDENTIAL} Lead a guided reading group every week`,
    successCriteria: 'A group of six led alone from January',
    framework: null,
    standards: [],
  };
  const write = (part: string, body: object) =>
    act(story, REVIEWER, 'reviews.write', story.review, { version: 0, body }, { part });
  await write('objectives', { objectives: [objective] });
  await write('summary', { text: `${CONFIDENTIAL} a good year` });
  const need = {
    title: 'Leading guided reading',
    outcome: 'Pupils talk about what they read',
    standards: [],
  };
  await act(story, REVIEWER, 'reviews.addNeed', story.review, need);
  const { needs } = await act<{ needs: Made[] }>(story, REVIEWER, 'reviews.annex', story.review);
  const itemId = needs[0]?.id ?? '';
  await act(story, REVIEWER, 'reviews.wantNeed', story.review, { wanted: true }, { itemId });
  await act(story, REVIEWER, 'reviews.share', story.review, {});
  const seen = await act<{ needs: Made[] }>(story, AMARA, 'reviews.annex', story.review);
  for (const { id } of seen.needs) {
    await act(story, AMARA, 'reviews.wantNeed', story.review, { wanted: true }, { itemId: id });
  }
  await act(story, AMARA, 'reviews.agree', story.review, {});
  await act(story, REVIEWER, 'reviews.agree', story.review, {});
  await school.advance('2026-10-20T09:00');
  await school.drain();
}

async function sortNeeds(story: Story): Promise<void> {
  const { needs } = await act<{ needs: (Made & { title: string })[] }>(story, 'leader', 'needs.list');
  story.need = needs.find(({ title }) => title === 'Leading guided reading')?.id ?? '';
  for (const [who, title] of [
    ['teacher', 'Phonics catch-up for older readers'],
    ['colleague', 'Adapting mathematics for pupils with SEND'],
    ['ta2', 'Hearing readers who are not yet fluent'],
  ] as const) {
    await act(story, who, 'needs.request', undefined, { title });
  }
  story.theme = (await act<Made>(story, 'leader', 'themes.make', undefined, { title: 'Reading' })).id;
  await act(story, 'leader', 'needs.triage', story.need, {
    level: 'team',
    ownerId: story.school.person('leader'),
    themeId: story.theme,
    priorityId: story.priority,
    rank: 1,
  });
  await story.school.advance('2026-11-30T09:00');
}

async function bookPlaces(story: Story): Promise<void> {
  const { school } = story;
  const provider = await act<Made>(story, 'leader', 'providers.add', undefined, {
    name: 'Local authority reading service',
    kind: 'localAuthority',
  });
  story.course = await offer(story, {
    kind: 'course',
    title: 'Guided reading in Key Stage 2',
    external: true,
    providerId: provider.id,
    capacity: 1,
    priorityId: story.priority,
    cost: { feePence: 24_000, potId: story.pot },
    sessions: [{ on: '2027-03-10', startsAt: '09:00', endsAt: '15:30' }],
  });
  await school.advance('2027-01-26T09:00');
  const first = await book(story, 'teacher', story.course);
  await approveAll(school, first);
  await school.drain();
  await school.advance('2027-02-02T09:00');
  story.booking = await book(story, AMARA, story.course);
  await approveAll(school, story.booking);
  await school.drain();
}
