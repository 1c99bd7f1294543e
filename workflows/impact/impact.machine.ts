import { assign } from 'xstate';
import { application } from './impact.application.js';
import * as policy from './impact.policy.js';
import { countUnreturned, impactSetup } from './impact.setup.js';

const remindPeople = { type: 'remind', params: { who: 'person', about: 'impact.reactionDue' } } as const;
const remindThoseWhoEnter = {
  type: 'remind',
  params: { who: 'enters', about: 'impact.enterReactions' },
} as const;

const baselined = impactSetup.createStateConfig({
  meta: {
    label: 'Baseline fixed',
    explain: 'Intended outcome and starting point are fixed before the day.',
    duties: [
      {
        name: 'stateBaseline',
        label: 'Say where you start from',
        role: 'person',
        due: 'dayOpens',
        event: 'STATE_BASELINE',
      },
    ],
  },
  on: {
    STATE_BASELINE: { actions: assign({ baselineStated: true }) },
    POSTPONED: {
      target: 'baselined',
      reenter: true,
      actions: assign({ heldOn: ({ event }) => event.heldOn }),
    },
    ACTIVITY_CANCELLED: '#impact.void',
  },
  always: { guard: 'isAway', target: '#impact.paused' },
  after: { dayOpens: 'reaction' },
});

const reaction = impactSetup.createStateConfig({
  meta: {
    label: 'Reaction',
    explain: 'What those who took part think of it, on the day.',
    duties: [
      {
        name: 'giveReaction',
        label: 'Say what you think of it',
        role: 'person',
        due: 'reactionDue',
        event: 'GIVE_REACTION',
      },
    ],
  },
  always: { guard: 'allAnswered', target: 'application', actions: assign(policy.nextStage) },
  on: {
    GIVE_REACTION: {
      actions: assign({ answered: ({ context, event }) => policy.withAnswer(context, event.of ?? event.by) }),
    },
  },
  after: {
    reactionDue: [
      { guard: 'someoneEnters', actions: [remindPeople, remindThoseWhoEnter] },
      { actions: remindPeople },
    ],
    reactionLapses: {
      target: 'application',
      actions: [assign(({ context }) => policy.lapse(context, 'reaction')), countUnreturned],
    },
  },
});

const outcomes = impactSetup.createStateConfig({
  meta: {
    label: 'Outcomes',
    explain: 'Evidence of what changed for pupils, or for the service, by the end of the summer term.',
    duties: [
      {
        name: 'giveEvidence',
        label: 'Add evidence of what changed',
        role: 'person',
        due: 'outcomesDue',
        event: 'GIVE_EVIDENCE',
      },
    ],
  },
  on: {
    GIVE_EVIDENCE: { target: 'judging', actions: assign({ waitingSince: ({ event }) => event.at }) },
    JUDGE: {
      target: 'telling',
      actions: assign(({ context, event }) => policy.judged(context, event.outcome, event)),
    },
  },
  after: {
    outcomesDue: { actions: { type: 'remind', params: { who: 'person', about: 'impact.outcomesDue' } } },
    outcomesLapses: {
      target: 'judging',
      actions: [
        assign(({ context, event }) => ({ ...policy.lapseOne(context, 'outcomes'), waitingSince: event.at })),
        countUnreturned,
      ],
    },
  },
});

const judging = impactSetup.createStateConfig({
  meta: {
    label: 'To be judged',
    explain: 'Was the outcome met, partly met, not met, or is it too early? Other factors are noted.',
    duties: [
      {
        name: 'judgeOutcome',
        label: 'Judge whether the outcome was met',
        role: 'lineManager',
        orElse: ['cpdLeader'],
        due: 'judgementDue',
        event: 'JUDGE',
      },
    ],
  },
  on: {
    GIVE_EVIDENCE: {
      actions: assign({ waitingSince: ({ event }) => event.at }),
      target: 'judging',
      reenter: true,
    },
    JUDGE: [
      {
        guard: 'judgesTooEarly',
        target: 'telling',
        actions: assign(({ context, event }) => ({
          ...policy.judged(context, event.outcome, event),
          resultsOwed: true,
        })),
      },
      {
        target: 'telling',
        actions: assign(({ context, event }) => policy.judged(context, event.outcome, event)),
      },
    ],
  },
  after: {
    judgementDue: {
      actions: {
        type: 'remind',
        params: { who: 'lineManager', about: 'impact.judgementDue', escalation: true },
      },
    },
    judgementLapses: {
      target: 'telling',
      actions: [assign(({ context }) => policy.lapseOne(context, 'judgement')), countUnreturned],
    },
  },
});

const telling = impactSetup.createStateConfig({
  meta: { label: 'Judged', explain: 'The needs behind it hear of the judgement; a review never does.' },
  always: [
    {
      guard: 'needsToTell',
      actions: [
        {
          type: 'tell',
          params: ({ context }) => ({
            to: context.toTell[0] ?? '',
            event: { type: policy.verdict(context.outcome), bookingId: context.bookingId },
          }),
        },
        assign({ toTell: ({ context }) => context.toTell.slice(1) }),
      ],
    },
    {
      guard: 'gapMayClose',
      actions: [
        {
          type: 'tell',
          params: ({ context }) => ({
            to: context.standardsId ?? '',
            event: { type: 'PROPOSE_GAP_CLOSED', gapId: context.gapId },
          }),
        },
        assign({ standardsId: null }),
      ],
    },
    { guard: 'isSampled', target: 'moderating' },
    { guard: 'resultsOwed', target: 'autumn' },
    { target: '#impact.closed' },
  ],
});

const moderating = impactSetup.createStateConfig({
  meta: {
    label: 'Moderated',
    explain: 'The CPD leader looks at a sample of judgements; nobody moderates their own.',
    duties: [
      {
        name: 'moderateJudgement',
        label: 'Look at a judgement',
        role: 'cpdLeader',
        due: 'moderationDue',
        event: 'MODERATE',
      },
    ],
  },
  on: {
    MODERATE: {
      guard: 'notOwnJudgement',
      target: 'telling',
      actions: assign(({ context, event }) => ({
        ...policy.judged(context, event.outcome, event),
        sampled: false,
      })),
    },
  },
  after: {
    moderationDue: {
      actions: { type: 'remind', params: { who: 'cpdLeader', about: 'impact.moderationDue' } },
    },
    moderationLapses: {
      target: 'telling',
      actions: [
        assign(({ context }) => ({ ...policy.lapseOne(context, 'moderation'), sampled: false })),
        countUnreturned,
      ],
    },
  },
});

const autumn = impactSetup.createStateConfig({
  meta: {
    label: 'Waiting for autumn results',
    explain: 'Results that come in autumn can still change the judgement.',
    duties: [
      {
        name: 'addResults',
        label: 'Add the autumn results',
        role: 'lineManager',
        orElse: ['cpdLeader'],
        due: 'addendumLapses',
        event: 'ADD_RESULTS',
      },
    ],
  },
  on: {
    ADD_RESULTS: {
      target: 'telling',
      actions: assign(({ context, event }) => ({
        ...policy.judged(context, event.outcome, event),
        resultsOwed: false,
      })),
    },
    NO_RESULTS: { target: 'telling', actions: assign({ resultsOwed: false }) },
    SAMPLE: {
      target: 'moderating',
      actions: assign({ sampled: true, waitingSince: ({ event }) => event.at }),
    },
  },
  after: {
    addendumLapses: {
      target: 'telling',
      actions: [
        assign(({ context }) => ({ ...policy.lapseOne(context, 'addendum'), resultsOwed: false })),
        countUnreturned,
      ],
    },
  },
});

/** What changed because of one booking, or of one activity for a group. */
export const impactMachine = impactSetup.createMachine({
  id: 'impact',
  meta: { label: 'Evaluation', explain: 'What changed, against outcomes that were fixed before.' },
  context: ({ input }) => policy.beginImpact(input),
  initial: 'live',
  on: {
    POSTPONED: { actions: assign({}) },
    ACTIVITY_CANCELLED: { actions: assign({}) },
    REASSIGN: {
      actions: assign({ people: ({ context, event }) => ({ ...context.people, lineManager: event.to }) }),
    },
    LEAVE: [
      { guard: 'onlyOne', target: '.ended' },
      { actions: assign(({ context, event }) => policy.without(context, event.personId)) },
    ],
    SAMPLE: { actions: assign({ sampled: true }) },
  },
  states: {
    live: {
      meta: { label: 'Under way', explain: 'The evaluation goes through its stages.' },
      initial: 'baselined',
      on: {
        PAUSE: {
          target: 'paused',
          actions: assign(({ context, event }) => policy.paused(context, event.from)),
        },
      },
      states: {
        baselined,
        reaction,
        application,
        outcomes,
        judging,
        telling,
        moderating,
        autumn,
        asItWas: { type: 'history', history: 'deep' },
      },
    },
    paused: {
      meta: { label: 'Paused', explain: 'The person is away; nothing counts as late.' },
      on: {
        RESUME: {
          target: 'live.asItWas',
          actions: assign(({ context, event }) => policy.resumed(context, event.on)),
        },
        PAUSE: { actions: assign({}) },
      },
    },
    closed: { type: 'final', meta: { label: 'Closed', explain: 'The evaluation is complete.' } },
    ended: { type: 'final', meta: { label: 'Ended', explain: 'The person left; what was handed in stays.' } },
    void: { type: 'final', meta: { label: 'Void', explain: 'The activity was cancelled before it began.' } },
  },
});
