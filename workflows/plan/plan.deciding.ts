import { aboveApprover } from './plan.policy.js';
import { planSetup } from './plan.setup.js';
import type { PlanContext } from './plan.types.js';

type Now = { context: PlanContext };

/** What every approved version sets off: money in the same commit, then the needs hear of it. */
export const takeEffect = [
  {
    type: 'commitBudget',
    params: ({ context }: Now) => ({
      planId: context.planId,
      version: context.version,
      totalPence: context.totalPence,
    }),
  },
  {
    type: 'planNeeds',
    params: ({ context }: Now) => ({
      planId: context.planId,
      version: context.version,
      amendmentId: context.amendment?.id ?? null,
    }),
  },
] as const;

export const askApprover = { type: 'remind', params: { who: 'approver', about: 'plan.submitted' } } as const;

/** The approver's clock: reminded first, then the chair or the deputy hears that a decision is late. */
export const decisionClock = planSetup.createStateConfig({
  initial: 'inTime',
  states: {
    inTime: {
      meta: { label: 'In time', explain: 'The approver reads it.' },
      after: {
        decisionDue: {
          target: 'late',
          actions: [
            planSetup.assign({ lateSince: ({ event }) => event.at }),
            { type: 'remind', params: { who: 'approver', about: 'plan.decisionDue' } },
          ],
        },
      },
    },
    late: {
      meta: { label: 'Decision late', explain: 'The approver was reminded.' },
      after: {
        chaseDue: [
          {
            guard: 'somebodyAbove',
            target: 'escalated',
            actions: {
              type: 'remind',
              params: ({ context }) => ({
                who: aboveApprover(context) ?? 'approver',
                about: 'plan.late',
                escalation: true,
              }),
            },
          },
          { target: 'escalated' },
        ],
      },
    },
    escalated: {
      meta: { label: 'Decision late, passed up', explain: 'Whoever else decides was told that it is late.' },
    },
  },
});
