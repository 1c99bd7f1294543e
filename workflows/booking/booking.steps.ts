import type { Id, Instant } from '../chart.js';
import { holders, isHeldBy } from '../people.js';
import type { ApprovalPolicy, BookingContext, BookingInput, Step, StepRole } from './booking.types.js';

/** Pure rules about approval: who is asked, in which order, and who may answer. */

const waiting = (role: StepRole, personId: Id | null = null): Step => ({
  role,
  personId,
  decided: null,
  by: null,
  at: null,
});

/**
 * The approvals that a school's policy asks for: line manager or the approver set for the person, CPD leader, the head
 * above a limit, finance above another. Nobody approves themselves and nobody is asked twice: the head's step then
 * passes to the deputy, or to a governor; other steps fall away, but one always remains.
 */
export function approvalSteps(
  input: Pick<BookingInput, 'people' | 'costPence'>,
  policy: ApprovalPolicy,
): Step[] {
  const { people, costPence } = input;
  const above = (limit: number | null) => limit !== null && costPence > limit;
  const first: StepRole = holders(people.approver).length > 0 ? 'approver' : 'lineManager';
  const asked: StepRole[] = [
    first,
    'cpdLeader',
    ...(above(policy.headAbovePence) ? (['head'] as const) : []),
    ...(above(policy.financeAbovePence) ? (['finance'] as const) : []),
  ];
  const holding = (role: StepRole): readonly Id[] =>
    role === 'lineManager' || role === 'approver'
      ? holders(people[role])
      : holders(policy.holders[role] ?? null);
  const used = new Set(holders(people.person));
  const free = (role: StepRole) => holding(role).every((id) => !used.has(id));
  const steps: Step[] = [];
  const ask = (role: StepRole) => {
    holding(role).forEach((id) => used.add(id));
    steps.push(waiting(role));
  };
  for (const role of asked) {
    const nobodyThere = (role === 'lineManager' || role === 'approver') && holding(role).length === 0;
    if (!nobodyThere && free(role)) ask(role);
    else if (role === 'head') ask(standIn(holding, free));
  }
  if (steps.length === 0) ask(standIn(holding, free));
  return steps;
}

const standIn = (holding: (role: StepRole) => readonly Id[], free: (role: StepRole) => boolean): StepRole =>
  holding('deputy').length > 0 && free('deputy') ? 'deputy' : 'governor';

/** Index of the step that waits; -1 when all are decided. */
export const currentStep = (context: BookingContext): number =>
  context.steps.findIndex(({ decided }) => decided === null);

/** Whose turn it is, for duties and reminders: 'asked' for a person by name; the CPD leader where it is nobody's. */
export function currentRole(context: BookingContext): StepRole | 'asked' {
  const step = context.steps[currentStep(context)];
  return step && step.personId !== null ? 'asked' : (step?.role ?? 'cpdLeader');
}

/** Steps as they are now, with the person who is asked by name. */
export const stepsAre = (context: BookingContext, steps: readonly Step[]) => ({
  steps,
  people: {
    ...context.people,
    asked: steps.find(({ decided }) => decided === null)?.personId ?? null,
  },
});

/** True when the sender is the one who is asked: as the person named, by their role here, or by a post they hold. */
export function isTheirTurn(context: BookingContext, by: Id, posts: readonly string[]): boolean {
  const step = context.steps[currentStep(context)];
  if (!step) return false;
  if (step.personId !== null) return step.personId === by;
  if (step.role === 'lineManager' || step.role === 'approver') return isHeldBy(context.people[step.role], by);
  return posts.includes(step.role);
}

export const decide = (
  context: BookingContext,
  index: number,
  decided: 'approved' | 'declined',
  stamp: { readonly by: Id; readonly at: Instant },
): readonly Step[] =>
  context.steps.map((step, at) => (at === index ? { ...step, decided, by: stamp.by, at: stamp.at } : step));

/** A further approval can be put in before one that is still to come, or at the end; never the person's own. */
export const mayInsert = (context: BookingContext, before: number, personId: Id | null): boolean =>
  before >= context.steps.length - undecided(context) &&
  before <= context.steps.length &&
  (personId === null || !isHeldBy(context.people.person, personId));

const undecided = (context: BookingContext): number =>
  context.steps.filter(({ decided }) => decided === null).length;

export const insertStep = (context: BookingContext, before: number, role: StepRole, personId: Id | null) => [
  ...context.steps.slice(0, before),
  waiting(role, personId),
  ...context.steps.slice(before),
];
