import { assign } from 'xstate';
import { after } from './booking.after.js';
import { before } from './booking.before.js';
import { cover, newDates, recompense } from './booking.beside.js';
import { ended, releasing } from './booking.ending.js';
import { beginBooking } from './booking.policy.js';
import { bookingSetup } from './booking.setup.js';
import { withoutApprover } from './booking.steps.js';

/** One person's place on one activity. */
export const bookingMachine = bookingSetup.createMachine({
  id: 'booking',
  meta: { label: 'Booking', explain: 'One person’s place on one activity, from the request to the record.' },
  context: ({ input }) => beginBooking(input),
  initial: 'live',
  // News that crossed with the booking's own end, or came twice, is noted and changes nothing.
  on: {
    PLACED: { actions: assign({}) },
    PROMOTED: { actions: assign({}) },
    WAITLISTED: { actions: assign({}) },
    NO_PLACE: { actions: assign({}) },
    DAY_FULL: { actions: assign({}) },
    ACTIVITY_CONFIRMED: { actions: assign({}) },
    ACTIVITY_HELD: { actions: assign({}) },
    ACTIVITY_CANCELLED: { actions: assign({}) },
    POSTPONED: { actions: assign({}) },
    SESSION_ATTENDED: { actions: assign({}) },
    LEAVE: { actions: assign({}) },
    MILESTONE_REACHED: { actions: assign({}) },
    APPROVER_LEFT: { actions: assign(({ context, event }) => withoutApprover(context, event.personId)) },
    REASSIGN: {
      actions: assign({ people: ({ context, event }) => ({ ...context.people, [event.role]: event.to }) }),
    },
  },
  states: {
    live: {
      type: 'parallel',
      meta: { label: 'Under way', explain: 'The booking is being dealt with.' },
      on: {
        MILESTONE_REACHED: {
          actions: {
            type: 'recordMilestone',
            params: ({ context, event }) => ({
              bookingId: context.bookingId,
              milestoneId: event.milestoneId,
            }),
          },
        },
        RECORD_CERTIFICATE: {
          actions: {
            type: 'keepCertificate',
            params: ({ context, event }) => ({
              bookingId: context.bookingId,
              certificateId: event.certificateId,
              expiresOn: event.expiresOn,
            }),
          },
        },
      },
      states: {
        progress: {
          meta: { label: 'Progress', explain: 'How far the booking has come.' },
          initial: 'before',
          states: { before, ...after },
        },
        cover,
        recompense,
        newDates,
      },
    },
    releasing,
    ended,
    closed: {
      meta: {
        label: 'Closed',
        explain: 'Attendance and sharing are done; the evaluation goes on by itself.',
      },
      on: {
        MILESTONE_REACHED: {
          actions: {
            type: 'recordMilestone',
            params: ({ context, event }) => ({
              bookingId: context.bookingId,
              milestoneId: event.milestoneId,
            }),
          },
        },
        RECORD_CERTIFICATE: {
          actions: {
            type: 'keepCertificate',
            params: ({ context, event }) => ({
              bookingId: context.bookingId,
              certificateId: event.certificateId,
              expiresOn: event.expiresOn,
            }),
          },
        },
      },
      after: { recordLapses: 'filed' },
    },
    filed: {
      type: 'final',
      meta: { label: 'Filed', explain: 'Nothing more can happen to it; the record stays.' },
    },
  },
});
