import { assign } from 'xstate';
import { bookingSetup } from './booking.setup.js';

/** Money, cover, place and need are let go in the very step that ends the booking: one commit, nothing left hanging. */
export const releasing = bookingSetup.createStateConfig({
  meta: { label: 'Being ended', explain: 'Money, cover, place and need are given back.' },
  initial: 'money',
  states: {
    money: {
      meta: { label: 'Money', explain: 'What was committed comes back, less what the provider charges.' },
      always: [
        { guard: 'nothingCommitted', target: 'cover' },
        {
          guard: 'chargeOwed',
          target: 'cover',
          actions: [
            {
              type: 'keepCharge',
              params: ({ context }) => ({ bookingId: context.bookingId, pence: context.keptPence }),
            },
            {
              type: 'releaseMoney',
              params: ({ context }) => ({
                bookingId: context.bookingId,
                pence: context.costPence - context.keptPence,
              }),
            },
          ],
        },
        {
          target: 'cover',
          actions: {
            type: 'releaseMoney',
            params: ({ context }) => ({ bookingId: context.bookingId, pence: context.costPence }),
          },
        },
      ],
    },
    cover: {
      meta: { label: 'Cover', explain: 'Cover that was asked for is stood down.' },
      always: [
        {
          guard: 'coverAsked',
          target: 'place',
          actions: [
            { type: 'standDownCover', params: ({ context }) => ({ bookingId: context.bookingId }) },
            assign({ coverAsked: false }),
          ],
        },
        { target: 'place' },
      ],
    },
    place: {
      meta: { label: 'Place', explain: 'The place, or the position on the waiting list, is given back.' },
      always: [
        {
          guard: 'placeAsked',
          target: 'need',
          actions: [
            {
              type: 'tell',
              params: ({ context }) => ({
                to: context.activityId,
                event: { type: 'RELEASE_PLACE', bookingId: context.bookingId },
              }),
            },
            assign({ hasPlace: false }),
          ],
        },
        { target: 'need' },
      ],
    },
    need: {
      meta: { label: 'Need', explain: 'The need goes back to the plan.' },
      always: [
        {
          guard: 'hasNeed',
          target: 'naming',
          actions: {
            type: 'tell',
            params: ({ context }) => ({
              to: context.needId ?? '',
              event: { type: 'BOOKING_ENDED', bookingId: context.bookingId },
            }),
          },
        },
        { target: 'naming' },
      ],
    },
    naming: {
      meta: { label: 'End', explain: 'How it ended.' },
      always: [
        { guard: 'endsDeclined', target: '#booking.ended.declined' },
        { guard: 'endsWithdrawn', target: '#booking.ended.withdrawn' },
        { target: '#booking.ended.cancelled' },
      ],
    },
  },
});

const giveBack = bookingSetup.createStateConfig({
  on: {
    PLACED: {
      actions: {
        type: 'tell',
        params: ({ context }) => ({
          to: context.activityId,
          event: { type: 'RELEASE_PLACE', bookingId: context.bookingId },
        }),
      },
    },
    PROMOTED: {
      actions: {
        type: 'tell',
        params: ({ context }) => ({
          to: context.activityId,
          event: { type: 'RELEASE_PLACE', bookingId: context.bookingId },
        }),
      },
    },
  },
});

/** Ended before the day. A place that arrives after all, because two messages crossed, is given back at once. */
export const ended = bookingSetup.createStateConfig({
  meta: { label: 'Ended before the day', explain: 'Declined, withdrawn or cancelled.' },
  initial: 'withdrawn',
  on: giveBack.on,
  after: { recordLapses: '#booking.filed' },
  states: {
    declined: { meta: { label: 'Declined', explain: 'It was not approved; the reason is with the person.' } },
    withdrawn: { meta: { label: 'Withdrawn', explain: 'The person withdrew.' } },
    cancelled: {
      meta: { label: 'Cancelled', explain: 'School, provider or numbers ended it, or no place was left.' },
    },
  },
});
