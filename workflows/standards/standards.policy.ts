import type { Id, Instant, IsoDate } from '../chart.js';
import { distinctRoles, holders, overlap } from '../people.js';
import type { Held } from '../people.js';
import type { StandardsContext, StandardsInput, StandardsPost, StandardsRole } from './standards.types.js';

type People = StandardsContext['people'];

const posts: readonly string[] = ['cpdLeader', 'head', 'deputy', 'governor'] satisfies StandardsPost[];

/** Nobody confirms themselves and a vacancy goes to the head; the head's own to the chair of governors. */
function seat(people: Omit<People, 'reviewer'>, reviewer: Held): Pick<StandardsContext, 'people' | 'vacant'> {
  const vacant = holders(reviewer).length === 0 || overlap(reviewer, people.person);
  const standIn = overlap(people.head, people.person) ? people.governor : people.head;
  return { people: { ...people, reviewer: vacant ? standIn : reviewer }, vacant };
}

export const beginStandards = (input: StandardsInput): StandardsContext => ({
  schoolId: input.schoolId,
  cycleId: input.cycleId,
  standardsId: input.standardsId,
  ...seat({ ...input.posts, person: input.person }, input.reviewer),
  offline: input.offline ?? false,
  assessBy: input.assessBy,
  runsOnUntil: input.runsOnUntil,
  submittedAt: null,
  differedAt: null,
  confirmedAt: null,
  openGaps: [],
  chosenGaps: [],
  proposedGaps: [],
  proposedAt: null,
  closedGaps: [],
  evidenceCount: 0,
  strengthsOffered: false,
  yearClosed: false,
  lateSince: null,
  pauses: [],
});

/** The school moved its dates. */
export const redated = (event: { assessBy: IsoDate; runsOnUntil: IsoDate }) => ({
  assessBy: event.assessBy,
  runsOnUntil: event.runsOnUntil,
});

export const reassigned = (context: StandardsContext, reviewer: Held) => seat(context.people, reviewer);

/** Copies of posts follow their holders, and a vacant reviewer's place with them. */
export function afterPostChange(context: StandardsContext, post: string, to: Id | null) {
  if (!posts.includes(post)) return {};
  const people = { ...context.people, [post]: to };
  return seat(people, context.vacant ? null : people.reviewer);
}

/** Who hears that it is late, and nothing else: the CPD leader, or the head where that is one of the two. */
export function above({ people }: StandardsContext): StandardsRole | null {
  const roles: StandardsRole[] = overlap(people.head, people.person)
    ? ['governor']
    : ['cpdLeader', 'head', 'deputy'];
  return distinctRoles(people, roles, [people.person, people.reviewer])[0] ?? null;
}

const apart = (ids: readonly Id[], from: readonly Id[]) => ids.filter((id) => !from.includes(id));

/** True for a gap that is open and belongs to this assessment. */
export const isOpenGap = (context: StandardsContext, gapId: Id): boolean => context.openGaps.includes(gapId);

export const allOpen = (context: StandardsContext, gapIds: readonly Id[]): boolean =>
  gapIds.every((id) => isOpenGap(context, id));

/** The same proposal twice, or for a gap that is closed already, changes nothing. */
export const proposed = (context: StandardsContext, gapId: Id, at: Instant) => {
  const isNew = isOpenGap(context, gapId) && !context.proposedGaps.includes(gapId);
  return isNew
    ? { proposedGaps: [...context.proposedGaps, gapId], proposedAt: context.proposedAt ?? at }
    : {};
};

export const answered = (context: StandardsContext, gapId: Id, closes: boolean) => {
  const proposedGaps = apart(context.proposedGaps, [gapId]);
  return {
    proposedGaps,
    proposedAt: proposedGaps.length === 0 ? null : context.proposedAt,
    openGaps: closes ? apart(context.openGaps, [gapId]) : context.openGaps,
    closedGaps: closes ? [...apart(context.closedGaps, [gapId]), gapId] : context.closedGaps,
  };
};

export const awaySince = (context: StandardsContext): IsoDate =>
  context.pauses.find((pause) => pause.to === null)?.from ?? '';

export const resumed = (pauses: StandardsContext['pauses'], to: IsoDate): StandardsContext['pauses'] =>
  pauses.map((pause) => (pause.to === null ? { ...pause, to } : pause));

/** Ratings and evidence are for the two alone; others see gaps put into the annex, and totals. */
export const standardsAudience = ({ people }: StandardsContext): readonly string[] =>
  [...new Set([people.person, people.reviewer].flatMap(holders))].map((id) => `person:${id}`);
