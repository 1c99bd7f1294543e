import { assign } from 'xstate';
import { newDates, redated, sessionsAre, withoutRegister, withSession } from './activity.policy.js';
import { activitySetup } from './activity.setup.js';
import type { ActivityContext } from './activity.types.js';

type InContext = { context: ActivityContext };
const tellNewDates = {
  type: 'tellBookings',
  params: ({ context }: InContext) => ({ activityId: context.activityId, event: newDates(context, true) }),
} as const;
const tellDatesUnknown = {
  type: 'tellBookings',
  params: ({ context }: InContext) => ({ activityId: context.activityId, event: newDates(context, false) }),
} as const;
const tellConfirmed = {
  type: 'tellBookings',
  params: ({ context }: InContext) => ({
    activityId: context.activityId,
    event: { type: 'ACTIVITY_CONFIRMED' as const },
  }),
} as const;

/** Whose work it is where nobody leads it, as with a provider's course. */
const unlessLed = ['organiser', 'cpdLeader'] as const;
/** Nobody had a place on that day, or the last of them gave it back: there is nobody to ask about. */
const nobodyCame = {
  guard: 'nobodyPlaced',
  target: 'betweenSessions',
  actions: activitySetup.assign(({ context }) => withoutRegister(context)),
} as const;

const gathering = activitySetup.createStateConfig({
  meta: {
    label: 'Waiting for numbers',
    explain: 'It runs when enough people have a place, or when the CPD leader says so.',
  },
  initial: 'inTime',
  always: {
    guard: 'numbersReached',
    target: 'confirmed',
    actions: [assign({ confirmed: true }), tellConfirmed],
  },
  on: { CONFIRM: { target: 'confirmed', actions: [assign({ confirmed: true }), tellConfirmed] } },
  states: {
    inTime: {
      meta: { label: 'Numbers still coming in', explain: 'There is time until it must be decided.' },
      after: {
        decisionDue: {
          target: 'undecided',
          actions: { type: 'remind', params: { who: 'cpdLeader', about: 'activity.decisionDue' } },
        },
      },
    },
    undecided: {
      meta: {
        label: 'To be decided',
        explain: 'Numbers are too small; the CPD leader confirms, postpones or cancels it.',
        duties: [
          {
            name: 'decideActivity',
            label: 'Decide whether it runs with so few people',
            role: 'cpdLeader',
            due: 'activityStarts',
            event: 'CONFIRM',
          },
        ],
      },
      after: {
        activityStarts: {
          target: 'dayCome',
          actions: { type: 'remind', params: { who: 'head', about: 'activity.undecided', escalation: true } },
        },
      },
    },
    dayCome: {
      meta: {
        label: 'The day has come undecided',
        explain: 'Somebody must say whether it took place.',
        duties: [
          {
            name: 'sayWhetherItRan',
            label: 'Say whether it took place',
            role: 'cpdLeader',
            event: 'CONFIRM',
          },
        ],
      },
    },
  },
});

const running = activitySetup.createStateConfig({
  meta: { label: 'Running', explain: 'It has begun.' },
  initial: 'betweenSessions',
  on: {
    RECORD_ATTENDANCE: {
      guard: 'sessionPlanned',
      target: '.betweenSessions',
      actions: [
        {
          type: 'recordAttendance',
          params: ({ event }) => ({ sessionId: event.sessionId, entries: event.entries }),
        },
        {
          type: 'passAttendance',
          params: ({ event }) => ({ sessionId: event.sessionId, entries: event.entries }),
        },
        assign(({ context, event }) =>
          sessionsAre(
            context.sessions.map((it) => (it.id === event.sessionId ? { ...it, state: 'held' } : it)),
          ),
        ),
      ],
    },
  },
  states: {
    betweenSessions: {
      meta: { label: 'Next session to come', explain: 'The next session is on its way.' },
      always: { guard: 'noSessionAhead', target: 'windingUp' },
      after: { sessionCloses: 'attendanceOwed' },
    },
    attendanceOwed: {
      meta: {
        label: 'Register to be taken',
        explain: 'A session is over; the facilitator says who was there.',
        duties: [
          {
            name: 'recordAttendance',
            label: 'Say who was there',
            role: 'facilitator',
            orElse: unlessLed,
            due: 'attendanceDue',
            event: 'RECORD_ATTENDANCE',
          },
        ],
      },
      always: nobodyCame,
      after: {
        attendanceDue: {
          target: 'attendanceLate',
          actions: {
            type: 'remind',
            params: { who: 'cpdTeam', about: 'activity.attendanceLate', escalation: true },
          },
        },
      },
    },
    attendanceLate: {
      meta: {
        label: 'Register overdue',
        explain: 'The CPD team finds out who was there.',
        duties: [
          {
            name: 'findAttendance',
            label: 'Find out who was there',
            role: 'cpdTeam',
            event: 'RECORD_ATTENDANCE',
          },
        ],
      },
      always: nobodyCame,
    },
    windingUp: {
      meta: {
        label: 'Last steps',
        explain: 'No session is ahead; milestones or the end of the work are still to come.',
        duties: [
          {
            name: 'finishActivity',
            label: 'Say when the work is finished',
            role: 'facilitator',
            orElse: unlessLed,
            due: 'activityCloses',
            event: 'FINISH',
          },
        ],
      },
      always: { guard: 'nothingToCome', target: '#activity.provided.programme.held' },
      on: { FINISH: { actions: assign({ ended: true }) } },
      after: { activityCloses: { actions: assign({ ended: true }) } },
    },
  },
});

const postponed = activitySetup.createStateConfig({
  meta: { label: 'Postponed', explain: 'Places and money are kept; it has no dates at present.' },
  initial: 'awaited',
  on: {
    SET_DATES: {
      guard: 'datesGiven',
      target: '#activity.provided.programme.going.resuming',
      actions: [assign(({ context, event }) => redated(context, event.sessions)), tellNewDates],
    },
    CANCEL: '#activity.provided.programme.cancelled',
  },
  states: {
    awaited: {
      meta: {
        label: 'New dates awaited',
        explain: 'People who have a place, or wait for one, want to know when it takes place.',
        duties: [
          {
            name: 'findNewDates',
            label: 'Find new dates',
            role: 'organiser',
            orElse: ['cpdLeader'],
            due: 'newDatesDue',
            event: 'SET_DATES',
          },
        ],
      },
      always: { guard: 'nobodyConcerned', target: 'unhurried' },
      after: {
        newDatesDue: {
          target: 'awaited',
          reenter: true,
          actions: {
            type: 'remind',
            params: { who: 'cpdLeader', about: 'activity.newDatesLate', escalation: true },
          },
        },
      },
    },
    unhurried: {
      meta: {
        label: 'Nobody waits for new dates',
        explain: 'Nobody has a place or waits for one; it can be given new dates or cancelled at any time.',
      },
      always: { guard: 'somebodyConcerned', target: 'awaited' },
    },
  },
});

/** What happens to the activity itself, from waiting for numbers to its end. */
export const programme = activitySetup.createStateConfig({
  meta: { label: 'Programme', explain: 'Whether and when it takes place.' },
  initial: 'going',
  states: {
    going: {
      meta: { label: 'Going ahead', explain: 'It is planned or under way.' },
      initial: 'gathering',
      on: {
        POSTPONE: [
          {
            guard: 'datesGiven',
            target: '.resuming',
            actions: [assign(({ context, event }) => redated(context, event.sessions)), tellNewDates],
          },
          {
            target: 'postponed',
            actions: [assign(({ context }) => redated(context, [])), tellDatesUnknown],
          },
        ],
        ADD_SESSION: {
          guard: 'sessionUnknown',
          target: '.resuming',
          actions: [
            assign(({ context, event }) =>
              withSession(context, { id: event.sessionId, on: event.on, state: 'planned' }),
            ),
            tellNewDates,
          ],
        },
        MOVE_SESSION: {
          guard: 'sessionPlanned',
          target: '.resuming',
          actions: [
            assign(({ context, event }) =>
              withSession(context, { id: event.sessionId, on: event.on, state: 'planned' }),
            ),
            tellNewDates,
          ],
        },
        CANCEL_SESSION: [
          {
            guard: 'onlySession',
            target: 'postponed',
            actions: [assign(({ context }) => redated(context, [])), tellDatesUnknown],
          },
          {
            guard: 'sessionPlanned',
            target: '.resuming',
            actions: [
              assign(({ context, event }) =>
                withSession(context, { id: event.sessionId, on: context.startsOn, state: 'cancelled' }),
              ),
              tellNewDates,
            ],
          },
        ],
        CANCEL: 'cancelled',
      },
      states: {
        resuming: {
          meta: { label: 'Dates changed', explain: 'It goes on from where it was, with its new dates.' },
          always: [
            { guard: 'hasStarted', target: 'running' },
            { guard: 'isConfirmed', target: 'confirmed' },
            { target: 'gathering' },
          ],
        },
        gathering,
        confirmed: {
          meta: { label: 'Confirmed', explain: 'It will take place.' },
          on: {
            RELEASE_PLACE: {
              guard: 'fallsBelowMinimum',
              actions: { type: 'remind', params: { who: 'cpdLeader', about: 'activity.belowMinimum' } },
            },
          },
          after: { activityStarts: { target: 'running', actions: assign({ started: true }) } },
        },
        running,
      },
    },
    postponed,
    held: {
      meta: { label: 'Held', explain: 'It took place; what was promised afterwards may still be open.' },
      entry: [
        assign({ over: 'held' }),
        {
          type: 'tellBookings',
          params: ({ context }) => ({
            activityId: context.activityId,
            event: { type: 'ACTIVITY_HELD' as const },
          }),
        },
      ],
      after: { recordLapses: 'filing' },
    },
    cancelled: {
      meta: {
        label: 'Cancelled',
        explain: 'It does not take place; bookings end and needs go back to the plan.',
      },
      entry: [
        assign({ over: 'cancelled' }),
        {
          type: 'tellBookings',
          params: ({ context, event }) => ({
            activityId: context.activityId,
            event: {
              type: 'ACTIVITY_CANCELLED' as const,
              cause: event.type === 'CANCEL' ? event.cause : ('school' as const),
            },
          }),
        },
        { type: 'returnNeeds', params: ({ context }) => ({ activityId: context.activityId }) },
      ],
      after: { recordLapses: 'filing' },
    },
    filing: {
      meta: { label: 'To be filed', explain: 'Filed as soon as no follow-up is owed.' },
      always: { guard: 'nothingOwed', target: '#activity.filed' },
    },
  },
});
