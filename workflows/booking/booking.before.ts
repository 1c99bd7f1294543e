import { and, assign } from 'xstate';
import { approving } from './booking.approving.js';
import { approved, dayFull, waitlisted } from './booking.placing.js';
import { afterPostponing, afterSubstitution, attended, chargeOn, datesOf } from './booking.policy.js';
import { bookingSetup } from './booking.setup.js';
import type { BookingContext } from './booking.types.js';

/** From the request to the decision who approves it. */
const requested = bookingSetup.createStateConfig({
  meta: {
    label: 'Requested',
    explain: 'The request is being put together and checked against the calendar.',
  },
  initial: 'outlining',
  states: {
    outlining: {
      meta: {
        label: 'Request being written',
        explain: 'The person says what shall be different afterwards, and where they start from.',
        duties: [
          {
            name: 'stateOutcome',
            label: 'Say what shall be different afterwards, and send the request',
            role: 'person',
            event: 'SUBMIT',
          },
        ],
      },
      always: { guard: 'inherits', target: 'checking' },
      on: {
        SUBMIT: {
          target: 'checking',
          actions: assign(({ event }) => ({ ...datesOf(event), stepSince: event.at, clashAllowed: false })),
        },
      },
    },
    checking: {
      meta: { label: 'Being checked', explain: 'Dates, cover and contracted days are looked at.' },
      always: [
        { guard: 'clashes', target: 'clashing' },
        { guard: 'recompenseOwed', target: 'agreeingRecompense' },
        { target: '#booking.live.progress.before.approving' },
      ],
    },
    clashing: {
      meta: {
        label: 'Dates clash',
        explain:
          'The days are blocked, too many are out, or the person is booked elsewhere; the CPD leader may allow it.',
        duties: [
          {
            name: 'decideClash',
            label: 'Allow or decline a booking whose dates clash',
            role: 'cpdLeader',
            due: 'clashDue',
            event: 'ALLOW_CLASH',
          },
        ],
      },
      on: {
        TAKE_BACK: 'outlining',
        DECLINE: {
          guard: 'notForThemselves',
          target: '#booking.releasing',
          actions: assign({ ending: 'declined' }),
        },
        ALLOW_CLASH: {
          guard: 'notForThemselves',
          target: 'checking',
          actions: assign({ clashAllowed: true, stepSince: ({ event }) => event.at }),
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
    },
    agreeingRecompense: {
      meta: {
        label: 'Pay or time in lieu to be agreed',
        explain:
          'The days lie outside the person’s contract; pay or time in lieu is agreed before anyone approves.',
      },
      on: { TAKE_BACK: 'outlining' },
      always: { guard: 'recompenseNotOwed', target: '#booking.live.progress.before.approving' },
    },
  },
});

const underWay = {
  type: 'tell',
  params: ({ context }: { context: BookingContext }) => ({
    to: context.needId ?? '',
    event: { type: 'UNDER_WAY', bookingId: context.bookingId },
  }),
} as const;

/** With a place: what is still missing until the day. */
const seated = bookingSetup.createStateConfig({
  meta: { label: 'With a place', explain: 'The person has a place.' },
  initial: 'placing',
  on: {
    SESSION_ATTENDED: {
      actions: assign(({ context, event }) => attended(context, event.mark, event.minutes)),
    },
    MARK_ATTENDANCE: {
      target: '#booking.live.progress.assessing',
      actions: assign(({ context, event }) => attended(context, event.mark, event.minutes)),
    },
    ACTIVITY_CONFIRMED: { target: '.placing', actions: assign({ activityConfirmed: true }) },
    ACTIVITY_HELD: '#booking.live.progress.assessing',
    ACTIVITY_CANCELLED: [
      { guard: 'hasMarks', target: '#booking.live.progress.assessing' },
      { target: '#booking.releasing', actions: assign({ ending: 'cancelled', keptPence: 0 }) },
    ],
    SUBSTITUTE: {
      guard: and(['somebodyElse', 'substituteFree']),
      target: '.substituting',
      actions: assign(({ context, event }) => ({
        ...afterSubstitution(context, event),
        placedAt: event.at,
      })),
    },
  },
  after: { attendanceOpens: '#booking.live.progress.assessing' },
  states: {
    substituting: {
      meta: {
        label: 'Somebody else takes the place',
        explain: 'The need of the person who gave it up goes back to the plan.',
      },
      always: [
        {
          guard: 'formerNeedUntold',
          actions: [
            {
              type: 'tell',
              params: ({ context }) => ({
                to: context.formerNeedId ?? '',
                event: { type: 'BOOKING_ENDED', bookingId: context.bookingId },
              }),
            },
            assign({ formerNeedId: null }),
          ],
        },
        { target: 'placing' },
      ],
    },
    placing: {
      meta: { label: 'Place given', explain: 'What is still needed depends on who provides it.' },
      always: [
        { guard: 'needUntold', actions: [underWay, assign({ needTold: 'underWay' })] },
        { guard: 'isExternal', target: 'awaitingProvider' },
        { guard: 'activityConfirmed', target: 'confirmed' },
        { target: 'placed' },
      ],
    },
    placed: {
      meta: {
        label: 'Place given, waiting for numbers',
        explain: 'The place is sure; whether it takes place is not yet.',
      },
    },
    awaitingProvider: {
      meta: {
        label: 'Waiting for the provider',
        explain: 'Approved is not booked: the provider must confirm the place.',
      },
      initial: 'withOffice',
      on: {
        ENTER_CONFIRMATION: {
          target: 'confirmed',
          actions: {
            type: 'keepConfirmation',
            params: ({ context, event }) => ({
              bookingId: context.bookingId,
              confirmationId: event.confirmationId,
            }),
          },
        },
        PROVIDER_REFUSED: {
          target: '#booking.releasing',
          actions: assign({ ending: 'cancelled', keptPence: 0 }),
        },
        ACTIVITY_CONFIRMED: { actions: assign({ activityConfirmed: true }) },
      },
      states: {
        withOffice: {
          meta: {
            label: 'Office books with the provider',
            explain: 'The office registers the person and enters the booking confirmation.',
            duties: [
              {
                name: 'enterConfirmation',
                label: 'Book with the provider and enter the booking confirmation',
                role: 'cpdTeam',
                due: 'officeChaseDue',
                event: 'ENTER_CONFIRMATION',
              },
            ],
          },
          after: {
            officeChaseDue: {
              target: 'withPerson',
              actions: { type: 'remind', params: { who: 'cpdTeam', about: 'booking.confirmationMissing' } },
            },
          },
        },
        withPerson: {
          meta: {
            label: 'Office reminded, person next',
            explain:
              'The booking confirmation is still missing; soon the person is asked whether they have it.',
            duties: [
              {
                name: 'enterConfirmation',
                label: 'Enter the booking confirmation',
                role: 'cpdTeam',
                due: 'personChaseDue',
                event: 'ENTER_CONFIRMATION',
              },
            ],
          },
          after: {
            personChaseDue: {
              target: 'escalated',
              actions: { type: 'remind', params: { who: 'person', about: 'booking.confirmationMissing' } },
            },
          },
        },
        escalated: {
          meta: {
            label: 'Booking confirmation still missing',
            explain: 'Office and person were reminded; the CPD leader hears of it until it is entered.',
            duties: [
              {
                name: 'findConfirmation',
                label: 'Look for your booking confirmation and enter it',
                role: 'person',
                due: 'confirmationEscalationDue',
                event: 'ENTER_CONFIRMATION',
              },
            ],
          },
          after: {
            confirmationEscalationDue: {
              target: 'escalated',
              reenter: true,
              actions: [
                {
                  type: 'remind',
                  params: { who: 'cpdLeader', about: 'booking.confirmationMissing', escalation: true },
                },
                assign({ placedAt: null }),
              ],
            },
          },
        },
      },
    },
    confirmed: {
      meta: { label: 'Confirmed', explain: 'The place is sure and it takes place.' },
      on: { ACTIVITY_CONFIRMED: { actions: assign({}) } },
    },
  },
});

/** Everything before the day. From all of it people may withdraw, and dates may change. */
export const before = bookingSetup.createStateConfig({
  meta: { label: 'Before the day', explain: 'Request, approval, place and confirmation.' },
  initial: 'requested',
  on: {
    WITHDRAW: {
      target: '#booking.releasing',
      actions: assign({
        ending: 'withdrawn',
        keptPence: ({ context, event }) => chargeOn(context, event.at),
      }),
    },
    CANCEL: {
      target: '#booking.releasing',
      actions: assign({
        ending: 'cancelled',
        keptPence: ({ context, event }) => chargeOn(context, event.at),
      }),
    },
    LEAVE: {
      target: '#booking.releasing',
      actions: assign({
        ending: 'cancelled',
        keptPence: ({ context, event }) => chargeOn(context, event.at),
      }),
    },
    ACTIVITY_CANCELLED: {
      target: '#booking.releasing',
      actions: assign({ ending: 'cancelled', keptPence: 0 }),
    },
    ACTIVITY_HELD: { target: '#booking.releasing', actions: assign({ ending: 'cancelled', keptPence: 0 }) },
    ACTIVITY_CONFIRMED: { actions: assign({ activityConfirmed: true }) },
    POSTPONED: {
      target: '.asItWas',
      reenter: true,
      actions: assign(({ context, event }) => afterPostponing(context, event)),
    },
  },
  states: {
    requested,
    approving,
    approved,
    waitlisted,
    dayFull,
    seated,
    asItWas: { type: 'history', history: 'deep' },
  },
});
