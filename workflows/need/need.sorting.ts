import { assign } from 'xstate';
import { carriedOver, decide, refer, triaged as triage, undone } from './need.policy.js';
import { needSetup } from './need.setup.js';

/** Where bookings and plan have taken it meanwhile; asked whenever it stands waiting. */
export const movesOn = [
  { guard: 'isUnderWay', target: '#need.live.provided.underWay' },
  { guard: 'isEvaluating', target: '#need.live.provided.evaluating' },
  { guard: 'isMet', target: '#need.live.judged' },
  { guard: 'wasFound', target: '#need.live.judged' },
] as const;

export const askAdviser = { type: 'tellAdvisers', params: { about: 'need.referred' } } as const;

export const contested = needSetup.createStateConfig({
  meta: {
    label: 'With the moderator',
    explain: 'Only one of reviewee and reviewer wants this need; the moderator decides whether it passes.',
    duties: [
      {
        name: 'moderateNeed',
        label: 'Decide whether this need passes',
        role: 'moderator',
        due: 'contestedDue',
        event: 'UPHOLD',
      },
    ],
  },
  on: {
    UPHOLD: {
      guard: 'notSelf',
      target: '#need.live.waiting',
      actions: assign(({ context }) => ({
        contested: false,
        people: { ...context.people, moderator: null },
      })),
    },
    WITHDRAW: { guard: 'nothingBooked', target: '#need.live.withdrawn' },
    SET_ASIDE: {
      guard: 'notSelf',
      target: '#need.setAside',
      actions: { type: 'remind', params: { who: 'person', about: 'need.setAside' } },
    },
  },
  after: {
    contestedDue: { actions: { type: 'remind', params: { who: 'moderator', about: 'need.contestedDue' } } },
  },
});

const passed = needSetup.createStateConfig({
  meta: {
    label: 'Passed to the CPD leader',
    explain: 'The CPD leader will sort it: for whom, which theme, which priority, how urgent.',
    duties: [
      { name: 'triage', label: 'Sort this need', role: 'cpdLeader', due: 'triageDue', event: 'TRIAGE' },
    ],
  },
  always: [...movesOn, { guard: 'wasPlanned', target: '#need.live.planned' }],
  initial: 'inTime',
  on: {
    CARRY_OVER: {
      target: 'passed',
      reenter: true,
      actions: assign(({ context, event }) => carriedOver(context, event)),
    },
  },
  states: {
    inTime: {
      meta: { label: 'To be sorted', explain: 'The date for sorting has not passed.' },
      after: {
        triageDue: {
          target: 'late',
          actions: [
            assign({ lateSince: ({ event }) => event.at }),
            { type: 'remind', params: { who: 'cpdLeader', about: 'need.triageDue' } },
          ],
        },
      },
    },
    late: {
      meta: { label: 'Sorting is late', explain: 'The CPD leader was reminded.' },
      after: {
        chaseDue: {
          target: 'escalated',
          actions: { type: 'remind', params: { who: 'head', about: 'need.triageLate', escalation: true } },
        },
      },
    },
    escalated: { meta: { label: 'Sorting is late, head told', explain: 'The head was told that it waits.' } },
  },
});

const triaged = needSetup.createStateConfig({
  meta: {
    label: 'Sorted',
    explain: 'Level, theme, priority and rank are settled; it waits for the training plan.',
  },
  always: [...movesOn, { guard: 'wasPlanned', target: '#need.live.planned' }],
  initial: 'undoable',
  states: {
    undoable: {
      meta: { label: 'Sorted, can be undone', explain: 'The CPD leader can still undo this.' },
      on: {
        UNDO: {
          target: '#need.live.waiting.asFarAsItWas',
          actions: assign(({ context }) => undone(context)),
        },
      },
      after: { undoCloses: 'settled' },
    },
    settled: { meta: { label: 'Sorted', explain: 'It waits for the training plan.' } },
  },
});

const deferred = needSetup.createStateConfig({
  meta: { label: 'Put off', explain: 'It waits until a date and then comes back by itself.' },
  always: movesOn,
  initial: 'undoable',
  on: { BRING_BACK: { target: 'asFarAsItWas', actions: assign({ deferredUntil: null }) } },
  after: {
    deferralLapses: {
      target: 'asFarAsItWas',
      actions: [
        assign({ deferredUntil: null }),
        { type: 'remind', params: { who: 'cpdLeader', about: 'need.cameBack' } },
      ],
    },
  },
  states: {
    undoable: {
      meta: {
        label: 'Put off, can be undone',
        explain: 'The person hears of it when it can no longer be undone.',
      },
      on: {
        UNDO: {
          target: '#need.live.waiting.asFarAsItWas',
          actions: assign(({ context }) => undone(context)),
        },
      },
      after: {
        undoCloses: {
          target: 'told',
          actions: { type: 'remind', params: { who: 'person', about: 'need.deferred' } },
        },
      },
    },
    told: { meta: { label: 'Put off', explain: 'The person knows until when.' } },
  },
});

/** From raising to the training plan: what the CPD leader sorts, puts off, declines or refers. */
export const waiting = needSetup.createStateConfig({
  meta: { label: 'Before the plan', explain: 'It is being sorted.' },
  initial: 'asRaised',
  on: {
    TRIAGE: {
      guard: 'soundTriage',
      target: '.triaged',
      reenter: true,
      actions: assign(({ context, event }) => triage(context, event)),
    },
    DEFER: {
      guard: 'untilLater',
      target: '.deferred',
      reenter: true,
      actions: assign(({ context, event }) => ({ ...decide(context, event), deferredUntil: event.until })),
    },
    DECLINE: {
      target: '#need.live.declined',
      actions: assign(({ context, event }) => decide(context, event)),
    },
    REFER: {
      guard: 'dueLater',
      target: '#need.live.referred',
      actions: [assign(({ event }) => refer(event)), askAdviser],
    },
    WITHDRAW: { guard: 'nothingBooked', target: '#need.live.withdrawn' },
  },
  states: {
    asRaised: {
      meta: { label: 'Raised', explain: 'It is sent where it belongs.' },
      always: [
        { guard: 'isAway', target: '#need.paused' },
        { guard: 'isContested', target: '#need.live.contested' },
        { target: 'passed' },
      ],
    },
    asFarAsItWas: {
      meta: { label: 'Coming back', explain: 'It goes back to where it stood.' },
      always: [
        { guard: 'wasPlanned', target: '#need.live.planned' },
        { guard: 'wasTriaged', target: 'triaged.settled' },
        { target: 'passed' },
      ],
    },
    passed,
    triaged,
    deferred,
  },
});
