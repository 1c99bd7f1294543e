import { assign } from 'xstate';
import { askApprover, decisionClock, takeEffect } from './plan.deciding.js';
import { isAutumn } from './plan.policy.js';
import { planSetup } from './plan.setup.js';

const unamended = planSetup.createStateConfig({
  meta: { label: 'As approved', explain: 'No amendment is being made.' },
  initial: 'awaitingAutumn',
  on: {
    AMEND: {
      target: 'drafting',
      actions: assign({ amendment: ({ event }) => ({ id: event.amendmentId, pence: 0, by: event.by }) }),
    },
  },
  states: {
    awaitingAutumn: {
      always: { guard: 'autumnDone', target: 'settled' },
      meta: {
        label: 'Autumn amendment to come',
        explain: 'Needs from the reviews are added to the plan in November.',
        duties: [
          {
            name: 'amendInAutumn',
            label: 'Add the needs from the reviews to the plan',
            role: 'cpdLeader',
            due: 'autumnAmendmentDue',
            event: 'AMEND',
          },
        ],
      },
      after: {
        autumnAmendmentDue: {
          target: 'autumnLate',
          actions: { type: 'remind', params: { who: 'cpdLeader', about: 'plan.autumnAmendmentDue' } },
        },
      },
    },
    autumnLate: { meta: { label: 'Autumn amendment late', explain: 'The CPD leader was reminded.' } },
    settled: { meta: { label: 'Amended', explain: 'Amendments can still be made at any time.' } },
  },
});

/** What happens to one amendment while the plan is in force; the version before holds until it takes effect. */
export const amending = planSetup.createStateConfig({
  meta: { label: 'Amendments', explain: 'Each changes the plan into a new version.' },
  initial: 'unamended',
  states: {
    unamended,
    drafting: {
      meta: {
        label: 'Amendment being written',
        explain: 'The CPD leader changes lines of the plan; a large change goes to the approver.',
        duties: [
          {
            name: 'submitAmendment',
            label: 'Finish the amendment',
            role: 'cpdLeader',
            event: 'SUBMIT_AMENDMENT',
          },
        ],
      },
      on: {
        SUBMIT_AMENDMENT: [
          {
            guard: 'withinLimit',
            target: 'unamended',
            actions: [
              assign(({ context, event }) => ({
                autumnDone: context.autumnDone || isAutumn(context, event.at),
                version: context.version + 1,
                totalPence: context.totalPence + event.pence,
                addedPence: context.addedPence + Math.max(0, event.pence),
              })),
              ...takeEffect,
              assign({ amendment: null }),
            ],
          },
          {
            guard: 'goesBack',
            target: 'submitted',
            actions: [
              assign(({ context, event }) => ({
                amendment: { id: context.amendment?.id ?? '', pence: event.pence, by: event.by },
                submittedBy: event.by,
                submittedAt: event.at,
              })),
              askApprover,
            ],
          },
        ],
        DROP_AMENDMENT: { target: 'unamended', actions: assign({ amendment: null }) },
      },
    },
    submitted: {
      ...decisionClock,
      meta: {
        label: 'Amendment with the approver',
        explain: 'It goes past what the CPD leader may change alone; the approver decides.',
        duties: [
          {
            name: 'decideAmendment',
            label: 'Approve or return the amendment',
            role: 'approver',
            due: 'decisionDue',
            event: 'APPROVE',
          },
        ],
      },
      on: {
        APPROVE: {
          guard: 'notOwn',
          target: 'unamended',
          actions: [
            assign(({ context, event }) => ({
              autumnDone: context.autumnDone || isAutumn(context, event.at),
              version: context.version + 1,
              totalPence: context.totalPence + (context.amendment?.pence ?? 0),
              addedPence: 0,
            })),
            ...takeEffect,
            assign({ amendment: null }),
            { type: 'remind', params: { who: 'cpdLeader', about: 'plan.approved' } },
          ],
        },
        RETURN: {
          guard: 'notOwn',
          target: 'drafting',
          actions: { type: 'remind', params: { who: 'cpdLeader', about: 'plan.returned' } },
        },
        WITHDRAW: 'drafting',
      },
    },
  },
});
