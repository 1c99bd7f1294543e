import type { Id, IsoDate } from '../chart.js';
import { earliest, latest } from '../dates.js';
import { holders } from '../people.js';
import type { Held } from '../people.js';
import { QUALITY_PARTS } from './activity.types.js';
import type {
  ActivityContext,
  ActivityEventOf,
  ActivityInput,
  ActivityNews,
  FollowUp,
  Milestone,
  PlaceFacts,
  Session,
} from './activity.types.js';

const NOTHING_KNOWN: PlaceFacts = { taken: 0, waiting: 0, holds: false, queued: false, queue: [] };

/** The facts of an event; without them (a page that only asks what is possible) nobody has a place yet. */
export const placesOf = (event: { readonly facts?: PlaceFacts }): PlaceFacts => event.facts ?? NOTHING_KNOWN;

export function beginActivity(input: ActivityInput): ActivityContext {
  const sessions = (input.sessions ?? []).map(({ id, on }) => ({ id, on, state: 'planned' as const }));
  const milestones = (input.milestones ?? []).map((it) => ({ ...it, state: 'ahead' as const }));
  return {
    schoolId: input.schoolId,
    activityId: input.activityId,
    cycleId: input.cycleId,
    people: { ...input.people, followingUp: null },
    external: input.external,
    capacity: input.capacity,
    minimum: input.minimum,
    startsOn: input.startsOn,
    endsOn: input.endsOn,
    bookingClosesOn: input.bookingClosesOn,
    decideBy: input.decideBy,
    ...sessionsAre(sessions),
    ...milestonesAre(milestones),
    followUps: [],
    nextFollowUpOn: null,
    quality: { pupilOutcomes: null, evidence: null, collaboration: null, sustained: null, ledFromTop: null },
    qualityCheck: input.qualityCheck ?? true,
    taken: 0,
    waiting: 0,
    promoting: [],
    heldBack: [],
    offeredTo: [],
    shut: false,
    confirmed: false,
    started: false,
    ended: false,
    over: null,
  };
}

export const qualityChecked = (context: ActivityContext): boolean =>
  !context.qualityCheck || QUALITY_PARTS.every((part) => context.quality[part] !== null);

const roomFor = (capacity: number | null, taken: number): number =>
  capacity === null ? Number.MAX_SAFE_INTEGER : Math.max(0, capacity - taken);

/** A place is free for a newcomer only while nobody waits who could have it: the waiting list is not overtaken. */
export const placeFree = (context: ActivityContext, { taken, queue, barred = [] }: PlaceFacts): boolean =>
  context.over === null && roomFor(context.capacity, taken) > 0 && queue.every((id) => barred.includes(id));

export const isFull = (context: ActivityContext): boolean => roomFor(context.capacity, context.taken) === 0;

export const bookingShut = (context: ActivityContext): boolean => context.shut || context.over !== null;

/**
 * Those who move up when so many places are taken: in the order in which they wait, and nobody once it is over. Whoever is
 * next but out of reach that day is held back and keeps their position.
 */
export function movingUp(
  context: ActivityContext,
  capacity: number | null,
  taken: number,
  { queue, barred = [] }: Pick<PlaceFacts, 'queue' | 'barred'>,
): { readonly promoting: readonly Id[]; readonly heldBack: readonly Id[] } {
  if (context.over !== null) return { promoting: [], heldBack: [] };
  const free = roomFor(capacity, taken);
  const promoting = queue.filter((id) => !barred.includes(id)).slice(0, free);
  const last = promoting.at(-1);
  const passed =
    promoting.length < free ? queue : queue.slice(0, last === undefined ? 0 : queue.indexOf(last));
  return { promoting, heldBack: passed.filter((id) => barred.includes(id)) };
}

/** After a place was given back. */
export function afterRelease(context: ActivityContext, event: ActivityEventOf<'RELEASE_PLACE'>) {
  const facts = placesOf(event);
  const taken = facts.taken - 1;
  return { taken, waiting: facts.queue.length, ...movingUp(context, context.capacity, taken, facts) };
}

/** After the number of places changed, or a day has room again. */
export function recounted(
  context: ActivityContext,
  capacity: number | null,
  event: { readonly facts?: PlaceFacts },
) {
  const facts = placesOf(event);
  const { taken, queue } = facts;
  return { capacity, taken, waiting: queue.length, ...movingUp(context, capacity, taken, facts) };
}

export function fallsBelowMinimum(
  context: ActivityContext,
  event: ActivityEventOf<'RELEASE_PLACE'>,
): boolean {
  const { taken, promoting } = afterRelease(context, event);
  return placesOf(event).holds && taken + promoting.length < context.minimum;
}

/** Sessions with what follows from them: the next one that is still to be held or to be registered. */
export const sessionsAre = (sessions: readonly Session[]) => ({
  sessions,
  nextSessionOn: earliest(planned(sessions)),
});
const planned = (sessions: readonly Session[]): IsoDate[] =>
  sessions.filter(({ state }) => state === 'planned').map(({ on }) => on);

export const noSessionAhead = (context: ActivityContext): boolean => planned(context.sessions).length === 0;

export const withSession = (context: ActivityContext, changed: Session) =>
  datesFrom([...context.sessions.filter(({ id }) => id !== changed.id), changed], context);

/** New dates for all sessions that have not been held. */
export function redated(context: ActivityContext, dates: readonly { id: Id; on: IsoDate }[]) {
  const held = context.sessions.filter(({ state }) => state === 'held');
  return datesFrom([...held, ...dates.map(({ id, on }) => ({ id, on, state: 'planned' as const }))], context);
}

/** First and last day follow the sessions; without any they stay. */
function datesFrom(sessions: readonly Session[], context: Pick<ActivityContext, 'startsOn' | 'endsOn'>) {
  const days = sessions.filter(({ state }) => state !== 'cancelled').map(({ on }) => on);
  const startsOn = earliest(days) ?? context.startsOn;
  return { ...sessionsAre(sessions), startsOn, endsOn: latest(days) ?? context.endsOn };
}

/**
 * A session on whose day nobody had a place: there is no register to take, and it counts as called off.
 */
export const withoutRegister = (context: ActivityContext) =>
  sessionsAre(
    context.sessions.map((it) =>
      it.state === 'planned' && it.on === context.nextSessionOn ? { ...it, state: 'cancelled' as const } : it,
    ),
  );

export const isPlanned = (context: ActivityContext, sessionId: Id): boolean =>
  context.sessions.some(({ id, state }) => id === sessionId && state === 'planned');

/** True when calling off this session leaves nothing to come and nothing has been held: a new date is needed. */
export const isOnlySession = (context: ActivityContext, sessionId: Id): boolean =>
  context.sessions.every(({ id, state }) => id === sessionId || state === 'cancelled');

export const milestonesAre = (milestones: readonly Milestone[]) => ({
  milestones,
  nextMilestoneOn: earliest(milestones.filter(({ state }) => state === 'ahead').map(({ dueOn }) => dueOn)),
});
export const withMilestone = (context: ActivityContext, id: Id, change: Partial<Milestone>) =>
  milestonesAre(context.milestones.map((it) => (it.id === id ? { ...it, ...change } : it)));
export const milestoneAhead = (context: ActivityContext, id: Id): boolean =>
  context.milestones.some((it) => it.id === id && it.state === 'ahead');

/** The facilitator does what they promised; that a provider does it is for whoever organised it to see to. */
export const followedUpBy = (
  people: ActivityContext['people'],
  owedBy: FollowUp['owedBy'],
): 'facilitator' | 'organiser' =>
  owedBy === 'facilitator' && holders(people.facilitator).length > 0 ? 'facilitator' : 'organiser';

/** Follow-ups with what follows from them: the next one that is owed, and who sees to it. */
export function followUpsAre({ people }: Pick<ActivityContext, 'people'>, followUps: readonly FollowUp[]) {
  const owed = followUps.filter(({ done }) => !done);
  const nextFollowUpOn = earliest(owed.map(({ dueOn }) => dueOn));
  const next = owed.find(({ dueOn }) => dueOn === nextFollowUpOn);
  const followingUp = next ? people[followedUpBy(people, next.owedBy)] : null;
  return { followUps, nextFollowUpOn, people: { ...people, followingUp } };
}

/** Another facilitator, or none, also for the follow-ups that are still owed. */
export const ledBy = (context: ActivityContext, facilitator: ActivityContext['people']['facilitator']) =>
  followUpsAre({ people: { ...context.people, facilitator } }, context.followUps);

/** Once somebody has left, what they led or organised is nobody's until somebody takes it up. */
export function withoutLeaver(context: ActivityContext, leaver: Id) {
  const left = (held: Held): Held => {
    const others = holders(held).filter((id) => id !== leaver);
    return others.length > 1 ? others : (others[0] ?? null);
  };
  const { facilitator, organiser } = context.people;
  const people = { ...context.people, facilitator: left(facilitator), organiser: left(organiser) };
  return followUpsAre({ people }, context.followUps);
}
export const followUpOwed = (context: ActivityContext, id: Id): boolean =>
  context.followUps.some((it) => it.id === id && !it.done);

/** Nothing is left to hold or to reach; provision without sessions also needs its end to be said or to come. */
export const nothingToCome = (context: ActivityContext): boolean =>
  noSessionAhead(context) &&
  context.nextMilestoneOn === null &&
  (context.sessions.length > 0 || context.ended);

/** What bookings are told when dates change. */
export const newDates = (context: ActivityContext, known: boolean): ActivityNews => ({
  type: 'POSTPONED',
  startsOn: known ? context.startsOn : null,
  endsOn: known ? context.endsOn : null,
  sessions: context.sessions.filter(({ state }) => state !== 'cancelled').length,
});
