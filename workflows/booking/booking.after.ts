import { assign } from 'xstate';
import { afterPostponing, attended } from './booking.policy.js';
import { bookingSetup } from './booking.setup.js';
import type { BookingContext } from './booking.types.js';

type InContext = { context: BookingContext };
const spend = {
  type: 'spendMoney',
  params: ({ context }: InContext) => ({ bookingId: context.bookingId, funding: context.funding }),
} as const;
const hours = {
  type: 'recordHours',
  params: ({ context }: InContext) => ({ bookingId: context.bookingId, minutes: context.minutes }),
} as const;

const sharing = bookingSetup.createStateConfig({
  meta: {
    label: 'To be shared',
    explain: 'The person says who else should know what they learnt, and adds materials.',
    duties: [
      {
        name: 'shareBack',
        label: 'Share what you learnt: who else should know?',
        role: 'person',
        due: 'shareBackDue',
        event: 'SHARE_BACK',
      },
    ],
  },
  after: {
    shareBackDue: {
      target: 'sharingLate',
      actions: {
        type: 'remind',
        params: { who: 'lineManager', about: 'booking.shareBackLate', escalation: true },
      },
    },
  },
});
const sharingLate = bookingSetup.createStateConfig({
  meta: {
    label: 'Sharing is late',
    explain: 'The line manager was told; the person can still share, or be let off.',
    duties: [{ name: 'shareBackLate', label: 'Share what you learnt', role: 'person', event: 'SHARE_BACK' }],
  },
});

/** From the day on: who was there, what it set going, and what is still to be shared. */
export const after = {
  assessing: bookingSetup.createStateConfig({
    meta: { label: 'Attendance known', explain: 'Attendance decides what follows.' },
    always: [
      { guard: 'noMarks', target: 'attendanceOwed' },
      {
        guard: 'startsImpact',
        actions: [
          {
            type: 'startImpact',
            params: ({ context }) => ({
              bookingId: context.bookingId,
              needId: context.needId,
              mode: context.impact === 'full' ? ('full' as const) : ('light' as const),
            }),
          },
          assign({ impactStarted: true }),
        ],
      },
      {
        guard: 'needEvaluating',
        actions: [
          {
            type: 'tell',
            params: ({ context }) => ({
              to: context.needId ?? '',
              event: { type: 'EVALUATING', bookingId: context.bookingId },
            }),
          },
          assign({ needTold: 'evaluating' }),
        ],
      },
      {
        guard: 'needEnds',
        actions: [
          {
            type: 'tell',
            params: ({ context }) => ({
              to: context.needId ?? '',
              event: { type: 'BOOKING_ENDED', bookingId: context.bookingId },
            }),
          },
          assign({ needTold: 'ended' }),
        ],
      },
      { guard: 'wasThereThroughout', target: 'attended' },
      { guard: 'wasThere', target: 'partlyAttended' },
      { target: 'noShow' },
    ],
  }),
  attendanceOwed: bookingSetup.createStateConfig({
    meta: {
      label: 'Attendance to be recorded',
      explain: 'The day is over and nobody has said whether the person was there.',
      duties: [
        {
          name: 'markAttendance',
          label: 'Say whether the person was there',
          role: 'cpdTeam',
          due: 'attendanceDue',
          event: 'MARK_ATTENDANCE',
        },
      ],
    },
    on: {
      MARK_ATTENDANCE: {
        target: 'assessing',
        actions: assign(({ context, event }) => attended(context, event.mark, event.minutes)),
      },
      SESSION_ATTENDED: {
        target: 'assessing',
        actions: assign(({ context, event }) => attended(context, event.mark, event.minutes)),
      },
      ACTIVITY_CANCELLED: {
        target: '#booking.releasing',
        actions: assign({ ending: 'cancelled', keptPence: 0 }),
      },
      POSTPONED: {
        target: 'before.seated',
        actions: assign(({ context, event }) => afterPostponing(context, event)),
      },
      LEAVE: '#booking.closed',
    },
    after: {
      attendanceDue: {
        actions: {
          type: 'remind',
          params: { who: 'cpdLeader', about: 'booking.attendanceMissing', escalation: true },
        },
      },
    },
  }),
  attended: bookingSetup.createStateConfig({
    meta: { label: 'Attended', explain: 'The person was there; the evaluation has begun.' },
    entry: [spend, hours],
    initial: 'sharing',
    always: { guard: 'nothingToShare', target: '#booking.closed' },
    on: { SHARE_BACK: '#booking.closed', WAIVE_SHARE_BACK: '#booking.closed', LEAVE: '#booking.closed' },
    states: { sharing, sharingLate },
  }),
  partlyAttended: bookingSetup.createStateConfig({
    meta: {
      label: 'Partly attended',
      explain: 'The person was there for part of it; the evaluation has begun.',
    },
    entry: [spend, hours],
    initial: 'sharing',
    always: { guard: 'nothingToShare', target: '#booking.closed' },
    on: { SHARE_BACK: '#booking.closed', WAIVE_SHARE_BACK: '#booking.closed', LEAVE: '#booking.closed' },
    states: { sharing, sharingLate },
  }),
  noShow: bookingSetup.createStateConfig({
    meta: {
      label: 'Not there',
      explain: 'The person was not there; the cost stays, and the line manager finds out why.',
      duties: [
        {
          name: 'noteAbsence',
          label: 'Find out why somebody was not there',
          role: 'lineManager',
          orElse: ['cpdLeader'],
          due: 'absenceDue',
          event: 'NOTE_ABSENCE',
        },
      ],
    },
    entry: spend,
    on: { NOTE_ABSENCE: '#booking.closed', LEAVE: '#booking.closed' },
    after: {
      absenceDue: {
        actions: {
          type: 'remind',
          params: { who: 'cpdLeader', about: 'booking.absenceUnexplained', escalation: true },
        },
      },
    },
  }),
};
