import type { Id, IsoDate } from '../chart.js';
import { addDays, dateOf, inOrder } from '../dates.js';
import type { CycleContext, CycleDateChanges, CycleDates, CycleInput, Joining } from './cycle.types.js';

const DATES = [
  'opensOn',
  'reviewsDueOn',
  'needsSortedOn',
  'planAmendedOn',
  'reportOpensOn',
  'reportDueOn',
  'closesOn',
  'runsOnUntil',
] as const satisfies readonly (keyof CycleDates)[];

/** How a year begins: defaults fill what the school did not set. */
export function beginCycle(input: CycleInput): CycleContext {
  return {
    schoolId: input.schoolId,
    cycleId: input.cycleId,
    previousCycleId: input.previousCycleId ?? null,
    people: {},
    opensOn: input.opensOn,
    reviewsDueOn: input.reviewsDueOn,
    needsSortedOn: input.needsSortedOn,
    planAmendedOn: input.planAmendedOn,
    reportOpensOn: input.reportOpensOn ?? addDays(input.reportDueOn, -42),
    reportDueOn: input.reportDueOn,
    closesOn: input.closesOn,
    runsOnUntil: input.runsOnUntil ?? octoberAfter(input.closesOn),
    corePlanDueOn: input.corePlanDueOn ?? addDays(input.opensOn, -46),
    setUp: false,
    opened: false,
    corePlanId: null,
    missing: [],
    convertsOn: null,
    successorSchoolId: null,
    reported: false,
    reportFinished: false,
    reportStarted: false,
  };
}

/** 31 October at or after a date: one autumn meeting often ends last year's review and plans this one. */
function octoberAfter(date: IsoDate): IsoDate {
  const sameYear = `${date.slice(0, 4)}-10-31`;
  return date <= sameYear ? sameYear : `${Number(date.slice(0, 4)) + 1}-10-31`;
}

/** Only the dates of an event, without its stamp. */
export function datesIn(changes: CycleDateChanges): CycleDateChanges {
  const named = [...DATES, 'corePlanDueOn' as const].filter((key) => changes[key] !== undefined);
  return Object.fromEntries(named.map((key) => [key, changes[key]]));
}

/** A year's dates follow one another; the core plan comes before the day it opens. */
export function datesFollow(context: CycleContext, changes: CycleDateChanges): boolean {
  const dates = { ...context, ...datesIn(changes) };
  return inOrder(DATES.map((key) => dates[key])) && dates.corePlanDueOn <= dates.opensOn;
}

/** True once a day is over in the school. */
export const isOver = (date: IsoDate, at: string): boolean => dateOf(at) > date;

/** True from the morning of a day. */
export const hasCome = (date: IsoDate, at: string): boolean => dateOf(at) >= date;

/** A review here: not for those in induction, not under a term, not where another school of the trust holds it. */
export const getsReview = (person: Joining): boolean => person.standing === 'employee' && person.reviewedHere;

export const withMissing = (context: CycleContext, personId: Id): readonly Id[] =>
  context.missing.includes(personId) ? context.missing : [...context.missing, personId];

export const withoutMissing = (context: CycleContext, personId: Id): readonly Id[] =>
  context.missing.filter((id) => id !== personId);
