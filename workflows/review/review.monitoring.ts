import { assign } from 'xstate';
import { ladderOf } from './review.ladder.js';
import { passesOne } from './review.policy.js';
import { reviewSetup } from './review.setup.js';

const midYear = reviewSetup.createStateConfig({
  meta: { label: 'Mid-year meeting', explain: 'The two people look at progress half-way.' },
  initial: 'awaited',
  states: {
    awaited: {
      ...ladderOf('midYearDue', ['reviewer', 'reviewee'], 'review.midYearDue'),
      meta: {
        label: 'Mid-year meeting to come',
        explain: 'The reviewer holds it and records its day.',
        duties: [
          {
            name: 'holdMidYear',
            label: 'Hold the mid-year meeting',
            role: 'reviewer',
            due: 'midYearDue',
            event: 'HOLD_MID_YEAR',
          },
        ],
      },
      on: {
        HOLD_MID_YEAR: {
          guard: 'meetingWasHeld',
          target: 'held',
          actions: assign({ midYearHeldOn: ({ event }) => event.heldOn }),
        },
      },
    },
    held: { meta: { label: 'Mid-year meeting held', explain: 'Progress was looked at together.' } },
  },
});

const objectives = reviewSetup.createStateConfig({
  meta: { label: 'Objectives', explain: 'Objectives change only when both agree.' },
  initial: 'asAgreed',
  states: {
    asAgreed: {
      meta: { label: 'As agreed', explain: 'No change of objectives is proposed.' },
      on: {
        REVISE: {
          target: 'revisionProposed',
          actions: assign({ revision: ({ event }) => ({ id: event.revisionId, by: event.by }) }),
        },
      },
    },
    revisionProposed: {
      meta: {
        label: 'Change proposed',
        explain: 'One proposes a change of objectives; it holds once the other agrees.',
      },
      on: {
        AGREE_REVISION: {
          guard: 'theOther',
          target: 'asAgreed',
          actions: [
            {
              type: 'applyRevision',
              params: ({ context }) => ({
                reviewId: context.reviewId,
                revisionId: context.revision?.id ?? '',
              }),
            },
            assign({ revision: null }),
          ],
        },
        DROP_REVISION: { target: 'asAgreed', actions: assign({ revision: null }) },
      },
    },
  },
});

/** The year itself: nothing of it leaves the review but extra needs that the two people raise. */
export const monitoring = reviewSetup.createStateConfig({
  type: 'parallel',
  meta: {
    label: 'Year under way',
    explain: 'Objectives are worked on; observations are counted, extra training needs can be raised.',
  },
  on: {
    OBSERVE: {
      guard: 'withinLimit',
      actions: assign({ observedMinutes: ({ context, event }) => context.observedMinutes + event.minutes }),
    },
    STRIKE_OBSERVATION: {
      guard: 'wasCounted',
      actions: assign({ observedMinutes: ({ context, event }) => context.observedMinutes - event.minutes }),
    },
    RAISE_NEED: {
      actions: {
        type: 'passNeeds',
        params: ({ context, event }) => passesOne(context, event.annexNeedId),
      },
    },
    START_CLOSING: '#review.live.work.stage.closing',
  },
  after: { closingOpens: '#review.live.work.stage.closing' },
  states: { midYear, objectives },
});
