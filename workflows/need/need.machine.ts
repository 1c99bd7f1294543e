import { assign } from 'xstate';
import * as policy from './need.policy.js';
import { declined, judged, planned, provided, referred, withdrawn } from './need.providing.js';
import { needSetup } from './need.setup.js';
import { contested, waiting } from './need.sorting.js';

/**
 * One need of one person, from wherever it was raised to what came of it. News of plan, activities and bookings is taken
 * down in every state, also late or twice; where the need then stands follows from it (guarded `always`), so that a pause or
 * a decision in between loses nothing.
 */
export const needMachine = needSetup.createMachine({
  id: 'need',
  context: ({ input }) => policy.beginNeed(input),
  meta: { label: 'Training need', explain: 'One thing that one person must learn.' },
  initial: 'live',
  on: {
    PLANNED: { actions: assign({ planItemId: ({ event }) => event.planItemId }) },
    UNPLANNED: { actions: assign({ planItemId: null }) },
    UNMATCH: { actions: assign(({ context, event }) => policy.unmatched(context, event.activityId)) },
    ACTIVITY_CANCELLED: {
      actions: assign(({ context, event }) => policy.unmatched(context, event.activityId)),
    },
    UNDER_WAY: { actions: assign(({ context, event }) => policy.booked(context, event.bookingId)) },
    BOOKING_ENDED: { actions: assign(({ context, event }) => policy.ended(context, event.bookingId)) },
    EVALUATING: { actions: assign(({ context, event }) => policy.evaluating(context, event.bookingId)) },
    MET: { actions: assign(({ context, event }) => policy.found(context, 'met', event.bookingId)) },
    PARTLY_MET: {
      actions: assign(({ context, event }) => policy.found(context, 'partlyMet', event.bookingId)),
    },
    NOT_MET: { actions: assign(({ context, event }) => policy.found(context, 'notMet', event.bookingId)) },
    CARRY_OVER: { actions: assign(({ context, event }) => policy.carriedOver(context, event)) },
    GROUP: { actions: assign({ groupId: ({ event }) => event.groupId }) },
    UNGROUP: { actions: assign({ groupId: null }) },
    LINE_MANAGER_CHANGED: {
      actions: assign(({ context, event }) => ({
        people: { ...context.people, lineManager: event.lineManager },
      })),
    },
    CLOSE: { actions: assign({}) },
    LEAVE: '.ended',
  },
  states: {
    live: {
      meta: { label: 'Open', explain: 'The need is open.' },
      initial: 'waiting',
      on: {
        PAUSE: {
          target: 'paused',
          actions: assign({
            pauses: ({ context, event }) => [...context.pauses, { from: event.from, to: null }],
          }),
        },
      },
      states: {
        contested,
        waiting,
        planned,
        provided,
        judged,
        referred,
        declined,
        withdrawn,
        asBefore: { type: 'history', history: 'deep' },
      },
    },
    paused: {
      meta: { label: 'Paused', explain: 'The person is away; nothing counts as late or unmet.' },
      on: {
        RESUME: {
          guard: 'returnsAfterLeaving',
          target: 'live.asBefore',
          actions: assign({ pauses: ({ context, event }) => policy.resumed(context.pauses, event.to) }),
        },
      },
    },
    setAside: {
      type: 'final',
      meta: { label: 'Set aside', explain: 'The moderator decided that it does not pass.' },
    },
    closed: {
      type: 'final',
      meta: { label: 'Closed', explain: 'Its year is filed and nothing more happens to it.' },
    },
    ended: { type: 'final', meta: { label: 'Ended', explain: 'The person left; the record is kept.' } },
  },
});
