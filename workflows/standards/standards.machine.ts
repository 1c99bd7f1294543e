import { assign } from 'xstate';
import { assessing, confirmed, confirming, differing } from './standards.assessing.js';
import { closed, developing } from './standards.developing.js';
import {
  afterPostChange,
  beginStandards,
  proposed,
  reassigned,
  redated,
  resumed,
} from './standards.policy.js';
import { standardsSetup } from './standards.setup.js';

/** One person's assessment against their framework in one year: rated, confirmed, developed, compared. */
export const standardsMachine = standardsSetup.createMachine({
  id: 'standards',
  context: ({ input }) => beginStandards(input),
  meta: { label: 'Standards', explain: 'One person’s self-assessment against their framework in one year.' },
  initial: 'live',
  on: {
    EVIDENCE: { actions: assign({ evidenceCount: ({ context }) => context.evidenceCount + 1 }) },
    PROPOSE_GAP_CLOSED: {
      actions: assign(({ context, event }) => proposed(context, event.gapId, event.at)),
    },
    CONSENT: {
      actions: [
        assign({ strengthsOffered: ({ event }) => event.given }),
        {
          type: 'offerStrengths',
          params: ({ context, event }) => ({ standardsId: context.standardsId, offered: event.given }),
        },
      ],
    },
    REASSIGN: {
      guard: 'reviewerApart',
      actions: [
        assign(({ context, event }) => reassigned(context, event.reviewer)),
        {
          type: 'openToReviewer',
          params: ({ context }) => ({ standardsId: context.standardsId, reviewer: context.people.reviewer }),
        },
      ],
    },
    POST_CHANGED: { actions: assign(({ context, event }) => afterPostChange(context, event.post, event.to)) },
    DATES_CHANGED: { actions: assign(({ event }) => redated(event)) },
    CYCLE_CLOSED: { actions: assign({ yearClosed: true }) },
    FILE: '.filed',
    LEAVE: '.ended',
  },
  states: {
    live: {
      meta: { label: 'Under way', explain: 'The assessment is being worked on.' },
      initial: 'assessing',
      on: {
        PAUSE: {
          target: 'paused',
          actions: assign({
            pauses: ({ context, event }) => [...context.pauses, { from: event.from, to: null }],
          }),
        },
      },
      states: {
        assessing,
        confirming,
        differing,
        confirmed,
        developing,
        closed,
        asBefore: { type: 'history', history: 'deep' },
      },
    },
    paused: {
      meta: { label: 'Paused', explain: 'The person or the reviewer is away; nothing counts as late.' },
      on: {
        RESUME: {
          guard: 'returnsAfterLeaving',
          target: 'live.asBefore',
          actions: assign({ pauses: ({ context, event }) => resumed(context.pauses, event.to) }),
        },
      },
    },
    filed: { type: 'final', meta: { label: 'Filed', explain: 'The year is filed; the record is kept.' } },
    ended: {
      type: 'final',
      meta: { label: 'Ended', explain: 'The person left; the portfolio is theirs to take.' },
    },
  },
});
