import { assign } from 'xstate';
import { afterRelease, placesOf, recounted } from './activity.policy.js';
import { activitySetup } from './activity.setup.js';
import type { ActivityEventOf } from './activity.types.js';

/** A place is free, and the school of whoever asks can spare nobody else that day: they keep their position. */
const tellDayFull = {
  type: 'tell',
  params: ({ event }: { event: ActivityEventOf<'REQUEST_PLACE'> }) => ({
    to: event.bookingId,
    event: { type: 'DAY_FULL' },
  }),
} as const;

/**
 * Places, decided under the activity's lock: the facts of an event were read in the same transaction. A request that
 * comes twice gets the same answer twice; a release by somebody without a place changes nothing.
 */
export const places = activitySetup.createStateConfig({
  meta: { label: 'Places', explain: 'Who has a place and who waits for one.' },
  initial: 'open',
  on: {
    REQUEST_PLACE: [
      {
        guard: 'alreadyPlaced',
        actions: {
          type: 'tell',
          params: ({ context, event }) => ({
            to: event.bookingId,
            event: { type: 'PLACED', confirmed: context.confirmed },
          }),
        },
      },
      {
        guard: 'mayMoveUpNow',
        target: '.recount',
        actions: [
          { type: 'givePlace', params: ({ event }) => ({ bookingId: event.bookingId }) },
          {
            type: 'tell',
            params: ({ context, event }) => ({
              to: event.bookingId,
              event: { type: 'PLACED', confirmed: context.confirmed },
            }),
          },
          assign(({ event }) => ({ taken: placesOf(event).taken + 1, waiting: placesOf(event).waiting - 1 })),
        ],
      },
      { guard: 'waitsForTheDay', actions: tellDayFull },
      {
        guard: 'alreadyQueued',
        actions: {
          type: 'tell',
          params: ({ event }) => ({ to: event.bookingId, event: { type: 'WAITLISTED' } }),
        },
      },
      {
        guard: 'bookingShut',
        actions: {
          type: 'tell',
          params: ({ event }) => ({ to: event.bookingId, event: { type: 'NO_PLACE' } }),
        },
      },
      {
        guard: 'dayTooFull',
        actions: [
          { type: 'queueForPlace', params: ({ event }) => ({ bookingId: event.bookingId }) },
          tellDayFull,
          assign(({ event }) => ({ taken: placesOf(event).taken, waiting: placesOf(event).waiting + 1 })),
        ],
      },
      {
        guard: 'placeFree',
        target: '.recount',
        actions: [
          { type: 'givePlace', params: ({ event }) => ({ bookingId: event.bookingId }) },
          {
            type: 'tell',
            params: ({ context, event }) => ({
              to: event.bookingId,
              event: { type: 'PLACED', confirmed: context.confirmed },
            }),
          },
          assign(({ event }) => ({ taken: placesOf(event).taken + 1, waiting: placesOf(event).waiting })),
        ],
      },
      {
        actions: [
          { type: 'queueForPlace', params: ({ event }) => ({ bookingId: event.bookingId }) },
          { type: 'tell', params: ({ event }) => ({ to: event.bookingId, event: { type: 'WAITLISTED' } }) },
          assign(({ event }) => ({ taken: placesOf(event).taken, waiting: placesOf(event).waiting + 1 })),
        ],
      },
    ],
    RELEASE_PLACE: [
      {
        guard: 'givesBackPlace',
        target: '.recount',
        actions: [
          { type: 'freePlace', params: ({ event }) => ({ bookingId: event.bookingId }) },
          assign(({ context, event }) => afterRelease(context, event)),
        ],
      },
      {
        guard: 'leavesWaitingList',
        actions: [
          { type: 'leaveQueue', params: ({ event }) => ({ bookingId: event.bookingId }) },
          assign({ waiting: ({ event }) => placesOf(event).waiting - 1 }),
        ],
      },
      { actions: assign({}) },
    ],
    CHANGE_CAPACITY: {
      guard: 'roomForThoseTaken',
      target: '.recount',
      actions: assign(({ context, event }) => recounted(context, event.capacity, event)),
    },
    DAY_HAS_ROOM: {
      target: '.recount',
      actions: assign(({ context, event }) => recounted(context, context.capacity, event)),
    },
    CLOSE_BOOKING: { target: '.recount', actions: assign({ shut: true }) },
    REOPEN_BOOKING: {
      target: '.recount',
      actions: assign({ shut: false, bookingClosesOn: ({ event }) => event.until }),
    },
  },
  states: {
    recount: {
      meta: { label: 'Counting places', explain: 'Free places go to those who wait, in their order.' },
      always: [
        {
          guard: 'somebodyMovesUp',
          actions: [
            { type: 'givePlace', params: ({ context }) => ({ bookingId: context.promoting[0] ?? '' }) },
            {
              type: 'tell',
              params: ({ context }) => ({
                to: context.promoting[0] ?? '',
                event: { type: 'PROMOTED', confirmed: context.confirmed },
              }),
            },
            assign(({ context }) => ({
              promoting: context.promoting.slice(1),
              taken: context.taken + 1,
              waiting: context.waiting - 1,
            })),
          ],
        },
        {
          guard: 'somebodyHeldBack',
          actions: [
            {
              type: 'tell',
              params: ({ context }) => ({ to: context.heldBack[0] ?? '', event: { type: 'DAY_FULL' } }),
            },
            assign(({ context }) => ({ heldBack: context.heldBack.slice(1) })),
          ],
        },
        { guard: 'bookingShut', target: 'shut' },
        { guard: 'isFull', target: 'full' },
        { target: 'open' },
      ],
    },
    open: {
      meta: { label: 'Open for booking', explain: 'There are places left.' },
      always: { guard: 'bookingShut', target: 'shut' },
      after: { bookingCloses: { target: 'shut', actions: assign({ shut: true }) } },
    },
    full: {
      meta: { label: 'Full', explain: 'All places are taken; whoever asks now waits, in order.' },
      always: { guard: 'bookingShut', target: 'shut' },
      after: { bookingCloses: { target: 'shut', actions: assign({ shut: true }) } },
    },
    shut: {
      meta: {
        label: 'Booking closed',
        explain: 'No new bookings; those who wait still move up when somebody withdraws.',
      },
    },
  },
});
