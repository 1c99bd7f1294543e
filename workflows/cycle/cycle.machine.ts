import { assign } from 'xstate';
import { beginCycle } from './cycle.policy.js';
import { phase } from './cycle.phases.js';
import { cycleSetup } from './cycle.setup.js';
import { staff } from './cycle.staff.js';
import type { CycleContext } from './cycle.types.js';

const ofCycle = ({ context }: { context: CycleContext }) => ({ cycleId: context.cycleId });

/** The school stops being this school on a day: its pots close, its people and its history go on elsewhere. */
const succeed = [
  { type: 'closePots', params: ({ context }: { context: CycleContext }) => ({ on: context.convertsOn }) },
  {
    type: 'transferPeople',
    params: ({ context }: { context: CycleContext }) => ({
      on: context.convertsOn,
      toSchoolId: context.successorSchoolId,
    }),
  },
  {
    type: 'linkHistory',
    params: ({ context }: { context: CycleContext }) => ({ toSchoolId: context.successorSchoolId }),
  },
] as const;

/** One school's CPD year. */
export const cycleMachine = cycleSetup.createMachine({
  id: 'cycle',
  meta: { label: 'Year', explain: 'One school’s CPD year, from preparation to filing.' },
  context: ({ input }) => beginCycle(input),
  entry: { type: 'startPlan', params: ofCycle },
  initial: 'live',
  states: {
    live: {
      type: 'parallel',
      meta: { label: 'Current year', explain: 'The year is being prepared or is running.' },
      states: {
        phase,
        staff,
        succession: {
          meta: { label: 'The school itself', explain: 'Whether the school is about to convert or merge.' },
          initial: 'staysAsItIs',
          states: {
            staysAsItIs: {
              meta: { label: 'Stays as it is', explain: 'No conversion or merger is planned.' },
              on: {
                CONVERT: {
                  target: 'converting',
                  actions: assign({
                    convertsOn: ({ event }) => event.on,
                    successorSchoolId: ({ event }) => event.toSchoolId,
                  }),
                },
              },
            },
            converting: {
              meta: {
                label: 'Will convert or merge',
                explain:
                  'On the day of conversion the pots close, and people and history pass to the new school.',
              },
              on: {
                CONVERT: {
                  target: 'converting',
                  reenter: true,
                  actions: assign({
                    convertsOn: ({ event }) => event.on,
                    successorSchoolId: ({ event }) => event.toSchoolId,
                  }),
                },
                CALL_OFF_CONVERSION: {
                  target: 'staysAsItIs',
                  actions: assign({ convertsOn: null, successorSchoolId: null }),
                },
              },
              after: { conversionDue: { target: '#cycle.closed', actions: succeed } },
            },
          },
        },
      },
    },
    closed: {
      meta: {
        label: 'Closed',
        explain:
          'The year is over; reviews and evaluations that are still open may run on until the end of October.',
      },
      entry: [
        { type: 'listStillOpen', params: ofCycle },
        {
          type: 'carryOver',
          params: ({ context }) => ({ cycleId: context.cycleId, toSchoolId: context.successorSchoolId }),
        },
        { type: 'closePlan', params: ofCycle },
      ],
      initial: 'runningOn',
      on: {
        REPORT_DONE: { actions: assign({ reported: true }) },
        ADDENDUM_DONE: { actions: assign({ reportFinished: true }) },
        LEAVER: {
          actions: {
            type: 'endInstancesOf',
            params: ({ context, event }) => ({
              cycleId: context.cycleId,
              personId: event.personId,
              on: event.on,
            }),
          },
        },
        TRANSFER: {
          actions: {
            type: 'transferPerson',
            params: ({ context, event }) => ({
              cycleId: context.cycleId,
              personId: event.personId,
              toSchoolId: event.toSchoolId,
              on: event.on,
            }),
          },
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
        JOIN: { actions: assign({}) },
        CHANGE_STANDING: { actions: assign({}) },
        MISSING_FROM_FILE: { actions: assign({}) },
        STILL_HERE: { actions: assign({}) },
        CORE_PLAN_APPROVED: { actions: assign({}) },
      },
      states: {
        runningOn: {
          meta: {
            label: 'Closed, running on',
            explain: 'Last reviews and evaluations of the year are being finished.',
          },
          after: {
            runOnCloses: [{ guard: 'reportSettled', target: '#cycle.filed' }, { target: 'awaitingAddendum' }],
          },
        },
        awaitingAddendum: {
          meta: {
            label: 'Closed, report unfinished',
            explain: 'The impact report or its autumn addendum is still to come; then the year is filed.',
          },
          on: {
            ADDENDUM_DONE: { target: '#cycle.filed', actions: assign({ reportFinished: true }) },
          },
        },
      },
    },
    filed: {
      type: 'final',
      meta: { label: 'Filed', explain: 'Nothing more can happen to the year; its records stay.' },
    },
    discarded: {
      type: 'final',
      meta: { label: 'Discarded', explain: 'The year was set up by mistake and never opened.' },
    },
  },
});
