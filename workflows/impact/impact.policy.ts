import type { Id } from '../chart.js';
import { addDays } from '../dates.js';
import { holders, isHeldBy } from '../people.js';
import type { ImpactContext, ImpactInput, ImpactPart, Outcome } from './impact.types.js';

export function beginImpact(input: ImpactInput): ImpactContext {
  return {
    schoolId: input.schoolId,
    cycleId: input.cycleId,
    activityId: input.activityId,
    bookingId: input.bookingId ?? null,
    people: { ...input.people, enters: (input.enters ?? []).length > 0 ? (input.enters ?? []) : null },
    needIds: input.needIds ?? [],
    standardsId: input.standardsId ?? null,
    gapId: input.gapId ?? null,
    mode: input.mode,
    benefit: input.benefit ?? 'pupils',
    baselineStated: input.baselineStated ?? true,
    heldOn: input.heldOn,
    outcomesDueOn: input.outcomesDueOn,
    addendumDueOn: input.addendumDueOn,
    sampled: input.sampled ?? false,
    pauses: input.awaySince ? [{ from: input.awaySince, to: null }] : [],
    answered: [],
    managerAnswered: false,
    notReturned: [],
    outcome: null,
    judgedBy: null,
    waitingSince: input.at,
    resultsOwed: input.mode === 'full' && (input.benefit ?? 'pupils') === 'pupils',
    toTell: [],
  };
}

export const withAnswer = (context: ImpactContext, person: Id): readonly Id[] =>
  context.answered.includes(person) ? context.answered : [...context.answered, person];

/** Everyone who took part has answered; for one person, whoever entered it for them counts. */
export function allAnswered(context: ImpactContext): boolean {
  const people = holders(context.people.person);
  if (people.length <= 1) return context.answered.length > 0;
  return people.every((id) => context.answered.includes(id));
}

/** Staff member and line manager look at it together; light evaluation, and a group, ask no line manager. */
export const asksManager = (context: ImpactContext): boolean =>
  context.mode === 'full' &&
  context.bookingId !== null &&
  holders(context.people.person).length === 1 &&
  context.people.lineManager !== null;

export const applicationDone = (context: ImpactContext): boolean =>
  allAnswered(context) && (!asksManager(context) || context.managerAnswered);

const unreturned = (context: ImpactContext, ...parts: readonly ImpactPart[]) => ({
  notReturned: [...context.notReturned, ...parts],
  answered: [],
  managerAnswered: false,
});

/** A stage whose time is up is recorded as not returned; it never holds anything up. */
export const lapse = (context: ImpactContext, part: ImpactPart) => {
  const parts: ImpactPart[] = [];
  if (!allAnswered(context)) parts.push(part);
  if (part === 'application' && asksManager(context) && !context.managerAnswered) parts.push('managerView');
  return unreturned(context, ...parts);
};
export const lapseOne = (context: ImpactContext, part: ImpactPart) => unreturned(context, part);

export const nextStage = { answered: [], managerAnswered: false } as const;

/** What a need hears about an outcome; 'too early' says nothing yet. */
export const verdict = (outcome: Outcome | null): 'MET' | 'PARTLY_MET' | 'NOT_MET' =>
  outcome === 'met' ? 'MET' : outcome === 'partlyMet' ? 'PARTLY_MET' : 'NOT_MET';

/** A judgement, whom it changes, and since when the next part is awaited. */
export const judged = (
  context: ImpactContext,
  outcome: Outcome,
  stamp: { readonly by: Id; readonly at: string },
) => ({
  outcome,
  judgedBy: stamp.by,
  waitingSince: stamp.at,
  toTell: outcome === 'tooEarly' || outcome === context.outcome ? [] : context.needIds,
});

export const isAway = ({ pauses }: ImpactContext): boolean => pauses.some(({ to }) => to === null);
export const paused = (context: ImpactContext, from: string) => ({
  pauses: [...context.pauses, { from, to: null }],
});
/** Both days of a pause count: the last one is the day before the person is back. */
export const resumed = (context: ImpactContext, on: string) => ({
  pauses: context.pauses.map((it) => (it.to === null ? { ...it, to: addDays(on, -1) } : it)),
});

export const without = (context: ImpactContext, person: Id) => {
  const left = holders(context.people.person).filter((id) => id !== person);
  return { people: { ...context.people, person: left } };
};
export const isOnlyOne = (context: ImpactContext, person: Id): boolean =>
  isHeldBy(context.people.person, person) && holders(context.people.person).length === 1;
