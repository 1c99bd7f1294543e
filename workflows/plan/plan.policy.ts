import type { Id, Instant, Pence } from '../chart.js';
import { addDays, dateOf } from '../dates.js';
import { distinctRoles, isHeldBy, overlap } from '../people.js';
import type { Held } from '../people.js';
import type { PlanContext, PlanInput, PlanPost } from './plan.types.js';

const posts: readonly string[] = ['cpdLeader', 'head', 'deputy', 'governor'] satisfies PlanPost[];

/** The head approves; where the head leads CPD, the chair of governors, else the deputy: nobody approves themselves. */
function approverOf(held: Readonly<Record<PlanPost, Held>>): Held {
  const role = distinctRoles(held, ['head', 'governor', 'deputy'], [held.cpdLeader])[0];
  return role ? held[role] : null;
}

export const beginPlan = (input: PlanInput): PlanContext => ({
  schoolId: input.schoolId,
  cycleId: input.cycleId,
  planId: input.planId,
  people: { ...input.posts, approver: approverOf(input.posts) },
  coreDueOn: input.coreDueOn,
  opensOn: input.opensOn,
  amendBy: input.amendBy,
  amendmentLimitPence: input.amendmentLimitPence,
  autumnDone: false,
  version: 0,
  totalPence: 0,
  addedPence: 0,
  amendment: null,
  submittedBy: null,
  submittedAt: null,
  lateSince: null,
});

/** A post has a new holder, and with it perhaps the approval. */
export function afterPostChange(
  context: PlanContext,
  post: string,
  to: Id | null,
): Pick<PlanContext, 'people'> {
  if (!posts.includes(post)) return context;
  const people = { ...context.people, [post]: to };
  return { people: { ...people, approver: approverOf(people) } };
}

export const isOwn = (context: PlanContext, person: Id): boolean =>
  context.submittedBy === person || isHeldBy(context.people.cpdLeader, person);

export const isCosted = (totalPence: Pence, items: number): boolean =>
  Number.isSafeInteger(totalPence) && totalPence >= 0 && items > 0;

/** True while the CPD leader may apply it: what was added since the last approval counts together; savings do not free it. */
export const withinLimit = (context: PlanContext, pence: Pence): boolean =>
  context.amendmentLimitPence !== null &&
  context.addedPence + Math.max(0, pence) <= context.amendmentLimitPence;

/** Reviews are agreed in October: what takes effect from then on counts as the autumn amendment. */
const AUTUMN_DAYS = 61;

export const isAutumn = (context: PlanContext, at: Instant): boolean =>
  dateOf(at) >= addDays(context.amendBy, -AUTUMN_DAYS);

/** Money can be taken out of a plan, but not more than stands in it. */
export const isPayable = (context: PlanContext, pence: Pence): boolean =>
  Number.isSafeInteger(pence) && context.totalPence + pence >= 0;

/** Whom to tell when a decision is late: the chair, then the deputy, whoever does not decide it anyway. */
export const aboveApprover = ({ people }: PlanContext): PlanPost | null =>
  distinctRoles(people, ['governor', 'deputy'], [people.approver, people.cpdLeader])[0] ?? null;

/** Whom to tell when the CPD leader is late: the head, or whoever approves in the head's place. */
export const aboveAuthor = ({ people }: PlanContext): 'approver' | 'head' =>
  overlap(people.head, people.cpdLeader) ? 'approver' : 'head';

/** The whole plan with its money: those who lead, pay and cover. Staff and governors read titles and totals from the feature. */
export const planAudience = (context: PlanContext): readonly string[] => {
  const approver = [context.people.approver].flat().filter((id) => id !== null);
  const leading = ['cpdLeader', 'cpdTeam', 'head', 'deputy', 'finance', 'cover'].map(
    (post) => `post:${post}`,
  );
  return [...leading, ...approver.map((id) => `person:${id}`)];
};
