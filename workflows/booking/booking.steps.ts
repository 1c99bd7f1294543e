import type { Id, Instant } from '../chart.js';
import { holders, isHeldBy } from '../people.js';
import type { Held } from '../people.js';
import type { ApprovalPolicy, BookingContext, BookingInput, Step, StepRole } from './booking.types.js';

/** Pure rules about approval: who is asked, in which order, and who may answer. */

/** Whose turn it is where line manager or approver has left and nobody has followed. */
export const FOR_VACANT = 'head';

/** Roles that somebody has for this booking; the others are posts of the school. */
const isPlace = (role: StepRole): role is 'lineManager' | 'approver' =>
  role === 'lineManager' || role === 'approver';

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
    holders(isPlace(role) ? people[role] : (policy.holders[role] ?? null));
  const used = new Set(holders(people.person));
  const free = (role: StepRole) => holding(role).every((id) => !used.has(id));
  const steps: Step[] = [];
  const ask = (role: StepRole) => {
    holding(role).forEach((id) => used.add(id));
    steps.push(waiting(role));
  };
  for (const role of asked) {
    const nobodyThere = isPlace(role) && holding(role).length === 0;
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
  if (!isPlace(step.role)) return posts.includes(step.role);
  const held = holders(context.people[step.role]);
  return held.length > 0 ? held.includes(by) : posts.includes(FOR_VACANT);
}

export const decide = (
  context: BookingContext,
  index: number,
  decided: 'approved' | 'declined',
  stamp: { readonly by: Id; readonly at: Instant },
): readonly Step[] =>
  context.steps.map((step, at) => (at === index ? { ...step, decided, by: stamp.by, at: stamp.at } : step));

/**
 * A further approval can be put in before one that is still to come, or at the end; never the person's own, and never of
 * a line manager or approver whom this person does not have.
 */
export const mayInsert = (
  context: BookingContext,
  { before, role, personId = null }: { before: number; role: StepRole; personId?: Id | null },
): boolean =>
  before >= context.steps.length - undecided(context) &&
  before <= context.steps.length &&
  (personId === null
    ? !isPlace(role) || holders(context.people[role]).length > 0
    : !isHeldBy(context.people.person, personId));

/** Somebody who was to approve has left: whoever holds the post is asked in their place, the head where there is none. */
export function withoutApprover(context: BookingContext, leaver: Id) {
  const stays = (held: Held): Held => (isHeldBy(held, leaver) ? null : held);
  const steps = context.steps.map((step) =>
    step.decided === null && step.personId === leaver ? { ...step, personId: null } : step,
  );
  const { lineManager, approver } = context.people;
  const next = stepsAre(context, steps);
  return {
    ...next,
    people: { ...next.people, lineManager: stays(lineManager), approver: stays(approver) },
  };
}

const undecided = (context: BookingContext): number =>
  context.steps.filter(({ decided }) => decided === null).length;

export const insertStep = (context: BookingContext, before: number, role: StepRole, personId: Id | null) => [
  ...context.steps.slice(0, before),
  waiting(role, personId),
  ...context.steps.slice(before),
];
