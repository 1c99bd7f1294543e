import { assign } from 'xstate';
import * as policy from './impact.policy.js';
import { countUnreturned, impactSetup } from './impact.setup.js';

/** What those who took part say; their duty lasts until all have. */
const ownView = impactSetup.createStateConfig({
  meta: { label: 'Their own view', explain: 'Whether those who took part have said what they use.' },
  initial: 'awaited',
  on: {
    DESCRIBE_APPLICATION: {
      actions: assign({
        answered: ({ context, event }) => policy.withAnswer(context, event.of ?? event.by),
        waitingSince: ({ event }) => event.at,
      }),
    },
  },
  states: {
    awaited: {
      meta: {
        label: 'Own view awaited',
        explain: 'Those who took part say what they use of it.',
        duties: [
          {
            name: 'describeApplication',
            label: 'Say what you use of what you learnt',
            role: 'person',
            due: 'applicationDue',
            event: 'DESCRIBE_APPLICATION',
          },
        ],
      },
      always: { guard: 'allAnswered', target: 'given' },
    },
    given: { meta: { label: 'Own view given', explain: 'Everybody who took part has said what they use.' } },
  },
});

/** What the line manager sees: asked for one person in a full evaluation, never for a group or a light one. */
const managersView = impactSetup.createStateConfig({
  meta: { label: 'The line manager’s view', explain: 'Whether the line manager is asked, and has answered.' },
  initial: 'notAsked',
  states: {
    notAsked: {
      meta: { label: 'Line manager not asked', explain: 'A group, a light evaluation, or no line manager.' },
      always: { guard: 'asksManager', target: 'awaited' },
    },
    awaited: {
      meta: {
        label: 'Line manager’s view awaited',
        explain: 'The line manager says what they see of it.',
        duties: [
          {
            name: 'confirmApplication',
            label: 'Say what you see of it',
            role: 'lineManager',
            due: 'applicationDue',
            event: 'CONFIRM_APPLICATION',
          },
        ],
      },
      always: { guard: 'managerUnasked', target: 'notAsked' },
      on: {
        CONFIRM_APPLICATION: {
          target: 'given',
          actions: assign({ managerAnswered: true, waitingSince: ({ event }) => event.at }),
        },
      },
    },
    given: { meta: { label: 'Line manager’s view given', explain: 'Both views stand side by side.' } },
  },
});

/** Six to twelve school weeks later: what is used of what was learnt. */
export const application = impactSetup.createStateConfig({
  meta: {
    label: 'Use of what was learnt',
    explain: 'Six to twelve school weeks later it is looked at what is used.',
  },
  initial: 'waiting',
  states: {
    waiting: {
      meta: { label: 'Time to try it out', explain: 'Six school weeks to use what was learnt.' },
      after: { applicationOpens: 'open' },
    },
    open: {
      type: 'parallel',
      meta: {
        label: 'What is used?',
        explain: 'Those who took part say it; for one person the line manager too.',
      },
      always: [
        { guard: 'applicationFull', target: '#impact.live.outcomes', actions: assign(policy.nextStage) },
        { guard: 'applicationDone', target: '#impact.live.judging', actions: assign(policy.nextStage) },
      ],
      states: { own: ownView, managers: managersView },
      after: {
        applicationDue: [
          {
            guard: 'asksManager',
            actions: [
              { type: 'remind', params: { who: 'person', about: 'impact.applicationDue' } },
              {
                type: 'remind',
                params: { who: 'lineManager', about: 'impact.applicationDue', escalation: true },
              },
            ],
          },
          { actions: { type: 'remind', params: { who: 'person', about: 'impact.applicationDue' } } },
        ],
        applicationLapses: [
          {
            guard: 'isFull',
            target: '#impact.live.outcomes',
            actions: [assign(({ context }) => policy.lapse(context, 'application')), countUnreturned],
          },
          {
            target: '#impact.live.judging',
            actions: [
              assign(({ context, event }) => ({
                ...policy.lapse(context, 'application'),
                waitingSince: event.at,
              })),
              countUnreturned,
            ],
          },
        ],
      },
    },
  },
});
