import { setup } from 'xstate';
import { delaysOf } from '../delays.js';
import { planClocks } from './plan.clocks.js';
import type { Id, Pence, RemindParams, StateMeta, TellParams } from '../chart.js';
import { aboveApprover, isCosted, isOwn, isPayable, withinLimit } from './plan.policy.js';
import type { PlanContext, PlanEvent, PlanInput } from './plan.types.js';

/** Commands, guards and delays of the training plan. */
export const planSetup = setup({
  types: {
    context: {} as PlanContext,
    input: {} as PlanInput,
    events: {} as PlanEvent,
    meta: {} as StateMeta,
  },
  actions: {
    remind: (_, _params: RemindParams) => {},
    tell: (_, _params: TellParams) => {},
    /** Commits what this version costs in the pots named by its lines. */
    commitBudget: (_, _params: { planId: Id; version: number; totalPence: Pence }) => {},
    /** Tells every need with a line in this version that it is planned. */
    planNeeds: (_, _params: { planId: Id; version: number; amendmentId: Id | null }) => {},
    /** Gives back what was committed and not spent. */
    releaseBudget: (_, _params: { planId: Id }) => {},
  },
  guards: {
    isCosted: ({ context, event }) =>
      event.type === 'SUBMIT' && isCosted(event.totalPence, event.items) && context.people.approver !== null,
    notOwn: ({ context, event }) => !isOwn(context, event.by),
    somebodyAbove: ({ context }) => aboveApprover(context) !== null,
    withinLimit: ({ context, event }) =>
      event.type === 'SUBMIT_AMENDMENT' &&
      isPayable(context, event.pence) &&
      withinLimit(context, event.pence),
    goesBack: ({ context, event }) =>
      event.type === 'SUBMIT_AMENDMENT' &&
      isPayable(context, event.pence) &&
      !withinLimit(context, event.pence) &&
      context.people.approver !== null,
    autumnDone: ({ context }) => context.autumnDone,
  },
  delays: delaysOf(planClocks),
});
