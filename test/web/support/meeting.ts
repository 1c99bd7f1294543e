import { act, AMARA, openStory, REVIEWER } from '../../golden-path/cast.js';
import type { Story } from '../../golden-path/cast.js';

type Made = { id: string };

/**
 * Monday 5 October: the year is open; Amara has rated two standards low, and her reviewer agreed; she has shared what she
 * prepared. Now the two meet.
 */
export async function openMeetingDay(): Promise<Story> {
  const story = await openStory();
  const { school } = story;
  story.cycle = (await act<Made>(story, 'leader', 'cycles.prepare', undefined, { startYear: 2026 })).id;
  await school.drain();
  story.plan = (await act<{ plans: Made[] }>(story, 'leader', 'plans.list')).plans[0]?.id ?? '';
  await act(story, 'leader', 'plans.addLine', story.plan, {
    title: 'Safeguarding on the first INSET day',
    provision: 'inset',
  });
  await act(story, 'leader', 'plans.submit', story.plan, {});
  await act(story, 'head', 'plans.approve', story.plan, {});
  await school.drain();
  await act(story, 'leader', 'cycles.finishSetup', story.cycle, {});
  await school.advance('2026-09-02');
  await school.drain();
  story.review = (await act<{ reviews: Made[] }>(story, AMARA, 'reviews.mine')).reviews[0]?.id ?? '';
  story.assessment =
    (await act<{ assessments: Made[] }>(story, AMARA, 'standards.mine')).assessments[0]?.id ?? '';
  await school.advance('2026-10-05T09:00');
  return story;
}

/** What Amara did before the meeting. */
export async function prepareMeeting(story: Story): Promise<void> {
  const { matrix } = await act<{ matrix: { standard: string }[] }>(
    story,
    AMARA,
    'standards.read',
    story.assessment,
  );
  for (const n of [3, 9]) {
    const standard = matrix[n]?.standard ?? '';
    const body = { version: 0, rating: 1, note: 'I have never led a group' };
    await act(story, AMARA, 'standards.rate', story.assessment, body, { standard });
  }
  await act(story, AMARA, 'standards.submit', story.assessment, {});
  await act(story, REVIEWER, 'standards.confirm', story.assessment, {});
  const text = 'Reading groups went well. I would like to lead one by myself.';
  await act(
    story,
    AMARA,
    'reviews.write',
    story.review,
    { version: 0, body: { text } },
    { part: 'preparation' },
  );
  const need = {
    title: 'Phonics catch-up for older readers',
    outcome: 'Three pupils in Year 5 read a page alone',
  };
  await act(story, AMARA, 'reviews.addNeed', story.review, need);
  await act(story, AMARA, 'reviews.sharePreparation', story.review, {});
}
