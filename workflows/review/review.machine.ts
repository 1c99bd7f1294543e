import { assign } from 'xstate';
import type { Stamped } from '../chart.js';
import { dateOf } from '../dates.js';
import { agreeing, contributions } from './review.agreeing.js';
import { closing } from './review.closing.js';
import { monitoring } from './review.monitoring.js';
import { askSettler, contests } from './review.contests.js';
import {
  afterPostChange,
  beginReview,
  moderatorOf,
  reassigned,
  resumed,
  seatSettler,
  withContested,
} from './review.policy.js';
import { reviewSetup } from './review.setup.js';
import type { ReviewContext } from './review.types.js';

/** A new reviewer does not restart the cycle: what was agreed stays agreed; access passes in the same commit. */
const handOver = [
  {
    type: 'openToReviewer',
    params: ({ context }: { context: ReviewContext }) => ({
      reviewId: context.reviewId,
      reviewer: context.people.reviewer,
    }),
  },
  { type: 'remind', params: { who: 'reviewee', about: 'review.reviewerChanged' } },
  { type: 'remind', params: { who: 'reviewer', about: 'review.reviewerChanged' } },
] as const;

/** What a decision ends: the moderator's access, and the stretch in which clocks stood still. */
const settled = (context: ReviewContext, event: Stamped) => ({
  disputedAt: null,
  pauses: resumed(context.pauses, dateOf(event.at)),
});

const tellBoth = [
  { type: 'remind', params: { who: 'reviewee', about: 'review.decided' } },
  { type: 'remind', params: { who: 'reviewer', about: 'review.decided' } },
] as const;

/** A review that was begun elsewhere goes on from where it was; all others from the beginning. */
const arriving = reviewSetup.createStateConfig({
  meta: { label: 'Beginning', explain: 'The review begins here, or comes from elsewhere and goes on.' },
  always: [
    { guard: 'arrivesClosing', target: '#review.live.work.stage.closing' },
    { guard: 'arrivesAgreed', target: '#review.live.work.stage.monitoring' },
    { guard: 'arrivesDrafting', target: '#review.live.work.stage.agreeing.drafting' },
    { target: '#review.live.work.stage.agreeing' },
  ],
});

const moderation = reviewSetup.createStateConfig({
  meta: {
    label: 'With the moderator',
    explain:
      'The two disagree; the head decides, or a governor where the head is one of them. Clocks stand still.',
    duties: [
      {
        name: 'decide',
        label: 'Hear both and decide',
        role: 'moderator',
        due: 'moderationDue',
        event: 'DECIDE',
      },
    ],
  },
  entry: { type: 'remind', params: { who: 'moderator', about: 'review.disputed' } },
  initial: 'inTime',
  on: {
    DECIDE: [
      {
        guard: 'sentBack',
        target: '#review.live.work.stage.agreeing.drafting',
        actions: [assign(({ context, event }) => settled(context, event)), ...tellBoth],
      },
      {
        guard: 'stands',
        target: 'work.asBefore',
        actions: [assign(({ context, event }) => settled(context, event)), ...tellBoth],
      },
    ],
  },
  states: {
    inTime: {
      meta: { label: 'Being heard', explain: 'The moderator hears both people.' },
      after: {
        moderationDue: {
          target: 'late',
          actions: { type: 'remind', params: { who: 'moderator', about: 'review.moderationDue' } },
        },
      },
    },
    late: { meta: { label: 'Decision late', explain: 'The moderator was reminded to decide.' } },
  },
});

/** One reviewee's review in one cycle: see docs/charts.md and workflows/review/review.types.ts for its words. */
export const reviewMachine = reviewSetup.createMachine({
  id: 'review',
  context: ({ input }) => beginReview(input),
  meta: { label: 'Review', explain: 'One person’s performance management review in one year.' },
  initial: 'live',
  on: {
    POST_CHANGED: { actions: [assign(({ context, event }) => afterPostChange(context, event)), askSettler] },
    CONTESTED: { actions: [assign(({ context, event }) => withContested(context, event)), askSettler] },
    CYCLE_CLOSED: { actions: assign({}) },
    DATES_CHANGED: {
      actions: assign({
        agreeBy: ({ event }) => event.agreeBy,
        midYearBy: ({ event }) => event.midYearBy,
        closingFrom: ({ event }) => event.closingFrom,
        closeBy: ({ event }) => event.closeBy,
      }),
    },
    REASSIGN: {
      guard: 'reviewerApart',
      actions: [assign(({ context, event }) => reassigned(context, event.reviewer)), ...handOver, askSettler],
    },
    APPOINT_MODERATOR: {
      guard: 'moderatorApart',
      actions: [
        assign(({ context, event }) =>
          seatSettler({ ...context, people: { ...context.people, moderator: event.moderator } }),
        ),
        askSettler,
      ],
    },
    LEAVE: '.ended',
  },
  states: {
    live: {
      meta: { label: 'Under way', explain: 'The review is being worked on.' },
      initial: 'work',
      on: {
        PAUSE: {
          target: 'paused',
          actions: assign({
            pauses: ({ context, event }) => [...context.pauses, { from: event.from, to: null }],
          }),
        },
      },
      states: {
        work: {
          type: 'parallel',
          meta: {
            label: 'With the two people',
            explain: 'The reviewee and the reviewer have it in their hands.',
          },
          on: {
            DISPUTE: {
              guard: 'hasModerator',
              target: 'moderation',
              actions: assign(({ context, event }) => ({
                disputedAt: event.at,
                people: { ...context.people, moderator: moderatorOf(context) },
                pauses: [...context.pauses, { from: dateOf(event.at), to: null }],
              })),
            },
          },
          states: {
            stage: {
              meta: { label: 'Stage', explain: 'Where the review is in its year.' },
              initial: 'arriving',
              states: { arriving, agreeing, monitoring, closing },
            },
            contributions,
            contests,
            asBefore: { type: 'history', history: 'deep' },
          },
        },
        moderation,
        asBefore: { type: 'history', history: 'deep' },
      },
    },
    paused: {
      meta: {
        label: 'Paused',
        explain:
          'The review stands still and nothing counts as late. It may last beyond the end of the year.',
      },
      on: {
        RESUME: {
          guard: 'returnsAfterLeaving',
          target: 'live.asBefore',
          actions: assign({ pauses: ({ context, event }) => resumed(context.pauses, event.to) }),
        },
      },
    },
    completed: {
      type: 'final',
      meta: { label: 'Completed', explain: 'The review is closed and kept.' },
    },
    ended: {
      type: 'final',
      meta: { label: 'Ended', explain: 'The person left; the record is kept.' },
    },
  },
});
