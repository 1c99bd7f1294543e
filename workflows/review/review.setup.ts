import { setup } from 'xstate';
import { delaysOf } from '../delays.js';
import type { Id, IsoDate, RemindParams, StateMeta } from '../chart.js';
import { holders, isHeldBy, overlap } from '../people.js';
import { reviewClocks } from './review.clocks.js';
import {
  arrivesDrafting,
  awaySince,
  bothAgreed,
  hasAgreed,
  isHeldByNow,
  isIndependent,
  ladder,
  moderatorOf,
  withinLimit,
} from './review.policy.js';
import type {
  AskSettlerParams,
  PassNeedsParams,
  ReviewContext,
  ReviewEvent,
  ReviewInput,
} from './review.types.js';

/** Commands, guards and delays of the review; the states are in review.agreeing, review.monitoring, review.closing. */
export const reviewSetup = setup({
  types: {
    context: {} as ReviewContext,
    input: {} as ReviewInput,
    events: {} as ReviewEvent,
    meta: {} as StateMeta,
  },
  actions: {
    remind: (_, _params: RemindParams) => {},
    inviteToMeeting: (_, _params: { reviewId: Id; on: IsoDate }) => {},
    askSettler: (_, _params: AskSettlerParams) => {},
    openToReviewer: (_, _params: { reviewId: Id; reviewer: Id | readonly Id[] | null }) => {},
    passNeeds: (_, _params: PassNeedsParams) => {},
    applyRevision: (_, _params: { reviewId: Id; revisionId: Id }) => {},
    carryAim: (_, _params: { reviewId: Id; reviewee: Id; cycleId: Id }) => {},
  },
  guards: {
    meetingWasHeld: ({ event }) =>
      (event.type === 'HOLD_MEETING' || event.type === 'HOLD_MID_YEAR') && isHeldByNow(event),
    somebodyAsked: ({ event }) => event.type === 'ASK_CONTRIBUTORS' && event.contributors.length > 0,
    answersAwaited: ({ context }) => holders(context.people.contributor).length > 0,
    everybodyAnswered: ({ context }) => holders(context.people.contributor).length === 0,
    notYetAgreed: ({ context, event }) => !hasAgreed(context, event.by),
    revieweeAgreed: ({ context }) => context.agreedBy.reviewee !== null,
    reviewerAgreed: ({ context }) => context.agreedBy.reviewer !== null,
    bothAgreed: ({ context }) => bothAgreed(context),
    offline: ({ context }) => context.offline && context.agreedBy.reviewee === null,
    timeIsUp: ({ context }) => context.timeIsUp,
    byReviewer: ({ context, event }) => isHeldBy(context.people.reviewer, event.by),
    changesAsked: ({ context, event }) => context.changesAsked && isHeldBy(context.people.reviewer, event.by),
    oneAbove: ({ context }) => ladder(context).length > 0,
    twoAbove: ({ context }) => ladder(context).length > 1,
    withinLimit: ({ context, event }) => event.type === 'OBSERVE' && withinLimit(context, event.minutes),
    wasCounted: ({ context, event }) =>
      event.type === 'STRIKE_OBSERVATION' && event.minutes > 0 && event.minutes <= context.observedMinutes,
    theOther: ({ context, event }) => context.revision !== null && context.revision.by !== event.by,
    reviewerApart: ({ context, event }) =>
      event.type === 'REASSIGN' && !overlap(event.reviewer, context.people.reviewee),
    returnsAfterLeaving: ({ context, event }) => event.type === 'RESUME' && event.to >= awaySince(context),
    hasModerator: ({ context }) => moderatorOf(context) !== null,
    moderatorApart: ({ context, event }) =>
      event.type === 'APPOINT_MODERATOR' && isIndependent(context, event.moderator),
    sentBack: ({ context, event }) =>
      event.type === 'DECIDE' &&
      event.outcome === 'redraft' &&
      context.sharedAt !== null &&
      !context.needsPassed,
    arrivesDrafting: ({ context }) => arrivesDrafting(context),
    arrivesAgreed: ({ context }) => context.arrivesIn === 'monitoring',
    arrivesClosing: ({ context }) => context.arrivesIn === 'closing',
    somethingContested: ({ context }) => context.contested.length > 0,
    nothingContested: ({ context }) => context.contested.length === 0,
    isContested: ({ context, event }) =>
      event.type === 'SETTLE_NEED' && context.contested.includes(event.annexNeedId),
    contestedPasses: ({ context, event }) =>
      event.type === 'SETTLE_NEED' && event.pass && context.contested.includes(event.annexNeedId),
    stands: ({ event }) => event.type === 'DECIDE' && event.outcome === 'stands',
  },
  delays: delaysOf(reviewClocks),
});
