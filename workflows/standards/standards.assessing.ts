import { assign } from 'xstate';
import type { Role } from '../chart.js';
import { above, redated } from './standards.policy.js';
import { standardsSetup } from './standards.setup.js';
import type { StandardsContext } from './standards.types.js';

type Now = { context: StandardsContext };

/** A clock and who hears when it is late: whoever has the next move, then one above them, who learns only that it is late. */
function chased(clock: 'assessmentDue' | 'confirmationDue', who: Role, about: string) {
  const late = standardsSetup.assign({ lateSince: ({ event }) => event.at });
  const remind = { type: 'remind' as const, params: { who, about } };
  const becomes = { target: 'late', actions: [late, remind] };
  const becomesLate: Partial<Record<typeof clock, typeof becomes>> = { [clock]: becomes };
  return standardsSetup.createStateConfig({
    initial: 'inTime',
    states: {
      inTime: { meta: { label: 'In time', explain: 'The date has not passed.' }, after: becomesLate },
      late: {
        meta: { label: 'Late', explain: 'Whoever has the next move was reminded.' },
        after: {
          chaseDue: [
            {
              guard: 'somebodyAbove',
              target: 'escalated',
              actions: {
                type: 'remind',
                params: ({ context }) => ({
                  who: above(context) ?? 'reviewer',
                  about: 'standards.late',
                  escalation: true,
                }),
              },
            },
            { target: 'escalated' },
          ],
        },
      },
      escalated: {
        meta: { label: 'Late, passed up', explain: 'Somebody above was told only that it is late.' },
      },
    },
  });
}

const askReviewer = { type: 'remind', params: { who: 'reviewer', about: 'standards.submitted' } } as const;

export const assessing = standardsSetup.createStateConfig({
  ...chased('assessmentDue', 'person', 'standards.assessmentDue'),
  meta: {
    label: 'Self-assessment',
    explain:
      'The person rates the standards that they choose to work on, more if they like; nobody else sees it yet.',
    duties: [
      {
        name: 'assess',
        label: 'Rate the standards you choose to work on',
        role: 'person',
        due: 'assessmentDue',
        event: 'SUBMIT',
      },
    ],
  },
  on: {
    // A new date counts from the beginning: whoever was late against the old one is in time again.
    DATES_CHANGED: {
      target: '.inTime',
      actions: assign(({ event }) => ({ ...redated(event), lateSince: null })),
    },
    SUBMIT: {
      guard: 'somethingRated',
      target: 'confirming',
      actions: [assign({ submittedAt: ({ event }) => event.at }), askReviewer],
    },
    SUBMIT_ON_PAPER: {
      guard: 'offlineRated',
      target: 'confirming',
      actions: assign({ submittedAt: ({ event }) => event.at }),
    },
  },
});

export const confirming = standardsSetup.createStateConfig({
  ...chased('confirmationDue', 'reviewer', 'standards.confirmationDue'),
  meta: {
    label: 'With the reviewer',
    explain: 'The reviewer agrees or differs, with reasons; the person may still take it back.',
    duties: [
      {
        name: 'confirm',
        label: 'Agree with the self-assessment, or differ with reasons',
        role: 'reviewer',
        due: 'confirmationDue',
        event: 'CONFIRM',
      },
    ],
  },
  on: {
    TAKE_BACK: { guard: 'ownAssessment', target: 'assessing' },
    CONFIRM: {
      guard: 'notSelf',
      target: 'confirmed',
      actions: assign({ openGaps: ({ event }) => event.gapIds }),
    },
    DIFFER: {
      guard: 'notSelf',
      target: 'differing',
      actions: [
        assign({ openGaps: ({ event }) => event.gapIds, differedAt: ({ event }) => event.at }),
        { type: 'remind', params: { who: 'person', about: 'standards.differed' } },
      ],
    },
  },
});

export const differing = standardsSetup.createStateConfig({
  meta: {
    label: 'Two views',
    explain:
      'The reviewer sees it differently and gave reasons; the person accepts that, or both views stand.',
    duties: [
      {
        name: 'answerDifference',
        label: 'Read the reviewer’s reasons and answer',
        role: 'person',
        due: 'answerLapses',
        event: 'ACCEPT',
      },
    ],
  },
  on: { ACCEPT: 'confirmed', KEEP_OWN_VIEW: 'confirmed' },
  after: { answerLapses: 'confirmed' },
});

/** Confirmed on arrival by `settling`, so that coming back from a pause does not confirm again. */
export const confirmed = standardsSetup.createStateConfig({
  meta: {
    label: 'Confirmed',
    explain: 'Gaps lie beside the review annex; the two choose which become needs.',
  },
  initial: 'settling',
  on: {
    CHOOSE: {
      guard: 'openGaps',
      target: 'developing',
      actions: assign({ chosenGaps: ({ event }) => event.gapIds }),
    },
    TAKE_BACK: { guard: 'notSelf', target: 'confirming' },
  },
  after: { choiceLapses: 'developing' },
  states: {
    settling: {
      meta: { label: 'Being recorded', explain: 'Ratings are kept as the picture before the year.' },
      always: {
        target: 'choosing',
        actions: [
          assign({ confirmedAt: ({ event }) => event.at }),
          {
            type: 'takePicture',
            params: ({ context }: Now) => ({ standardsId: context.standardsId, when: 'before' as const }),
          },
          {
            type: 'offerGaps',
            params: ({ context }: Now) => ({ standardsId: context.standardsId, gapIds: context.openGaps }),
          },
          {
            type: 'offerStrengths',
            params: ({ context }: Now) => ({
              standardsId: context.standardsId,
              offered: context.strengthsOffered,
            }),
          },
        ],
      },
    },
    choosing: {
      meta: {
        label: 'Choosing needs',
        explain: 'The person and the reviewer choose which gaps become training needs.',
        duties: [
          {
            name: 'chooseGaps',
            label: 'Choose which gaps become training needs',
            role: 'person',
            due: 'choiceLapses',
            event: 'CHOOSE',
          },
        ],
      },
    },
  },
});
