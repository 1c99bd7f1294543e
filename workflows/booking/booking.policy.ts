import { addDays, dateOf, daysBetween } from '../dates.js';
import type { IsoDate, Pence } from '../chart.js';
import { approvalSteps } from './booking.steps.js';
import type {
  BookingContext,
  BookingEventOf,
  BookingInput,
  CancellationCharge,
  DateFacts,
  Mark,
  ShareAsked,
} from './booking.types.js';

const FREE_DAYS: DateFacts = {
  blocked: false,
  mostOut: false,
  clash: false,
  outsideContractedDays: false,
  coverNeeded: false,
};

/** The facts of an event; without them (a page that only asks what is possible) nothing stands in the way. */
export const datesOf = (event: { readonly facts?: DateFacts }): DateFacts => ({
  ...FREE_DAYS,
  ...event.facts,
});

export function beginBooking(input: BookingInput): BookingContext {
  return {
    ...FREE_DAYS,
    ...input.dates,
    schoolId: input.schoolId,
    hostSchoolId: input.hostSchoolId ?? null,
    cycleId: input.cycleId,
    bookingId: input.bookingId,
    activityId: input.activityId,
    needId: input.needId ?? null,
    formerNeedId: null,
    people: { ...input.people, asked: null },
    external: input.external,
    inherits: input.inherits ?? false,
    costPence: input.costPence,
    steps: input.approval ? approvalSteps(input, input.approval) : [],
    stepSince: input.at,
    funding: asked(input.funding ?? []),
    charges: input.charges ?? [],
    committed: false,
    keptPence: 0,
    dateAnswerOwed: false,
    clashAllowed: false,
    recompense: null,
    recompenseAgreed: false,
    ...days(input.startsOn, input.endsOn),
    datesKnown: true,
    coverAsked: false,
    coverStale: false,
    placeAsked: false,
    hasPlace: false,
    placedAt: null,
    activityConfirmed: false,
    needTold: null,
    marks: { present: 0, part: 0, absent: 0 },
    minutes: 0,
    impact: input.impact ?? 'light',
    impactStarted: false,
    shareBack: input.shareBack ?? true,
    ending: 'withdrawn',
  };
}

export const asked = (shares: readonly ShareAsked[]) =>
  shares.map((share) => ({ ...share, state: 'asked' as const }));

export const shareIn = (context: BookingContext, share: number, state: 'asked' | 'declined'): boolean =>
  context.funding[share]?.state === state;

export const withShare = (
  context: BookingContext,
  share: number,
  change: Partial<BookingContext['funding'][number]>,
) => ({ funding: context.funding.map((it, at) => (at === share ? { ...it, ...change } : it)) });

/** Shares must add up to the cost, to the penny, and none may be empty. */
export const addsUp = (context: BookingContext, shares: readonly ShareAsked[]): boolean =>
  shares.every(({ pence }) => Number.isInteger(pence) && pence > 0) &&
  shares.reduce((sum, { pence }) => sum + pence, 0) === context.costPence;

export const allAgreed = (context: BookingContext): boolean =>
  context.steps.every(({ decided }) => decided === 'approved') &&
  context.funding.every(({ state }) => state === 'agreed') &&
  !recompenseOwed(context);

const days = (startsOn: IsoDate, endsOn: IsoDate) => ({
  startsOn,
  endsOn,
  coverDueOn: addDays(startsOn, -7),
  coverWarnOn: addDays(startsOn, -2),
});

/** Providers charge from so many days before the first day: the days from which withdrawing costs move with it. */
const moved = (charges: readonly CancellationCharge[], from: IsoDate, to: IsoDate) =>
  charges.map((charge) => ({ ...charge, from: addDays(charge.from, daysBetween(from, to)) }));

/** New dates: cover and part-timers are asked again, and until the person answers they may withdraw without charge. */
export function afterPostponing(context: BookingContext, event: BookingEventOf<'POSTPONED'>) {
  const known = event.startsOn !== null && event.endsOn !== null;
  return {
    ...datesOf(event),
    ...days(event.startsOn ?? context.startsOn, event.endsOn ?? context.endsOn),
    charges: moved(context.charges, context.startsOn, event.startsOn ?? context.startsOn),
    datesKnown: known,
    coverStale: true,
    recompense: null,
    recompenseAgreed: false,
    dateAnswerOwed: context.hasPlace,
  };
}

/** Somebody else takes the place: their days, their cover, their need; the place and the money stay. */
export function afterSubstitution(context: BookingContext, event: BookingEventOf<'SUBSTITUTE'>) {
  return {
    ...datesOf(event),
    people: { person: event.personId, lineManager: event.lineManagerId, approver: null, asked: null },
    formerNeedId: context.needId,
    needId: event.needId ?? null,
    needTold: null,
    coverStale: true,
    recompense: null,
    recompenseAgreed: false,
    dateAnswerOwed: false,
  };
}

export const datesInTheWay = (facts: DateFacts): boolean => facts.blocked || facts.mostOut || facts.clash;

export const clashes = (context: BookingContext): boolean =>
  datesInTheWay(context) && !context.clashAllowed && !context.inherits;

export const recompenseOwed = (context: BookingContext): boolean =>
  context.outsideContractedDays && !context.recompenseAgreed;

export const coverWanted = (context: BookingContext): boolean =>
  context.hasPlace && context.coverNeeded && context.datesKnown;

/** What stays a cost when somebody withdraws on a day: the last charge that has begun; nothing when dates were changed on them. */
export function chargeOn(context: BookingContext, at: string): Pence {
  if (!context.committed || context.dateAnswerOwed || !context.datesKnown) return 0;
  const begun = context.charges.filter(({ from }) => from <= dateOf(at));
  return Math.min(begun.at(-1)?.pence ?? 0, context.costPence);
}

export const attended = (context: BookingContext, mark: Mark, minutes: number) => ({
  marks: { ...context.marks, [mark]: context.marks[mark] + 1 },
  minutes: context.minutes + minutes,
});

export const noMarks = ({ marks }: BookingContext): boolean =>
  marks.present + marks.part + marks.absent === 0;
export const wasThere = ({ marks }: BookingContext): boolean => marks.present + marks.part > 0;
export const wasThereThroughout = ({ marks }: BookingContext): boolean =>
  marks.present > 0 && marks.part + marks.absent === 0;

/** A place was given, and whether it is sure that the activity runs. */
export const givenPlace = (event: BookingEventOf<'PLACED' | 'PROMOTED'>) => ({
  hasPlace: true,
  placedAt: event.at,
  activityConfirmed: event.confirmed ?? false,
});
