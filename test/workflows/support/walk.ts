import { expect } from '@jest/globals';
import { assign, initialTransition, transition } from 'xstate';
import type { AnyEventObject, AnyMachineSnapshot, AnyStateMachine, AnyStateNode, EventObject } from 'xstate';
import type { Chart } from '../../../workflows/chart.js';
import { charted } from './charted.js';

/**
 * Walks a chart's machine as a graph: from every input, every event and every armed delay, until nothing new appears.
 * Delays need not be listed: whatever the current states wait for is fired.
 */
export interface WalkOptions {
  /** Events tried in every state (or those that a function names for a state). `at` and `by` are added where missing. */
  readonly events: readonly EventObject[] | ((snapshot: AnyMachineSnapshot) => readonly EventObject[]);
  /** One start per input. `at` and `by` are added where missing. */
  readonly inputs: readonly Record<string, unknown>[];
  /** Further starts from which no trail is walked: instances that begin elsewhere than at the beginning. */
  readonly arrivals?: readonly Record<string, unknown>[];
  /** What makes two snapshots the same place in the graph; without it value and context (counters make that large). */
  readonly serialize?: (snapshot: AnyMachineSnapshot) => string;
  /** Sequences walked from every input beside the graph, for what only a long history reaches. 'after:NAME' fires a delay. */
  readonly trails?: readonly Trail[];
  /** More places than this is a mistake in `serialize`, and fails (default 60,000). */
  readonly limit?: number;
}

/** Events in order; 'after:NAME' fires a delay. */
type Trail = readonly (EventObject | `after:${string}`)[];

/** What a walk saw. */
export interface Walk {
  readonly statesReached: ReadonlySet<string>;
  readonly transitionsTaken: ReadonlySet<string>;
  readonly guardsSeen: ReadonlyMap<string, ReadonlySet<boolean>>;
  readonly commandsOrdered: ReadonlySet<string>;
  /** One place for everything that decides who may act and who must: states, people, readers, and what is taken. */
  readonly standing: ReadonlyMap<string, AnyMachineSnapshot>;
  /** Every event that was tried, each once. */
  readonly tried: ReadonlyMap<string, EventObject>;
  /** Number of different places. */
  readonly places: number;
}

const STAMP = { at: '2026-10-05T09:00:00.000Z', by: 'system' };

/** Every state node of a machine, the root first. */
export function stateNodes(machine: AnyStateMachine): AnyStateNode[] {
  const below = (node: AnyStateNode): AnyStateNode[] => [
    node,
    ...Object.values(node.states as Record<string, AnyStateNode>).flatMap(below),
  ];
  return below(machine.root);
}

/** Every transition written in a machine: after, always, onDone and each guarded alternative, with a readable name. */
export function transitionsOf(machine: AnyStateMachine) {
  return stateNodes(machine).flatMap((node) => {
    const keyed = [...node.transitions].flatMap(([event, list]) => list.map((it, at) => ({ event, it, at })));
    const eventless = (node.always ?? []).map((it, at) => ({ event: 'always', it, at }));
    return [...keyed, ...eventless].map(({ event, it, at }) => ({
      name: `${node.id} on ${event} #${at + 1} -> ${it.target?.map((t) => t.id).join(', ') ?? '(stays)'}`,
      definition: it,
    }));
  });
}

/** Walks and reports; see {@link expectFullCoverage}. */
export function walkChart(chart: Chart, options: WalkOptions): Walk {
  const taken = new Set<string>();
  const { machine, guardsSeen } = charted(chart);
  const states = new Set<string>();
  // An assign runs inside the pure step, so it sees exactly the transitions that are taken, and passing states too.
  for (const { name, definition } of transitionsOf(machine)) {
    (definition.actions as unknown[]).push(
      assign(() => (taken.add(name), states.add(definition.source.id), {})),
    );
  }
  const commands = new Set<string>();
  const places = new Map<string, AnyMachineSnapshot>();
  const standing = new Map<string, AnyMachineSnapshot>();
  const tried = new Map<string, EventObject>();
  const key =
    options.serialize ?? ((s) => JSON.stringify([s.value, s.historyValue && historyOf(s), s.context]));
  const queue: AnyMachineSnapshot[] = [];

  const arrive = ([snapshot, actions]: [AnyMachineSnapshot, readonly { type: string }[]], how: string) => {
    if (snapshot.status === 'error')
      throw new Error(`${chart.name} fails on ${how}: ${String(snapshot.error)}`);
    for (const node of snapshot._nodes) states.add(node.id);
    for (const action of actions) if (!action.type.startsWith('xstate.')) commands.add(action.type);
    const place = key(snapshot);
    if (places.has(place)) return snapshot;
    places.set(place, snapshot);
    if (places.size > (options.limit ?? 60_000))
      throw new Error(`${chart.name}: too many places, e.g. ${place}`);
    if (snapshot.status === 'active') queue.push(snapshot);
    return snapshot;
  };
  const go = (from: AnyMachineSnapshot, event: EventObject) => {
    if (!event.type.startsWith('xstate.')) tried.set(JSON.stringify(event), event);
    return arrive(
      transition(machine, from, { ...STAMP, ...event } as AnyEventObject),
      `${event.type} in ${JSON.stringify(from.value)}`,
    );
  };

  const see = (place: AnyMachineSnapshot, events: Trail) =>
    standing.set(
      standingOf(
        chart,
        place,
        events.filter((event) => typeof event !== 'string'),
      ),
      place,
    );

  const begin = (input: Record<string, unknown>) =>
    arrive(initialTransition(machine, { ...STAMP, ...input }), 'start');
  for (const input of options.arrivals ?? []) begin(input);
  for (const input of options.inputs) {
    const start = begin(input);
    for (const trail of options.trails ?? [])
      trail.reduce<AnyMachineSnapshot>((at, step) => (see(at, trail), follow(at, step, go)), start);
  }
  for (let from = queue.shift(); from; from = queue.shift()) {
    const listed = typeof options.events === 'function' ? options.events(from) : options.events;
    see(from, listed);
    for (const event of [...listed, ...delaysOf(from)]) go(from, event);
  }
  return {
    statesReached: states,
    transitionsTaken: taken,
    guardsSeen,
    commandsOrdered: commands,
    standing,
    tried,
    places: places.size,
  };
}

/** The same for two places in which the same people may do the same things, and must. */
function standingOf(chart: Chart, place: AnyMachineSnapshot, events: readonly EventObject[]): string {
  const people = (place.context as { people?: unknown }).people ?? {};
  const taken = events.filter(
    (event) => chart.machine.getTransitionData(place, { ...STAMP, ...event } as never).length > 0,
  );
  const kinds = new Set(taken.map(({ type }) => type));
  return JSON.stringify([place.value, people, chart.audience(place.context as never), [...kinds]]);
}

function follow(
  at: AnyMachineSnapshot,
  step: EventObject | `after:${string}`,
  go: (from: AnyMachineSnapshot, event: EventObject) => AnyMachineSnapshot,
): AnyMachineSnapshot {
  if (typeof step !== 'string') return go(at, step);
  const name = step.slice('after:'.length);
  const fired = delaysOf(at).find((event) => event.type.startsWith(`xstate.after.${name}.`));
  if (!fired) throw new Error(`No delay ${name} is armed in ${JSON.stringify(at.value)}`);
  return go(at, fired);
}

/** The delays that the current states wait for, as the events by which they fire. */
export function delaysOf(snapshot: AnyMachineSnapshot): EventObject[] {
  const types = snapshot._nodes.flatMap((node) => [...node.transitions.keys()]);
  return types.filter((type) => type.startsWith('xstate.after.')).map((type) => ({ type }));
}

function historyOf(snapshot: AnyMachineSnapshot): Record<string, string[]> {
  const entries = Object.entries(snapshot.historyValue as Record<string, AnyStateNode[]>);
  return Object.fromEntries(entries.map(([id, nodes]) => [id, nodes.map((node) => node.id)]));
}

/** Fails with the list of what a walk did not see: states, transitions, guards' yes and no, commands. */
export function expectFullCoverage(chart: Chart, walk: Walk): void {
  const wanted = stateNodes(chart.machine).filter((node) => node.type !== 'history');
  const seen = (guard: string, answer: boolean) => walk.guardsSeen.get(guard)?.has(answer) ?? false;
  const guards = Object.keys(chart.machine.implementations.guards);
  expect({
    statesNeverReached: wanted.map((node) => node.id).filter((id) => !walk.statesReached.has(id)),
    transitionsNeverTaken: transitionsOf(chart.machine)
      .map(({ name }) => name)
      .filter((name) => !walk.transitionsTaken.has(name)),
    guardsNeverTrue: guards.filter((guard) => !seen(guard, true)),
    guardsNeverFalse: guards.filter((guard) => !seen(guard, false)),
    commandsNeverOrdered: Object.keys(chart.commands).filter((name) => !walk.commandsOrdered.has(name)),
  }).toEqual({
    statesNeverReached: [],
    transitionsNeverTaken: [],
    guardsNeverTrue: [],
    guardsNeverFalse: [],
    commandsNeverOrdered: [],
  });
}
