import { expect } from '@jest/globals';
import type { AnyMachineSnapshot, EventObject } from 'xstate';
import { dutiesOf } from '../../../src/engine/charts/step.js';
import type { Chart } from '../../../workflows/chart.js';
import { holders } from '../../../workflows/people.js';
import type { Held } from '../../../workflows/people.js';
import type { Walk } from './walk.js';

/** What a chart keeps from somebody on purpose, or leaves to another record. */
export interface Exceptions {
  /** Role -> why the record is sometimes hidden from it although the chart would take its events there. */
  readonly hidden?: Readonly<Record<string, string>>;
  /** Duty -> what discharges it when the person acts elsewhere and this record only hears of it. */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /** Duty -> what must be done first, in the same state, before the chart takes its event. */
  readonly prepared?: Readonly<Record<string, string>>;
  /** Duty -> why there may be nobody whose it is. */
  readonly vacant?: Readonly<Record<string, string>>;
}

/** Posts that a school fills by date; any other role is a place in one record. */
const POSTS = [
  'head',
  'deputy',
  'cpdLeader',
  'cpdTeam',
  'finance',
  'cover',
  'governor',
  'chair',
  'administrator',
];

/** Somebody who could send an event: a person, by a role of the record or a post of the school. */
interface Sender {
  readonly role: string;
  readonly person: string;
  readonly reads: boolean;
}

const peopleOf = (snapshot: AnyMachineSnapshot): Readonly<Record<string, Held>> =>
  (snapshot.context as { people?: Record<string, Held> }).people ?? {};

/** Whether the record's readers include whoever holds this post in another organisation ('org:<id>/post:<post>'). */
const isHeldAbroad = (chart: Chart, snapshot: AnyMachineSnapshot, post: string): boolean =>
  chart.audience(snapshot.context as never).some((mark) => mark.endsWith(`/post:${post}`));

/** Who reads a role's duties and events: the person, or whoever holds the post of that name. */
function isOpen(chart: Chart, snapshot: AnyMachineSnapshot, role: string, person: string): boolean {
  const marks = ['everyone', `person:${person}`, ...(POSTS.includes(role) ? [`post:${role}`] : [])];
  const audience = chart.audience(snapshot.context as never);
  return marks.some((mark) => audience.includes(mark)) || isHeldAbroad(chart, snapshot, role);
}

/** Everybody who stands in a role, with whether the record's audience lets them in at all. */
function senders(chart: Chart, snapshot: AnyMachineSnapshot, role: string): Sender[] {
  const inPlace = holders(peopleOf(snapshot)[role] ?? null);
  const held = POSTS.includes(role) || isHeldAbroad(chart, snapshot, role);
  const people = held ? [...inPlace, `somebody who is ${role}`] : inPlace;
  return people.map((person) => ({ role, person, reads: isOpen(chart, snapshot, role, person) }));
}

/** Whether the chart takes some form of the event from this sender in this place. */
function takes(
  chart: Chart,
  snapshot: AnyMachineSnapshot,
  events: readonly EventObject[],
  who: Sender,
): boolean {
  return events.some((event) => {
    const facts = { ...(event as { facts?: object }).facts, posts: [who.role] };
    const sent = { at: '2026-10-05T09:00:00.000Z', ...event, by: who.person, facts };
    return chart.machine.getTransitionData(snapshot, sent as never).length > 0;
  });
}

/**
 * Fails with the list of promises that nobody could keep. Over every place that the walk reached: whoever an event's rule
 * names and whose event the chart takes may read the record; each role of each rule can send its event somewhere; each
 * duty falls to somebody who may read the record, whose event the rule admits, and from whom the chart takes it.
 */
export function expectEverybodyCanAct(chart: Chart, walk: Walk, exceptions: Exceptions = {}): void {
  const able = new Set<string>();
  const shutOut = new Set<string>();
  const stranded = new Set<string>();
  const tried = (type: string) => [...walk.tried.values()].filter((event) => event.type === type);
  for (const snapshot of walk.standing.values()) {
    for (const [type, rule] of Object.entries(chart.events)) {
      for (const role of rule.by.filter((by) => by !== 'system')) {
        for (const who of senders(chart, snapshot, role)) {
          if (!takes(chart, snapshot, tried(type), who)) continue;
          if (who.reads) able.add(`${type} by ${role}`);
          else shutOut.add(role);
        }
      }
    }
    for (const problem of dutiesWithoutHands(chart, snapshot, tried, exceptions)) stranded.add(problem);
  }
  const promised = Object.entries(chart.events).flatMap(([type, rule]) =>
    rule.by.filter((role) => role !== 'system').map((role) => `${type} by ${role}`),
  );
  expect({
    cannotSend: promised.filter((it) => !able.has(it)),
    shutOut: [...shutOut].sort(),
    duties: [...stranded].sort(),
  }).toEqual({ cannotSend: [], shutOut: Object.keys(exceptions.hidden ?? {}).sort(), duties: [] });
}

function dutiesWithoutHands(
  chart: Chart,
  snapshot: AnyMachineSnapshot,
  tried: (type: string) => readonly EventObject[],
  { elsewhere = {}, prepared = {}, vacant = {} }: Exceptions,
): string[] {
  return dutiesOf(snapshot).flatMap(({ name, role, event, assignees }) => {
    const problem = (what: string) => [`${name} of ${role}: ${what} in ${JSON.stringify(snapshot.value)}`];
    if (assignees.length === 0) return name in vacant ? [] : problem('falls to nobody');
    if (!assignees.every((mark) => isOpen(chart, snapshot, role, mark.replace('person:', ''))))
      return problem('falls to somebody who may not read the record');
    if (name in elsewhere) return [];
    const roles = (chart.events[event]?.by ?? []).filter((by) => isAmong(assignees, snapshot, by));
    if (roles.length === 0) return problem(`${event} is not for them to send`);
    const able = roles
      .flatMap((by) => senders(chart, snapshot, by))
      .some((who) => takes(chart, snapshot, tried(event), who));
    return able || name in prepared ? [] : problem(`${event} is not taken from them`);
  });
}

/** Whether a role is one in which somebody of these acts here. */
function isAmong(assignees: readonly string[], snapshot: AnyMachineSnapshot, role: string): boolean {
  const people = holders(peopleOf(snapshot)[role] ?? null).map((person) => `person:${person}`);
  return [...people, `post:${role}`].some((mark) => assignees.includes(mark));
}
