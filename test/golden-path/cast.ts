import type { PersonName, TestSchool } from '../support/school.js';
import { openSchool } from '../support/school.js';

/** Ids that the story needs again and again. */
export interface Story {
  readonly school: TestSchool;
  cycle: string;
  plan: string;
  pot: string;
  priority: string;
  theme: string;
  review: string;
  assessment: string;
  need: string;
  coaching: string;
  course: string;
  booking: string;
  evaluation: string;
  report: string;
}

export const AMARA: PersonName = 'ta';
export const REVIEWER: PersonName = 'reviewer';
/** The colleague who is strong at what Amara needs. */
export const COACH: PersonName = 'ta2';
/** Five others with the same need. */
export const OTHERS: readonly PersonName[] = ['teacher', 'colleague', 'business', 'deputy', 'reviewer'];
/** Words that only the review may hold. */
export const CONFIDENTIAL = 'KINGFISHER-4711';

/** The school in June, before its first year with the product. */
export async function openStory(): Promise<Story> {
  const school = await openSchool({ at: '2026-06-15T08:00' });
  const blank = '';
  return {
    school,
    cycle: blank,
    plan: blank,
    pot: blank,
    priority: blank,
    theme: blank,
    review: blank,
    assessment: blank,
    need: blank,
    coaching: blank,
    course: blank,
    booking: blank,
    evaluation: blank,
    report: blank,
  };
}

/** Does something to a record as a person: `act(story, 'head', 'plans.approve', id, {...})`. */
export function act<R = { state: string }>(
  { school }: Story,
  who: PersonName,
  operation: string,
  id?: string,
  body?: unknown,
  more: Record<string, string> = {},
): Promise<R> {
  const params = id === undefined ? more : { id, ...more };
  return school.call<R>(who, operation, { params, body });
}

/** Where a record stands. */
export async function stateOf({ school }: Story, id: string): Promise<string> {
  const { rows } = await school.look.query('select state from engine.instance where id = $1', [id]);
  return rows[0]?.state ?? 'nowhere';
}

/** The standard from whose gap the need came. */
export async function standardOfNeed(story: Story): Promise<string> {
  const { standards } = await act<{ standards: string[] }>(story, 'leader', 'needs.one', story.need);
  return standards[0] ?? '';
}

/** Drafts an activity, checks its quality and opens it. */
export async function offer(story: Story, what: object): Promise<string> {
  const { id } = await act<{ id: string }>(story, 'leader', 'activities.create', undefined, {
    cycleId: story.cycle,
    ...what,
  });
  for (const part of ['pupilOutcomes', 'evidence', 'collaboration', 'sustained', 'ledFromTop']) {
    await act(story, 'leader', 'activities.recordQuality', id, { part, mark: 'yes', answer: 'Discussed.' });
  }
  await act(story, 'leader', 'activities.publish', id, {});
  return id;
}

/** Asks for a place for oneself, with what shall be different afterwards. */
export async function book(
  story: Story,
  who: PersonName,
  activityId: string,
  needId: string | null = null,
): Promise<string> {
  const { id } = await act<{ id: string }>(story, who, 'bookings.request', undefined, {
    activityId,
    needId,
    outcome: 'Six pupils gain six months of reading age',
    baseline: 'Reading age 7 years 2 months on average',
  });
  await act(story, who, 'bookings.submit', id, {});
  return id;
}

/** The gap in Amara's self-assessment that became the need. */
export async function gapOf(story: Story): Promise<string> {
  const { openGaps } = await act<{ openGaps: string[] }>(story, AMARA, 'standards.read', story.assessment);
  return openGaps[0] ?? '';
}
