import type { Id, Stamped } from '../chart.js';
import { dateOf } from '../dates.js';
import { distinctRoles, holders, isHeldBy, overlap } from '../people.js';
import type { Held } from '../people.js';
import type {
  PassNeedsParams,
  ReviewContext,
  ReviewEventOf,
  ReviewInput,
  ReviewPost,
  ReviewRole,
} from './review.types.js';

type People = ReviewContext['people'];

const posts: readonly string[] = ['cpdLeader', 'head', 'deputy', 'governor'] satisfies ReviewPost[];

/** Nobody reviews themselves and a vacancy goes to the head; the head's own to the chair of governors. */
function seat(people: Omit<People, 'reviewer'>, reviewer: Held): { reviewer: Held; vacant: boolean } {
  const named = holders(reviewer).length > 0 && !overlap(reviewer, people.reviewee);
  if (named) return { reviewer, vacant: false };
  return { reviewer: overlap(people.head, people.reviewee) ? people.governor : people.head, vacant: true };
}

/** A review as it begins. */
export function beginReview(input: ReviewInput): ReviewContext {
  const others = {
    ...input.posts,
    reviewee: input.reviewee,
    contributor: [],
    moderator: input.moderator ?? null,
    adviser: input.adviser ?? null,
    settler: null,
  };
  const { reviewer, vacant } = seat(others, input.reviewer);
  const arrived = arrival(input);
  return {
    schoolId: input.schoolId,
    cycleId: input.cycleId,
    reviewId: input.reviewId,
    people: { ...others, reviewer },
    vacant,
    offline: input.offline ?? false,
    agreeBy: input.agreeBy,
    midYearBy: input.midYearBy,
    closingFrom: input.closingFrom,
    closeBy: input.closeBy,
    observationLimit: input.observationLimit ?? null,
    observedMinutes: 0,
    meetingOn: null,
    sharedAt: null,
    judgedAt: null,
    signedAt: null,
    midYearHeldOn: null,
    agreedBy: nobodyYet,
    timeIsUp: false,
    issued: false,
    changesAsked: false,
    contested: [],
    contestedAt: null,
    revision: null,
    lateSince: null,
    disputedAt: null,
    pauses: [],
    ...arrived,
  };
}

type Arrival = Pick<ReviewContext, 'arrivesIn' | 'heldOn' | 'agreedAt' | 'needsPassed'>;

/** What is known of a review that was begun elsewhere. Of its agreement only the day is: noon stands for it. */
function arrival({ inFlight, at }: ReviewInput): Arrival {
  const arrivesIn = inFlight?.stage ?? 'planning';
  if (!inFlight || arrivesIn === 'planning') {
    return { arrivesIn: 'planning', heldOn: null, agreedAt: null, needsPassed: false };
  }
  const { agreedOn } = inFlight;
  const heldOn = inFlight.heldOn ?? dateOf(at);
  if (arrivesIn !== 'monitoring' && arrivesIn !== 'closing') {
    return { arrivesIn, heldOn, agreedAt: null, needsPassed: false };
  }
  return { arrivesIn, heldOn, agreedAt: agreedOn && `${agreedOn}T12:00:00.000Z`, needsPassed: true };
}

export const arrivesDrafting = ({ arrivesIn }: ReviewContext): boolean =>
  arrivesIn === 'drafting' || arrivesIn === 'shared';

export const nobodyYet: ReviewContext['agreedBy'] = { reviewee: null, reviewer: null };

/** The side on which a person signs: a member of the panel signs on behalf of all. */
export const sideOf = (context: ReviewContext, person: Id): 'reviewee' | 'reviewer' =>
  isHeldBy(context.people.reviewee, person) ? 'reviewee' : 'reviewer';

/** Each side agrees for itself; a member of a panel for all of it. */
export const agreement = (context: ReviewContext, event: Stamped) => ({
  agreedBy: { ...context.agreedBy, [sideOf(context, event.by)]: event.at },
});

/** Entered by the reviewer for somebody who confirmed on paper or on a shared device. */
export const paperAgreement = (context: ReviewContext, event: Stamped) => ({
  agreedBy: { ...context.agreedBy, reviewee: event.at },
});

export const hasAgreed = (context: ReviewContext, person: Id): boolean =>
  context.agreedBy[sideOf(context, person)] !== null;

export const bothAgreed = (context: ReviewContext): boolean =>
  context.agreedBy.reviewee !== null && context.agreedBy.reviewer !== null;

/** True for a meeting that has been held by now. */
export const isHeldByNow = (event: { heldOn: string; at: string }): boolean =>
  event.heldOn <= dateOf(event.at);

/** True while the minutes stay within the school's limit, if it has one. */
export const withinLimit = (context: ReviewContext, minutes: number): boolean =>
  minutes > 0 &&
  (context.observationLimit === null || context.observedMinutes + minutes <= context.observationLimit);

/**
 * Who hears, after the two people themselves, that a duty is late, and in which order: the CPD leader, then the head; the
 * deputy or the chair where that would be the same person again. The head's own review is known to its panel and the chair
 * only.
 */
export function ladder(context: ReviewContext): readonly ReviewRole[] {
  const { people } = context;
  const parties = [people.reviewee, people.reviewer];
  if (overlap(people.head, people.reviewee)) return distinctRoles(people, ['governor'], parties);
  const above = distinctRoles(people, ['cpdLeader', 'head'], parties);
  if (above.includes('head')) return above;
  const told = [...parties, people.cpdLeader];
  return [...above, ...distinctRoles(people, ['deputy', 'governor'], told).slice(0, 1)];
}

/** Head, or the chair where the head is a party; whoever was appointed comes before both. Null: nobody is independent. */
export function moderatorOf({ people }: Pick<ReviewContext, 'people'>): Held {
  const parties = [people.reviewee, people.reviewer];
  const role = distinctRoles(people, ['moderator', 'head', 'governor'], parties)[0];
  return role ? people[role] : null;
}

/** True for somebody who is neither reviewed nor reviewing. */
export const isIndependent = (context: ReviewContext, person: Id): boolean =>
  !isHeldBy(context.people.reviewee, person) && !isHeldBy(context.people.reviewer, person);

export const passesAnnex = (context: ReviewContext): PassNeedsParams => ({
  reviewId: context.reviewId,
  cycleId: context.cycleId,
  reviewee: revieweeOf(context),
  which: context.issued ? 'wantedByBoth' : 'all',
  annexNeedId: null,
  contestedTo: context.issued ? moderatorOf(context) : null,
});

export const passesOne = (context: ReviewContext, annexNeedId: Id): PassNeedsParams => ({
  ...passesAnnex(context),
  which: 'one',
  annexNeedId,
  contestedTo: null,
});

export const passesSettled = (context: ReviewContext, annexNeedId: Id): PassNeedsParams => ({
  ...passesOne(context, annexNeedId),
  which: 'settled',
});

/** Needs that now wait for a decision; told again they are not counted again. */
export function withContested(
  context: ReviewContext,
  event: ReviewEventOf<'CONTESTED'>,
): Partial<ReviewContext> {
  const contested = [...new Set([...context.contested, ...event.annexNeedIds])];
  return seatSettler({ ...context, contested, contestedAt: context.contestedAt ?? event.at });
}

export const withoutContested = (
  context: ReviewContext,
  event: ReviewEventOf<'SETTLE_NEED'>,
): Partial<ReviewContext> =>
  seatSettler({ ...context, contested: context.contested.filter((id) => id !== event.annexNeedId) });

/** Whoever would moderate decides about contested needs too; with none left nobody does, and loses sight of the review. */
export function seatSettler(
  context: ReviewContext,
): Pick<ReviewContext, 'people' | 'contested' | 'contestedAt'> {
  const { contested, people } = context;
  const waiting = contested.length > 0;
  const settler = waiting ? moderatorOf(context) : null;
  return {
    contested,
    contestedAt: waiting ? context.contestedAt : null,
    people: { ...people, settler },
  };
}

/** The one person reviewed. */
export const revieweeOf = (context: ReviewContext): Id => holders(context.people.reviewee)[0] ?? '';

export function reassigned(context: ReviewContext, reviewer: Held): Pick<ReviewContext, 'people' | 'vacant'> {
  const seated = seat(context.people, reviewer);
  const people = { ...context.people, reviewer: seated.reviewer };
  const moderator = context.disputedAt === null ? people.moderator : moderatorOf({ people });
  const next = seatSettler({ ...context, people: { ...people, moderator } });
  return { people: next.people, vacant: seated.vacant };
}

/** A post has a new holder: copies follow, and a vacant reviewer's place with them. */
export function afterPostChange(
  context: ReviewContext,
  event: ReviewEventOf<'POST_CHANGED'>,
): Pick<ReviewContext, 'people' | 'vacant'> {
  if (!posts.includes(event.post)) return context;
  const before = context.people[event.post as ReviewPost];
  const moderates = before !== null && before === context.people.moderator;
  const moderator = moderates ? null : context.people.moderator;
  const people: People = { ...context.people, moderator, [event.post]: event.to };
  const next = reassigned({ ...context, people }, context.vacant ? null : people.reviewer);
  return next;
}

/** Closes the stretch opened last. */
export function resumed(pauses: ReviewContext['pauses'], to: string): ReviewContext['pauses'] {
  const last = pauses.findLastIndex((pause) => pause.to === null);
  return pauses.map((pause, at) =>
    at === last ? { ...pause, to: to < pause.from ? pause.from : to } : pause,
  );
}

/** The first day of the absence that is running. */
export const awaySince = (context: ReviewContext): string =>
  context.pauses.findLast((pause) => pause.to === null)?.from ?? '';

/** Whoever takes part may read; the head may, save in the head's own review; the CPD leader never. */
export function reviewAudience(context: ReviewContext): readonly string[] {
  const { people } = context;
  const moderator = context.disputedAt === null ? null : people.moderator;
  const parties = [people.reviewee, people.reviewer, people.contributor, people.adviser];
  const taking = [...parties, moderator, people.settler].flatMap(holders);
  const readers = [...new Set(taking)].map((id) => `person:${id}`);
  return overlap(people.head, people.reviewee) ? readers : [...readers, 'post:head'];
}
