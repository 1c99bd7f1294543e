import { assign } from 'xstate';
import {
  carriedOver,
  decide,
  matched as match,
  refer,
  reopened,
  triaged as triage,
  undone,
} from './need.policy.js';
import { needSetup } from './need.setup.js';
import { askAdviser, movesOn } from './need.sorting.js';

export const planned = needSetup.createStateConfig({
  meta: { label: 'In the training plan', explain: 'It has a line in the plan; now provision is looked for.' },
  always: [...movesOn, { guard: 'notPlanned', target: '#need.live.waiting.asFarAsItWas' }],
  initial: 'unmatched',
  on: {
    MATCH: { target: '.matched', actions: assign(({ context, event }) => match(context, event.activityId)) },
    DEFER: {
      guard: 'untilLater',
      target: 'waiting.deferred',
      actions: assign(({ context, event }) => ({ ...decide(context, event), deferredUntil: event.until })),
    },
    DECLINE: { target: 'declined', actions: assign(({ context, event }) => decide(context, event)) },
    REFER: {
      guard: 'dueLater',
      target: 'referred',
      actions: [assign(({ event }) => refer(event)), askAdviser],
    },
    TRIAGE: { guard: 'soundTriage', actions: assign(({ context, event }) => triage(context, event)) },
    WITHDRAW: { guard: 'nothingBooked', target: 'withdrawn' },
  },
  states: {
    unmatched: {
      meta: {
        label: 'Planned',
        explain: 'The CPD leader looks for provision, first of all from a colleague.',
        duties: [{ name: 'match', label: 'Find provision for this need', role: 'cpdLeader', event: 'MATCH' }],
      },
    },
    matched: {
      meta: {
        label: 'Matched',
        explain: 'One or several activities are chosen; the person books a place.',
        duties: [{ name: 'book', label: 'Ask for a place', role: 'person', event: 'UNDER_WAY' }],
      },
      always: { guard: 'noActivity', target: 'unmatched' },
    },
  },
});

/** The bookings decide: some still to come, all attended, none left, or a judgement. */
export const provided = needSetup.createStateConfig({
  meta: { label: 'Under way', explain: 'The person has a place, or it is being seen what changed.' },
  initial: 'underWay',
  always: [
    { guard: 'isMet', target: 'judged' },
    { guard: 'wasFound', target: 'judged' },
    { guard: 'fellThrough', target: 'waiting.asFarAsItWas' },
  ],
  on: {
    MATCH: { actions: assign(({ context, event }) => match(context, event.activityId)) },
  },
  states: {
    underWay: {
      meta: { label: 'Booked', explain: 'A place is booked.' },
      always: { guard: 'isEvaluating', target: 'evaluating' },
    },
    evaluating: {
      meta: { label: 'Being evaluated', explain: 'It was attended; now it is seen what changed.' },
      always: { guard: 'isUnderWay', target: 'underWay' },
    },
  },
});

export const judged = needSetup.createStateConfig({
  meta: { label: 'Judged', explain: 'The evaluation said what came of it.' },
  initial: 'asFound',
  on: {
    REOPEN: { target: 'waiting.asFarAsItWas', actions: assign(({ event }) => reopened(event)) },
  },
  states: {
    asFound: {
      meta: { label: 'Being recorded', explain: 'The finding is recorded.' },
      always: [
        { guard: 'isMet', target: 'met' },
        { guard: 'isPartlyMet', target: 'partlyMet' },
        { target: 'notMet' },
      ],
    },
    met: {
      meta: { label: 'Met', explain: 'The outcome fixed beforehand was reached.' },
      always: [
        { guard: 'isPartlyMet', target: 'partlyMet' },
        { guard: 'isNotMet', target: 'notMet' },
      ],
      on: { CARRY_OVER: { actions: assign({}) }, CLOSE: '#need.closed' },
    },
    partlyMet: {
      meta: { label: 'Partly met', explain: 'Some of it was reached; it can be reopened or carried over.' },
      always: [
        { guard: 'isMet', target: 'met' },
        { guard: 'isNotMet', target: 'notMet' },
      ],
      on: {
        CLOSE: '#need.closed',
        CARRY_OVER: {
          target: '#need.live.waiting.asFarAsItWas',
          actions: assign(({ context, event }) => ({ ...reopened(event), ...carriedOver(context, event) })),
        },
      },
    },
    notMet: {
      meta: { label: 'Not met', explain: 'It was not reached; it can be reopened or carried over.' },
      always: [
        { guard: 'isMet', target: 'met' },
        { guard: 'isPartlyMet', target: 'partlyMet' },
      ],
      on: {
        CLOSE: '#need.closed',
        CARRY_OVER: {
          target: '#need.live.waiting.asFarAsItWas',
          actions: assign(({ context, event }) => ({ ...reopened(event), ...carriedOver(context, event) })),
        },
      },
    },
  },
});

export const referred = needSetup.createStateConfig({
  meta: {
    label: 'With an adviser',
    explain: 'An adviser of the local authority or the trust was asked for a way.',
    duties: [
      {
        name: 'answer',
        label: 'Answer the school about this need',
        role: 'adviser',
        due: 'referralDue',
        event: 'ANSWER',
      },
    ],
  },
  initial: 'inTime',
  on: {
    ANSWER: [
      {
        guard: 'wayFound',
        target: 'planned.matched',
        actions: assign(({ context, event }) => ({
          ...match(context, event.activityId ?? ''),
          referredTo: null,
        })),
      },
      {
        guard: 'wasAdvised',
        target: 'waiting.asFarAsItWas',
        actions: [
          assign({ referredTo: null }),
          { type: 'remind', params: { who: 'cpdLeader', about: 'need.adviserAnswered' } },
        ],
      },
      {
        target: 'declined',
        actions: assign(({ context, event }) => ({ ...decide(context, event), referredTo: null })),
      },
    ],
    WITHDRAW: {
      guard: 'nothingBooked',
      target: 'withdrawn',
      actions: assign({ referredTo: null }),
    },
    TAKE_BACK: {
      target: 'waiting.asFarAsItWas',
      actions: assign({ referredTo: null }),
    },
  },
  states: {
    inTime: {
      meta: { label: 'Asked', explain: 'The adviser’s answer is awaited.' },
      after: {
        referralDue: {
          target: 'late',
          actions: [
            { type: 'tellAdvisers', params: { about: 'need.referralDue' } },
            { type: 'remind', params: { who: 'cpdLeader', about: 'need.referralDue', escalation: true } },
          ],
        },
      },
    },
    late: {
      meta: { label: 'Answer late', explain: 'The adviser was reminded; the CPD leader may take it back.' },
    },
  },
});

export const declined = needSetup.createStateConfig({
  meta: { label: 'Declined', explain: 'It will not be provided this year; the person is given the reason.' },
  initial: 'undoable',
  on: {
    REOPEN: { target: 'waiting.asFarAsItWas', actions: assign(({ event }) => reopened(event)) },
    CARRY_OVER: { actions: assign({}) },
    CLOSE: '#need.closed',
  },
  states: {
    undoable: {
      meta: {
        label: 'Declined, can be undone',
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
          actions: { type: 'remind', params: { who: 'person', about: 'need.declined' } },
        },
      },
    },
    told: { meta: { label: 'Declined', explain: 'The person knows why.' } },
  },
});

export const withdrawn = needSetup.createStateConfig({
  meta: { label: 'Withdrawn', explain: 'The person no longer wants it; they can take that back.' },
  on: {
    REOPEN: { target: 'waiting.asFarAsItWas', actions: assign(({ event }) => reopened(event)) },
    CARRY_OVER: { actions: assign({}) },
    CLOSE: '#need.closed',
  },
});
