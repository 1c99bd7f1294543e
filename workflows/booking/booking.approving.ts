import { and, assign } from 'xstate';
import { asked, withShare } from './booking.policy.js';
import { bookingSetup } from './booking.setup.js';
import { currentRole, decide, FOR_VACANT, insertStep, stepsAre, withoutApprover } from './booking.steps.js';
import type { BookingContext, StepRole } from './booking.types.js';

/** One turn: the duty stays with whoever is asked until the decision. */
const turn = (role: StepRole | 'asked', label: string) =>
  bookingSetup.createStateConfig({
    meta: {
      label: `Waiting for ${label}`,
      explain: `The booking waits for approval by ${label}.`,
      duties: [
        {
          name: 'approveBooking',
          label: 'Approve or decline a booking',
          role,
          orElse: [FOR_VACANT],
          due: 'approvalDue',
          event: 'APPROVE',
        },
      ],
    },
  });

const mayDecide = and(['stepWaiting', 'notForThemselves', 'theirTurn']);
const waitingRole = ({ context }: { context: BookingContext }) => ({
  who: currentRole(context),
  about: 'booking.approvalDue',
});

/** The activity decides about places, under its lock. */
export const askForPlace = {
  type: 'tell',
  params: ({ context }: { context: BookingContext }) => ({
    to: context.activityId,
    event: { type: 'REQUEST_PLACE', bookingId: context.bookingId },
  }),
} as const;

/** Approval by steps and by pots, side by side; a declined pot can be re-routed and does not end the request. */
export const approving = bookingSetup.createStateConfig({
  type: 'parallel',
  meta: {
    label: 'Waiting for approval',
    explain: 'Those whom the school’s policy names approve in turn; pots agree to their shares.',
  },
  always: [
    // Nothing is ordered within the commit where nothing is to be paid: whole-school bookings start set-based.
    { guard: 'agreedForNothing', target: 'approved', actions: [askForPlace, assign({ placeAsked: true })] },
    {
      guard: 'allAgreed',
      target: 'approved',
      actions: [
        {
          type: 'commitMoney',
          params: ({ context }) => ({ bookingId: context.bookingId, funding: context.funding }),
        },
        askForPlace,
        assign({ committed: true, placeAsked: true }),
      ],
    },
  ],
  on: {
    DECLINE: { guard: mayDecide, target: '#booking.releasing', actions: assign({ ending: 'declined' }) },
    RETURN: { guard: mayDecide, target: 'requested.outlining' },
    TAKE_BACK: { guard: 'nothingDecided', target: 'requested.outlining' },
  },
  states: {
    step: {
      meta: { label: 'Steps', explain: 'Whose turn it is to approve.' },
      initial: 'routing',
      on: {
        APPROVE: {
          guard: mayDecide,
          target: '.routing',
          actions: assign(({ context, event }) => ({
            ...stepsAre(context, decide(context, event.step, 'approved', event)),
            stepSince: event.at,
          })),
        },
        APPROVER_LEFT: {
          target: '.routing',
          actions: assign(({ context, event }) => withoutApprover(context, event.personId)),
        },
        INSERT_STEP: {
          guard: 'mayInsert',
          target: '.routing',
          actions: assign(({ context, event }) =>
            stepsAre(context, insertStep(context, event.before, event.role, event.personId ?? null)),
          ),
        },
      },
      states: {
        routing: {
          meta: { label: 'Finding who is next', explain: 'The next step is found.' },
          always: [
            { guard: 'allDecided', target: 'allApproved' },
            { guard: { type: 'turnOf', params: { role: 'asked' } }, target: 'withNamed' },
            { guard: { type: 'turnOf', params: { role: 'lineManager' } }, target: 'withLineManager' },
            { guard: { type: 'turnOf', params: { role: 'approver' } }, target: 'withApprover' },
            { guard: { type: 'turnOf', params: { role: 'cpdLeader' } }, target: 'withCpdLeader' },
            { guard: { type: 'turnOf', params: { role: 'head' } }, target: 'withHead' },
            { guard: { type: 'turnOf', params: { role: 'deputy' } }, target: 'withDeputy' },
            { guard: { type: 'turnOf', params: { role: 'finance' } }, target: 'withFinance' },
            { target: 'withGovernor' },
          ],
        },
        withNamed: turn('asked', 'the person asked by name'),
        withLineManager: turn('lineManager', 'the line manager'),
        withApprover: turn('approver', 'the approver set for this person'),
        withCpdLeader: turn('cpdLeader', 'the CPD leader'),
        withHead: turn('head', 'the head'),
        withDeputy: turn('deputy', 'the deputy head'),
        withFinance: turn('finance', 'finance'),
        withGovernor: turn('governor', 'a governor'),
        allApproved: { meta: { label: 'All have approved', explain: 'Only the pots still have to agree.' } },
      },
    },
    turnaround: {
      meta: { label: 'Turnaround', explain: 'How long the current step has waited.' },
      initial: 'inTime',
      on: { APPROVE: { guard: mayDecide, target: '.inTime' } },
      states: {
        inTime: {
          meta: { label: 'In time', explain: 'The step has not waited long.' },
          after: { approvalDue: { target: 'late', actions: { type: 'remind', params: waitingRole } } },
        },
        late: {
          meta: { label: 'Approval late', explain: 'Whoever is asked was reminded.' },
          after: {
            approvalEscalationDue: {
              target: 'escalated',
              actions: {
                type: 'remind',
                params: { who: 'cpdLeader', about: 'booking.approvalLate', escalation: true },
              },
            },
          },
        },
        escalated: {
          meta: { label: 'Approval escalated', explain: 'The CPD leader knows that it is late.' },
          after: {
            approvalLastDue: {
              actions: {
                type: 'remind',
                params: { who: 'head', about: 'booking.approvalLate', escalation: true },
              },
            },
          },
        },
      },
    },
    funding: {
      meta: { label: 'Funding', explain: 'Whether the pots agree to their shares.' },
      initial: 'recount',
      on: {
        AGREE_FUNDING: {
          guard: 'shareAsked',
          target: '.recount',
          actions: assign(({ context, event }) => withShare(context, event.share, { state: 'agreed' })),
        },
        DECLINE_FUNDING: {
          guard: 'shareAsked',
          target: '.recount',
          actions: assign(({ context, event }) => withShare(context, event.share, { state: 'declined' })),
        },
        REROUTE: {
          guard: 'shareDeclined',
          target: '.recount',
          actions: assign(({ context, event }) =>
            withShare(context, event.share, {
              potId: event.potId,
              financialYear: event.financialYear,
              state: 'asked',
            }),
          ),
        },
        SPLIT_FUNDING: {
          guard: 'addsUp',
          target: '.recount',
          actions: assign({ funding: ({ event }) => asked(event.shares) }),
        },
      },
      states: {
        recount: {
          meta: { label: 'Looking at the pots', explain: 'Which pots have agreed.' },
          always: [
            { guard: 'someShareDeclined', target: 'toReroute' },
            { guard: 'someShareAsked', target: 'askingPots' },
            { target: 'funded' },
          ],
        },
        askingPots: {
          meta: {
            label: 'Waiting for the pots',
            explain: 'Those who keep the pots agree to their shares.',
            duties: [
              {
                name: 'agreeFunding',
                label: 'Agree to pay a share',
                role: 'finance',
                due: 'fundingDue',
                event: 'AGREE_FUNDING',
              },
            ],
          },
          after: {
            fundingDue: {
              actions: { type: 'remind', params: { who: 'finance', about: 'booking.fundingDue' } },
            },
          },
        },
        toReroute: {
          meta: {
            label: 'Another pot is needed',
            explain: 'A pot declined its share; the share can come from another one.',
            duties: [
              {
                name: 'rerouteFunding',
                label: 'Find another pot for a declined share',
                role: 'cpdLeader',
                event: 'REROUTE',
              },
            ],
          },
        },
        funded: { meta: { label: 'Funded', explain: 'Every share is agreed, or there is nothing to pay.' } },
      },
    },
  },
});
