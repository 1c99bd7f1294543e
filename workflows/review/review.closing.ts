import { assign } from 'xstate';
import { ladderOf } from './review.ladder.js';
import { agreement, nobodyYet, paperAgreement, revieweeOf } from './review.policy.js';
import { reviewSetup } from './review.setup.js';
import { revieweeSide, reviewerSide } from './review.side.js';

const judging = reviewSetup.createStateConfig({
  meta: {
    label: 'Objectives being judged',
    explain: 'The reviewer says of each objective whether it was met, partly met or not, and why.',
    duties: [
      {
        name: 'judge',
        label: 'Judge the objectives and share the judgement',
        role: 'reviewer',
        due: 'closedDue',
        event: 'JUDGE',
      },
    ],
  },
  on: {
    JUDGE: {
      target: 'signing',
      actions: [
        assign({ judgedAt: ({ event }) => event.at, agreedBy: nobodyYet, timeIsUp: false, issued: false }),
        { type: 'remind', params: { who: 'reviewee', about: 'review.judged' } },
      ],
    },
  },
});

const toSign = { name: 'sign', event: 'SIGN', due: 'signDue' } as const;

const signing = reviewSetup.createStateConfig({
  type: 'parallel',
  meta: {
    label: 'To be signed',
    explain:
      'Both sign; the reviewee may comment. When time is up the reviewer may issue it with the comments.',
  },
  always: {
    guard: 'bothAgreed',
    target: '#review.live.work.stage.closing.judgement.signed',
    actions: assign({ signedAt: ({ event }) => event.at }),
  },
  on: {
    SIGN: { guard: 'notYetAgreed', actions: assign(({ context, event }) => agreement(context, event)) },
    CONFIRM_ON_PAPER: {
      guard: 'offline',
      actions: assign(({ context, event }) => paperAgreement(context, event)),
    },
    ISSUE: {
      guard: 'timeIsUp',
      target: '#review.live.work.stage.closing.judgement.signed',
      actions: assign({ issued: true, signedAt: ({ event }) => event.at }),
    },
    WITHDRAW: {
      guard: 'byReviewer',
      target: '#review.live.work.stage.closing.judgement.judging',
      actions: assign({ agreedBy: nobodyYet }),
    },
  },
  after: {
    signDue: {
      actions: [
        assign({ timeIsUp: true }),
        { type: 'remind', params: { who: 'reviewee', about: 'review.signDue' } },
        { type: 'remind', params: { who: 'reviewer', about: 'review.signDue' } },
      ],
    },
  },
  states: {
    reviewee: revieweeSide({ ...toSign, label: 'Comment and sign' }),
    reviewer: reviewerSide({ ...toSign, label: 'Sign' }),
  },
});

const signed = reviewSetup.createStateConfig({
  meta: {
    label: 'Signed, can be withdrawn',
    explain: 'Signed or issued; either may withdraw for a while, then the review is complete.',
  },
  on: { WITHDRAW: { target: 'judging', actions: assign({ agreedBy: nobodyYet, signedAt: null }) } },
  after: {
    signatureCloses: {
      target: '#review.completed',
      actions: {
        type: 'carryAim',
        params: ({ context }) => ({
          reviewId: context.reviewId,
          reviewee: revieweeOf(context),
          cycleId: context.cycleId,
        }),
      },
    },
  },
});

/** The end of the review; open until 31 October of the next cycle, and nothing ends it before both had their time. */
export const closing = reviewSetup.createStateConfig({
  type: 'parallel',
  meta: { label: 'Closing', explain: 'The year is looked back on and its objectives are judged.' },
  states: {
    judgement: {
      meta: { label: 'Judgement', explain: 'From the judgement to both signatures.' },
      initial: 'judging',
      states: { judging, signing, signed },
    },
    time: ladderOf('closedDue', ['reviewer', 'reviewee'], 'review.closedDue'),
  },
});
