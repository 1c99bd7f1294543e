import { assign } from 'xstate';
import { amending } from './plan.amending.js';
import { askApprover, decisionClock, takeEffect } from './plan.deciding.js';
import { aboveAuthor, afterPostChange, beginPlan } from './plan.policy.js';
import { planSetup } from './plan.setup.js';

/** A school's costed training plan for one year: a core plan in July, amended with the reviews' needs in November. */
export const planMachine = planSetup.createMachine({
  id: 'plan',
  context: ({ input }) => beginPlan(input),
  meta: { label: 'Training plan', explain: 'Themes, needs, provision and budget of one year.' },
  initial: 'drafting',
  on: {
    POST_CHANGED: { actions: assign(({ context, event }) => afterPostChange(context, event.post, event.to)) },
    CLOSE: '.closed',
  },
  states: {
    drafting: {
      meta: {
        label: 'Being written',
        explain: 'The CPD leader writes and costs the plan.',
        duties: [
          {
            name: 'submitPlan',
            label: 'Write the training plan and submit it',
            role: 'cpdLeader',
            due: 'submissionDue',
            event: 'SUBMIT',
          },
        ],
      },
      initial: 'inTime',
      on: {
        SUBMIT: {
          guard: 'isCosted',
          target: 'submitted',
          actions: [
            assign(({ event }) => ({
              totalPence: event.totalPence,
              submittedBy: event.by,
              submittedAt: event.at,
            })),
            askApprover,
          ],
        },
      },
      states: {
        inTime: {
          meta: { label: 'In time', explain: 'The core plan is not due yet.' },
          after: {
            submissionDue: {
              target: 'late',
              actions: [
                assign({ lateSince: ({ event }) => event.at }),
                { type: 'remind', params: { who: 'cpdLeader', about: 'plan.submissionDue' } },
              ],
            },
          },
        },
        late: {
          meta: { label: 'Plan late', explain: 'The CPD leader was reminded.' },
          after: {
            chaseDue: {
              target: 'escalated',
              actions: {
                type: 'remind',
                params: ({ context }) => ({
                  who: aboveAuthor(context),
                  about: 'plan.late',
                  escalation: true,
                }),
              },
            },
          },
        },
        escalated: { meta: { label: 'Plan late, passed up', explain: 'The head was told that it is late.' } },
      },
    },
    submitted: {
      ...decisionClock,
      meta: {
        label: 'With the approver',
        explain: 'The head approves or returns it; where the head leads CPD, the chair or the deputy.',
        duties: [
          {
            name: 'decidePlan',
            label: 'Approve or return the training plan',
            role: 'approver',
            due: 'decisionDue',
            event: 'APPROVE',
          },
        ],
      },
      on: {
        WITHDRAW: 'drafting',
        RETURN: {
          guard: 'notOwn',
          target: 'drafting',
          actions: { type: 'remind', params: { who: 'cpdLeader', about: 'plan.returned' } },
        },
        APPROVE: {
          guard: 'notOwn',
          target: 'approved',
          actions: [
            assign({ version: 1, addedPence: 0 }),
            ...takeEffect,
            {
              type: 'tell',
              params: ({ context }) => ({
                to: context.cycleId,
                event: { type: 'CORE_PLAN_APPROVED', planId: context.planId },
              }),
            },
            { type: 'remind', params: { who: 'cpdLeader', about: 'plan.approved' } },
          ],
        },
      },
    },
    approved: {
      meta: {
        label: 'Approved',
        explain: 'Its money is committed; it is in force from the first day of the year.',
      },
      after: { forceOpens: 'inForce' },
    },
    inForce: {
      type: 'parallel',
      meta: { label: 'In force', explain: 'The year runs by this plan; it can be amended.' },
      states: {
        amending,
        governors: {
          meta: { label: 'Governors', explain: 'Whether the governors have noted the plan.' },
          initial: 'toNote',
          states: {
            toNote: {
              meta: {
                label: 'To be noted by governors',
                explain: 'The clerk records when the governors noted themes and totals.',
                duties: [
                  {
                    name: 'noteForGovernors',
                    label: 'Record the governors’ note',
                    role: 'cpdLeader',
                    event: 'NOTE',
                  },
                ],
              },
              on: { NOTE: 'noted' },
            },
            noted: { meta: { label: 'Noted by governors', explain: 'The governors have noted the plan.' } },
          },
        },
      },
    },
    closed: {
      type: 'final',
      meta: { label: 'Closed', explain: 'The year is over; what was not spent is given back.' },
      entry: { type: 'releaseBudget', params: ({ context }) => ({ planId: context.planId }) },
    },
  },
});
