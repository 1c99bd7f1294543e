import type { Id, IsoDate, Stamped } from '../chart.js';
import { addDays, dateOf } from '../dates.js';
import { holders } from '../people.js';
import type { NeedContext, NeedEventOf, NeedInput, NeedOutcome, Triage } from './need.types.js';

/** A need as it is raised: passed at once, or waiting for the moderator where only one of two wants it. */
export const beginNeed = (input: NeedInput): NeedContext => ({
  schoolId: input.schoolId,
  cycleId: input.cycleId,
  needId: input.needId,
  people: {
    person: input.person,
    lineManager: input.lineManager ?? null,
    moderator: input.moderator ?? null,
    owner: null,
  },
  origin: input.origin,
  contested: input.contested ?? false,
  standardsId: input.standardsId ?? null,
  gapId: input.gapId ?? null,
  triageBy: input.triageBy,
  triage: null,
  triageBefore: null,
  decidedAt: null,
  raisedAt: input.at,
  lateSince: null,
  groupId: null,
  planItemId: null,
  activityIds: [],
  bookings: [],
  deferredUntil: null,
  referredTo: null,
  referralDueOn: null,
  outcome: null,
  carried: 0,
  pauses: input.awaySince ? [{ from: input.awaySince, to: null }] : [],
});

/** Remembers what stood before, so that a bulk decision can be undone. */
export const decide = (context: NeedContext, event: Stamped) => ({
  triageBefore: context.triage,
  decidedAt: event.at,
});

export const triaged = (context: NeedContext, event: NeedEventOf<'TRIAGE'>) => {
  const { level, themeId, priorityId, rank, ownerId } = event;
  const triage: Triage = { level, themeId, priorityId, rank, ownerId };
  return { ...decide(context, event), triage, people: { ...context.people, owner: ownerId } };
};

/** A team's need has an owner, ranks count from 1. */
export const isSoundTriage = ({ level, ownerId, rank }: Triage): boolean =>
  Number.isInteger(rank) && rank >= 1 && (level !== 'team' || ownerId !== null);

export const refer = (event: NeedEventOf<'REFER'>) => ({
  referralDueOn: event.dueOn,
  referredTo: event.organisationId,
});

export const undone = (context: NeedContext) => ({
  triage: context.triageBefore,
  triageBefore: null,
  decidedAt: null,
  deferredUntil: null,
  people: { ...context.people, owner: context.triageBefore?.ownerId ?? null },
});

/** True for a day that is still to come. */
export const liesAhead = (date: IsoDate, at: string): boolean => date > dateOf(at);

const without = (context: NeedContext, bookingId: Id | null | undefined) =>
  context.bookings.filter(({ id }) => id !== bookingId);

/** A booking is placed; the same news twice changes nothing. */
export const booked = (context: NeedContext, bookingId: Id) => ({
  bookings: context.bookings.some(({ id }) => id === bookingId)
    ? context.bookings
    : [...context.bookings, { id: bookingId, evaluating: false }],
});

export const evaluating = (context: NeedContext, bookingId: Id) => ({
  bookings: [...without(context, bookingId), { id: bookingId, evaluating: true }],
});

/** A booking fell through; with the last one the need looks for provision again. */
export const ended = (context: NeedContext, bookingId: Id) => {
  const bookings = without(context, bookingId);
  const last = bookings.length === 0 && context.bookings.length > 0;
  return { bookings, activityIds: last ? [] : context.activityIds };
};

/** What an evaluation found; a later finding replaces an earlier one, but 'met' through one course stays met. */
export const found = (context: NeedContext, outcome: NeedOutcome, bookingId: Id | null | undefined) => ({
  bookings: without(context, bookingId),
  outcome:
    context.outcome === 'met' && context.bookings.some(({ id }) => id === bookingId)
      ? context.outcome
      : outcome,
});

export const unmatched = (context: NeedContext, activityId: Id) => ({
  activityIds: context.activityIds.filter((id) => id !== activityId),
});

export const matched = (context: NeedContext, activityId: Id) => ({
  activityIds: [...unmatched(context, activityId).activityIds, activityId],
});

export const isUnderWay = ({ bookings }: NeedContext): boolean =>
  bookings.some((booking) => !booking.evaluating);
export const isEvaluating = (context: NeedContext): boolean =>
  context.bookings.length > 0 && !isUnderWay(context);

/** Days in which a reopened need should be sorted again. */
const RESORT_DAYS = 14;

export const reopened = (event: Stamped) => ({
  outcome: null,
  planItemId: null,
  activityIds: [],
  lateSince: null,
  triageBy: addDays(dateOf(event.at), RESORT_DAYS),
});

/** Into the next year: what was decided about it stays, its place in the old plan does not. */
export const carriedOver = (context: NeedContext, event: NeedEventOf<'CARRY_OVER'>) => ({
  cycleId: event.toCycleId,
  triageBy: event.triageBy,
  carried: context.carried + (event.toCycleId === context.cycleId ? 0 : 1),
  planItemId: null,
  activityIds: context.bookings.length > 0 ? context.activityIds : [],
  lateSince: null,
});

export const isAway = ({ pauses }: NeedContext): boolean => pauses.some(({ to }) => to === null);

export const awaySince = (context: NeedContext): IsoDate =>
  context.pauses.find((pause) => pause.to === null)?.from ?? '';

/** The absence that is running ends with that day. */
export const resumed = (pauses: NeedContext['pauses'], to: IsoDate): NeedContext['pauses'] =>
  pauses.map((pause) => (pause.to === null ? { ...pause, to } : pause));

/**
 * Who may read it: the person and their line manager, the CPD leader and the head. While contested only the two and the
 * moderator; the adviser of a trust or local authority only while it is referred to that organisation.
 */
export function needAudience(context: NeedContext): readonly string[] {
  const { people } = context;
  const two = [people.person, people.lineManager];
  const taking = context.contested ? [...two, people.moderator] : [...two, people.owner];
  const readers = [...new Set(taking.flatMap(holders))].map((id) => `person:${id}`);
  return context.contested
    ? readers
    : [
        ...[...readers, 'post:cpdLeader', 'post:cpdTeam', 'post:head', 'post:deputy'],
        ...(context.referredTo === null ? [] : [`org:${context.referredTo}/post:adviser`]),
      ];
}
