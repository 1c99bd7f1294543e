import { setup } from 'xstate';
import { delaysOf } from '../delays.js';
import { standardsClocks } from './standards.clocks.js';
import type { Id, RemindParams, StateMeta } from '../chart.js';
import { isHeldBy, overlap } from '../people.js';
import { above, allOpen, awaySince, isOpenGap } from './standards.policy.js';
import type { StandardsContext, StandardsEvent, StandardsInput } from './standards.types.js';

/** Commands, guards and delays of the standards self-assessment. */
export const standardsSetup = setup({
  types: {
    context: {} as StandardsContext,
    input: {} as StandardsInput,
    events: {} as StandardsEvent,
    meta: {} as StateMeta,
  },
  actions: {
    remind: (_, _params: RemindParams) => {},
    /** Keeps the ratings as they stand: before and after the year. */
    takePicture: (_, _params: { standardsId: Id; when: 'before' | 'after' }) => {},
    /** Puts the gaps beside the review annex, where the two choose. */
    offerGaps: (_, _params: { standardsId: Id; gapIds: readonly Id[] }) => {},
    markGapClosed: (_, _params: { standardsId: Id; gapId: Id }) => {},
    /** Confirmed strengths feed matching only while the person agrees. */
    offerStrengths: (_, _params: { standardsId: Id; offered: boolean }) => {},
    openToReviewer: (_, _params: { standardsId: Id; reviewer: Id | readonly Id[] | null }) => {},
  },
  guards: {
    somethingRated: ({ event }) => event.type === 'SUBMIT' && event.rated > 0,
    offlineRated: ({ context, event }) =>
      event.type === 'SUBMIT_ON_PAPER' && event.rated > 0 && context.offline,
    yearClosed: ({ context }) => context.yearClosed,
    ownAssessment: ({ context, event }) => context.offline || isHeldBy(context.people.person, event.by),
    notSelf: ({ context, event }) => !isHeldBy(context.people.person, event.by),
    openGaps: ({ context, event }) => event.type === 'CHOOSE' && allOpen(context, event.gapIds),
    openGap: ({ context, event }) => event.type === 'CLOSE_GAP' && isOpenGap(context, event.gapId),
    wasProposed: ({ context, event }) =>
      event.type === 'KEEP_GAP_OPEN' && context.proposedGaps.includes(event.gapId),
    hasProposal: ({ context }) => context.proposedGaps.length > 0,
    noProposal: ({ context }) => context.proposedGaps.length === 0,
    somebodyAbove: ({ context }) => above(context) !== null,
    reviewerApart: ({ context, event }) =>
      event.type === 'REASSIGN' && !overlap(event.reviewer, context.people.person),
    returnsAfterLeaving: ({ context, event }) => event.type === 'RESUME' && event.to >= awaySince(context),
  },
  delays: delaysOf(standardsClocks),
});
