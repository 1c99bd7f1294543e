import { assign } from 'xstate';
import { datesIn } from './cycle.policy.js';
import { cycleSetup } from './cycle.setup.js';
import type { CycleContext, CycleEvent } from './cycle.types.js';

const ofCycle = ({ context }: { context: CycleContext }) => ({ cycleId: context.cycleId });
const reportOfCycle = ({ context }: { context: CycleContext }) => ({
  cycleId: context.cycleId,
  reportDueOn: context.reportDueOn,
});

const opening = ({ context, event }: { context: CycleContext; event: CycleEvent }) => ({
  cycleId: context.cycleId,
  inFlight: event.type === 'OPEN' && event.inFlight === true,
});

/** What opening a year sets going, by hand or by date: one review and one self-assessment per person who has one. */
const openYear = [
  { type: 'pinVersions', params: ofCycle },
  {
    type: 'collectCarryOver',
    params: ({ context }: { context: CycleContext }) => ({
      cycleId: context.cycleId,
      fromCycleId: context.previousCycleId,
    }),
  },
  { type: 'openReviews', params: opening },
  { type: 'openStandards', params: opening },
  assign<CycleContext, CycleEvent, undefined, CycleEvent, never>({ opened: true }),
] as const;
const beginReport = [
  { type: 'startReport', params: reportOfCycle },
  assign<CycleContext, CycleEvent, undefined, CycleEvent, never>({ reportStarted: true }),
] as const;

/** Before the year: set-up on one side, the core plan on the other; an unapproved core plan does not hold up the year. */
export const preparing = cycleSetup.createStateConfig({
  type: 'parallel',
  meta: {
    label: 'Being prepared',
    explain: 'Dates, staff, policy and the core plan are put in place before the year opens.',
  },
  on: {
    OPEN: {
      guard: 'readyToOpen',
      target: 'opening',
      actions: openYear,
    },
    DISCARD: '#cycle.discarded',
  },
  after: {
    cycleOpens: [
      {
        guard: 'setUpComplete',
        target: 'opening',
        actions: openYear,
      },
      {
        actions: {
          type: 'remind',
          params: { who: 'cpdLeader', about: 'cycle.openingLate', escalation: true },
        },
      },
    ],
  },
  states: {
    setup: {
      meta: { label: 'Set-up', explain: 'Whether staff, dates and policy are in.' },
      initial: 'incomplete',
      states: {
        incomplete: {
          meta: {
            label: 'Being set up',
            explain: 'The CPD leader brings in the staff file, the dates, the pots and the priorities.',
            duties: [
              {
                name: 'setUpCycle',
                label: 'Bring in staff, dates, pots and priorities for the year',
                role: 'cpdLeader',
                due: 'cycleOpens',
                event: 'FINISH_SETUP',
              },
            ],
          },
          on: { FINISH_SETUP: { target: 'complete', actions: assign({ setUp: true }) } },
        },
        complete: { meta: { label: 'Set up', explain: 'Everything that the year needs to open is there.' } },
      },
    },
    corePlan: {
      meta: {
        label: 'Core plan',
        explain: 'Whether the head has approved INSET days, statutory training and induction.',
      },
      initial: 'awaited',
      on: {
        CORE_PLAN_APPROVED: {
          target: '.approved',
          actions: assign({ corePlanId: ({ event }) => event.planId }),
        },
      },
      states: {
        awaited: {
          meta: {
            label: 'Core plan awaited',
            explain: 'The core plan is drafted and goes to the head in July.',
          },
          after: {
            corePlanDue: {
              target: 'overdue',
              actions: {
                type: 'remind',
                params: { who: 'head', about: 'cycle.corePlanLate', escalation: true },
              },
            },
          },
        },
        overdue: {
          meta: {
            label: 'Core plan late',
            explain: 'The core plan should have been approved by now; the year opens all the same.',
          },
        },
        approved: { meta: { label: 'Core plan approved', explain: 'The head has approved the core plan.' } },
      },
    },
  },
});

/** The year itself. Everyone who is late stays open and is chased; nobody holds up the school. */
export const running = cycleSetup.createStateConfig({
  meta: { label: 'Open', explain: 'The year is running.' },
  initial: 'reviewing',
  after: { cycleCloses: '#cycle.closed' },
  on: {
    CORE_PLAN_APPROVED: { actions: assign({ corePlanId: ({ event }) => event.planId }) },
    REPORT_DONE: { actions: assign({ reported: true }) },
    ADDENDUM_DONE: { actions: assign({ reportFinished: true }) },
  },
  states: {
    reviewing: {
      meta: {
        label: 'Reviews and self-assessments',
        explain:
          'Reviews are agreed and standards assessed; the reviews still open when time is up are chased, not ended.',
      },
      on: { ADVANCE: 'planning' },
      after: {
        reviewsDue: {
          target: 'planning',
          actions: [
            {
              type: 'chaseLate',
              params: ({ context }) => ({ cycleId: context.cycleId, what: 'reviews' as const }),
            },
            { type: 'remind', params: { who: 'cpdLeader', about: 'cycle.reviewsDue' } },
          ],
        },
      },
    },
    planning: {
      meta: {
        label: 'Planning',
        explain: 'The needs that reviews passed on become part of the training plan.',
      },
      initial: 'sorting',
      states: {
        sorting: {
          meta: {
            label: 'Sorting needs',
            explain: 'The CPD leader sorts the needs by level, priority and theme.',
          },
          on: {
            ADVANCE: 'amending',
            STEP_BACK: { guard: 'reviewsStillDue', target: '#cycle.live.phase.current.running.reviewing' },
          },
          after: {
            needsDue: {
              target: 'amending',
              actions: [
                {
                  type: 'chaseLate',
                  params: ({ context }) => ({ cycleId: context.cycleId, what: 'needs' as const }),
                },
                { type: 'remind', params: { who: 'cpdLeader', about: 'cycle.needsDue' } },
              ],
            },
          },
        },
        amending: {
          meta: {
            label: 'Amending the plan',
            explain: 'The autumn amendment adds the sorted needs to the training plan.',
          },
          on: {
            ADVANCE: '#cycle.live.phase.current.running.delivering',
            STEP_BACK: { guard: 'needsStillDue', target: 'sorting' },
          },
          after: {
            planAmendmentDue: {
              target: '#cycle.live.phase.current.running.delivering',
              actions: [
                {
                  type: 'chaseLate',
                  params: ({ context }) => ({ cycleId: context.cycleId, what: 'planAmendment' as const }),
                },
                { type: 'remind', params: { who: 'cpdLeader', about: 'cycle.planAmendmentDue' } },
              ],
            },
          },
        },
      },
    },
    delivering: {
      meta: { label: 'Delivering', explain: 'Courses and coaching take place and are evaluated.' },
      on: {
        STEP_BACK: { guard: 'amendmentStillDue', target: 'planning.amending' },
        ADVANCE: [
          {
            guard: 'reportNotBegun',
            target: 'reporting',
            actions: beginReport,
          },
          { target: 'reporting' },
        ],
      },
      after: {
        reportOpens: [
          {
            guard: 'reportNotBegun',
            target: 'reporting',
            actions: beginReport,
          },
          { target: 'reporting' },
        ],
      },
    },
    reporting: {
      meta: { label: 'Reporting', explain: 'The impact report is written from the records of the year.' },
      initial: 'awaitingReport',
      on: {
        STEP_BACK: { guard: 'reportOpensLater', target: 'delivering' },
        CLOSE: '#cycle.closed',
      },
      states: {
        awaitingReport: {
          meta: {
            label: 'Waiting for the impact report',
            explain: 'The report goes from the CPD leader through the head to the governors.',
          },
          on: { REPORT_DONE: { target: 'reported', actions: assign({ reported: true }) } },
          after: {
            reportDue: {
              actions: {
                type: 'remind',
                params: { who: 'cpdLeader', about: 'cycle.reportDue', escalation: true },
              },
            },
          },
        },
        reported: {
          meta: {
            label: 'Report published',
            explain: 'The impact report is out; the year ends on its closing date, or sooner by hand.',
          },
        },
      },
    },
  },
});

/**
 * The phases, and the way in which changed dates start every clock again without moving the year: the current phase is
 * left and entered again as it was, and the regions beside it are not touched.
 */
export const phase = cycleSetup.createStateConfig({
  meta: { label: 'Phase of the year', explain: 'Where the school stands in its year.' },
  initial: 'current',
  on: {
    CHANGE_DATES: {
      guard: 'datesFollow',
      target: '.current.asItWas',
      actions: assign(({ event }) => datesIn(event)),
    },
  },
  states: {
    current: {
      meta: {
        label: 'Current phase',
        explain: 'The phase that the dates, or somebody by hand, have brought.',
      },
      initial: 'preparing',
      states: {
        preparing,
        opening: {
          meta: {
            label: 'Opening',
            explain: 'The phase is found that the date asks for: a school may start in mid-year.',
          },
          always: [
            { guard: 'opensInReporting', target: 'running.reporting', actions: beginReport },
            { guard: 'opensInDelivery', target: 'running.delivering' },
            { guard: 'opensInAmending', target: 'running.planning.amending' },
            { guard: 'opensInPlanning', target: 'running.planning.sorting' },
            { target: 'running' },
          ],
        },
        running,
        asItWas: { type: 'history', history: 'deep' },
      },
    },
  },
});
