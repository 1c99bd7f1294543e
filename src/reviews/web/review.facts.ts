import { z } from 'zod';
import { instant, isoDate } from '../../api/index.js';
import { localDate } from '../../platform/calendar/index.js';
import type { Visit } from '../../web/index.js';
import { content, summary } from '../api/review.answers.js';
import type { Objective, ObjectiveJudgement } from '../review-parts.js';
import { stageOf } from './stage.js';
import type { Stage } from './stage.js';

const review = summary.extend({ before: z.uuid().nullable(), content });
export type Review = z.output<typeof review>;

const duties = z.object({
  duties: z.array(
    z.object({
      record: z.uuid(),
      name: z.string(),
      label: z.string(),
      event: z.string(),
      dueOn: isoDate.nullable(),
      workingDays: z.int(),
      since: instant,
    }),
  ),
});
export type MyDuty = z.output<typeof duties>['duties'][number];

const years = z.object({ cycles: z.array(z.object({ id: z.uuid(), title: z.string() })) });
const posts = z.object({
  posts: z.array(
    z.object({
      personId: z.uuid(),
      post: z.string(),
      fromDate: isoDate,
      toDate: isoDate.nullable(),
    }),
  ),
});
const somebody = z.object({ person: z.object({ forename: z.string(), surname: z.string() }) });

/** A review with everything that its pages say around it. */
export interface ReviewFacts {
  readonly review: Review;
  readonly stage: Stage;
  /** '2026 to 2027'. */
  readonly year: string;
  readonly today: string;
  readonly person: string;
  /** First name of the person reviewed. */
  readonly first: string;
  /** Names of whoever reviews, and of the CPD leaders and heads of today. */
  readonly reviewers: readonly string[];
  readonly leaders: readonly string[];
  readonly heads: readonly string[];
  /** What the caller has to do in it, soonest first. */
  readonly mine: readonly MyDuty[];
}

/** Throws Refused 404 where the review is not open to the visitor. */
export async function readReview(visit: Visit<'id'>): Promise<ReviewFacts> {
  const [found, year, held, due, at] = await Promise.all([
    visit.ask('reviews.read', review, { params: { id: visit.params.id } }),
    visit.ask('cycles.list', years),
    visit.ask('posts.list', posts),
    visit.ask('duties.mine', duties),
    visit.now(),
  ]);
  const today = localDate(at);
  const holders = (post: string): string[] =>
    held.posts
      .filter((p) => p.post === post && p.fromDate <= today && (p.toDate === null || p.toDate > today))
      .map(({ personId }) => personId);
  const [leaders, heads] = [holders('cpdLeader'), holders('head')];
  const names = await namesOf(visit, [...found.reviewers, ...leaders, ...heads, found.revieweeId]);
  const told = (ids: readonly string[]): string[] => ids.map((id) => names.get(id)?.name ?? 'A colleague');
  return {
    review: found,
    stage: stageOf(found),
    year: year.cycles.find(({ id }) => id === found.cycleId)?.title ?? '',
    today,
    person: found.reviewee,
    first: names.get(found.revieweeId)?.first ?? found.reviewee,
    reviewers: told(found.reviewers),
    leaders: told(leaders),
    heads: told(heads),
    mine: due.duties.filter(({ record }) => record === found.id),
  };
}

async function namesOf(
  visit: Visit<'id'>,
  ids: readonly string[],
): Promise<Map<string, { name: string; first: string }>> {
  const each = [...new Set(ids)].map(async (id) => {
    const { person } = await visit.ask('people.get', somebody, { params: { id } });
    return [id, { name: `${person.forename} ${person.surname}`, first: person.forename }] as const;
  });
  return new Map(await Promise.all(each));
}

/** My open duties of any record, by record. */
export async function dutiesOf(visit: Visit<string>): Promise<Map<string, MyDuty[]>> {
  const { duties: all } = await visit.ask('duties.mine', duties);
  const byRecord = new Map<string, MyDuty[]>();
  for (const duty of all) byRecord.set(duty.record, [...(byRecord.get(duty.record) ?? []), duty]);
  return byRecord;
}

/** The newest version of a part that is open to the visitor. */
export function writingOf(
  { content: { writings } }: Review,
  part: string,
): Review['content']['writings'][number] | undefined {
  return writings.find((one) => one.part === part);
}

export function textOf(one: Review, part: string): string {
  return (writingOf(one, part)?.body as { text?: string } | undefined)?.text ?? '';
}

export function objectivesOf(one: Review, part: string): readonly Objective[] {
  return (writingOf(one, part)?.body as { objectives?: Objective[] } | undefined)?.objectives ?? [];
}

export function judgementOf(one: Review): { judgements: readonly ObjectiveJudgement[]; overall: string } {
  const body = writingOf(one, 'judgement')?.body as
    { judgements?: ObjectiveJudgement[]; overall?: string } | undefined;
  return { judgements: body?.judgements ?? [], overall: body?.overall ?? '' };
}
