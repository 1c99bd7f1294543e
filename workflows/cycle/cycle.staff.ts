import { assign } from 'xstate';
import { withMissing, withoutMissing } from './cycle.policy.js';
import { cycleSetup } from './cycle.setup.js';
import type { CycleContext, CycleEvent, CycleEventOf } from './cycle.types.js';

type Args<T extends CycleEvent['type']> = { context: CycleContext; event: CycleEventOf<T> };

const joiner = ({ context, event }: Args<'JOIN'>) => ({ cycleId: context.cycleId, personId: event.personId });
const joinerFrom = ({ context, event }: Args<'JOIN'>) => ({ ...joiner({ context, event }), from: event.on });
const newToSchool = ({ context, event }: Args<'JOIN'>) => ({
  ...joiner({ context, event }),
  standing: event.standing,
});

/**
 * People come and go while the year runs. Before it opens nothing need be done for a joiner: opening starts a review for
 * everyone who has one. Somebody missing from a new staff file is asked about, never taken for a leaver.
 */
export const staff = cycleSetup.createStateConfig({
  meta: { label: 'Staff', explain: 'Joiners and leavers, and people whom a new staff file does not name.' },
  initial: 'settled',
  on: {
    LEAVER: {
      target: '.recount',
      actions: [
        {
          type: 'endInstancesOf',
          params: ({ context, event }) => ({
            cycleId: context.cycleId,
            personId: event.personId,
            on: event.on,
          }),
        },
        assign({ missing: ({ context, event }) => withoutMissing(context, event.personId) }),
      ],
    },
    TRANSFER: {
      target: '.recount',
      actions: [
        {
          type: 'transferPerson',
          params: ({ context, event }) => ({
            cycleId: context.cycleId,
            personId: event.personId,
            toSchoolId: event.toSchoolId,
            on: event.on,
          }),
        },
        assign({ missing: ({ context, event }) => withoutMissing(context, event.personId) }),
      ],
    },
    LINE_MANAGER_CHANGED: {
      actions: {
        type: 'reassignReview',
        params: ({ context, event }) => ({
          cycleId: context.cycleId,
          personId: event.personId,
          from: event.from,
          to: event.to,
          on: event.on,
        }),
      },
    },
    POST_CHANGED: {
      actions: {
        type: 'passOnWork',
        params: ({ event }) => ({ post: event.post, from: event.from, to: event.to, on: event.on }),
      },
    },
    MISSING_FROM_FILE: {
      target: '.asking',
      actions: [
        {
          type: 'askAboutMissing',
          params: ({ event }) => ({ personId: event.personId, importId: event.importId }),
        },
        assign({ missing: ({ context, event }) => withMissing(context, event.personId) }),
      ],
    },
    STILL_HERE: {
      target: '.recount',
      actions: assign({ missing: ({ context, event }) => withoutMissing(context, event.personId) }),
    },
    JOIN: [
      { guard: 'notOpenYet', actions: assign({}) },
      {
        guard: 'joinsWithReviewAndStandards',
        actions: [
          { type: 'startReviewFor', params: joinerFrom },
          { type: 'startStandardsFor', params: joiner },
          { type: 'raiseInductionNeeds', params: newToSchool },
        ],
      },
      {
        guard: 'joinsWithReview',
        actions: [
          { type: 'startReviewFor', params: joinerFrom },
          { type: 'raiseInductionNeeds', params: newToSchool },
        ],
      },
      {
        guard: 'joinsWithStandards',
        actions: [
          { type: 'startStandardsFor', params: joiner },
          { type: 'raiseInductionNeeds', params: newToSchool },
        ],
      },
      { actions: { type: 'raiseInductionNeeds', params: newToSchool } },
    ],
    CHANGE_STANDING: [
      { guard: 'notOpenYet', actions: assign({}) },
      {
        guard: 'hasFramework',
        actions: [
          {
            type: 'startReviewFor',
            params: ({ context, event }) => ({
              cycleId: context.cycleId,
              personId: event.personId,
              from: event.on,
            }),
          },
          {
            type: 'startStandardsFor',
            params: ({ context, event }) => ({ cycleId: context.cycleId, personId: event.personId }),
          },
        ],
      },
      {
        actions: {
          type: 'startReviewFor',
          params: ({ context, event }) => ({
            cycleId: context.cycleId,
            personId: event.personId,
            from: event.on,
          }),
        },
      },
    ],
  },
  states: {
    recount: {
      meta: { label: 'Counting', explain: 'Whether there is still somebody to ask about.' },
      always: [{ guard: 'stillAsking', target: 'asking' }, { target: 'settled' }],
    },
    settled: { meta: { label: 'Staff known', explain: 'Nobody is missing from the latest staff file.' } },
    asking: {
      meta: {
        label: 'Asking about people who are missing',
        explain:
          'The latest staff file does not name everyone; each is asked about, and nothing is ended until somebody answers.',
        duties: [
          {
            name: 'answerForMissing',
            label: 'Say whether the people missing from the staff file have left',
            role: 'administrator',
            due: 'missingAnswerDue',
            event: 'STILL_HERE',
          },
        ],
      },
      after: {
        missingAnswerDue: {
          actions: {
            type: 'remind',
            params: { who: 'cpdLeader', about: 'cycle.missingUnanswered', escalation: true },
          },
        },
      },
    },
  },
});
