import { assign } from 'xstate';
import { askForPlace } from './booking.approving.js';
import { givenPlace } from './booking.policy.js';
import { bookingSetup } from './booking.setup.js';

/** Approved by everybody: the activity decides about the place, and tells the booking. */
export const approved = bookingSetup.createStateConfig({
  meta: {
    label: 'Approved, place asked for',
    explain: 'Approved is not yet a place; the activity decides at once.',
  },
  on: {
    PLACED: { target: 'seated', actions: assign(({ event }) => givenPlace(event)) },
    PROMOTED: { target: 'seated', actions: assign(({ event }) => givenPlace(event)) },
    WAITLISTED: 'waitlisted',
    DAY_FULL: 'dayFull',
    NO_PLACE: { target: '#booking.releasing', actions: assign({ ending: 'cancelled', keptPence: 0 }) },
  },
});

export const waitlisted = bookingSetup.createStateConfig({
  meta: {
    label: 'On the waiting list',
    explain: 'The place comes by itself when somebody withdraws, in order.',
  },
  on: {
    PLACED: { target: 'seated', actions: assign(({ event }) => givenPlace(event)) },
    PROMOTED: { target: 'seated', actions: assign(({ event }) => givenPlace(event)) },
    DAY_FULL: 'dayFull',
    NO_PLACE: { target: '#booking.releasing', actions: assign({ ending: 'cancelled', keptPence: 0 }) },
  },
  after: {
    waitingDue: { actions: { type: 'remind', params: { who: 'person', about: 'booking.stillWaiting' } } },
  },
});

export const dayFull = bookingSetup.createStateConfig({
  meta: {
    label: 'Too many out that day',
    explain:
      'A place is free, but the school can spare nobody else that day. The CPD leader may allow it; it comes by itself when somebody else stays.',
    duties: [
      {
        name: 'decideClash',
        label: 'Allow or decline a booking on a day when too many are out',
        role: 'cpdLeader',
        due: 'clashDue',
        event: 'ALLOW_CLASH',
      },
    ],
  },
  on: {
    PLACED: { target: 'seated', actions: assign(({ event }) => givenPlace(event)) },
    PROMOTED: { target: 'seated', actions: assign(({ event }) => givenPlace(event)) },
    WAITLISTED: 'waitlisted',
    DAY_FULL: { actions: assign({}) },
    NO_PLACE: { target: '#booking.releasing', actions: assign({ ending: 'cancelled', keptPence: 0 }) },
    ALLOW_CLASH: {
      guard: 'notForThemselves',
      target: 'approved',
      actions: [assign({ clashAllowed: true }), askForPlace],
    },
    DECLINE: {
      guard: 'notForThemselves',
      target: '#booking.releasing',
      actions: assign({ ending: 'declined', keptPence: 0 }),
    },
  },
  after: {
    clashDue: {
      actions: {
        type: 'remind',
        params: { who: 'cpdLeader', about: 'booking.clashDue', escalation: true },
      },
    },
  },
});
