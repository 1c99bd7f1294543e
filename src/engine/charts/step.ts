import type { AnyMachineSnapshot, ExecutableActionObject } from 'xstate';
import { delayOf } from './definition.js';
import type { ChartDefinition, DutyDefinition, IncomingEvent, Persisted, StateMeta } from './definition.js';
import { inertScope } from './inert-scope.js';
import { pathOf, persist } from './restore.js';

/** What one pure step of a chart leaves to be written: the whole of it, in order. */
export interface Step {
  readonly snapshot: Persisted;
  readonly context: Readonly<Record<string, unknown>>;
  readonly state: string;
  readonly status: 'active' | 'done';
  readonly tags: readonly string[];
  readonly audience: readonly string[];
  /** Delays of states that were left. */
  readonly cancelled: readonly string[];
  /** Delays of states that were entered: the event that fires, and the delay's name. */
  readonly armed: readonly ArmedDelay[];
  readonly commands: readonly OrderedCommand[];
  readonly duties: readonly LiveDuty[];
}

export interface ArmedDelay {
  readonly sendId: string;
  readonly delay: string;
}

/** A command that the chart orders, with its place in the step: the place is part of the effect's id. */
export interface OrderedCommand {
  readonly index: number;
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A duty of the current states, with who it falls to ('person:<id>' or 'post:<post>'). */
export interface LiveDuty {
  readonly name: string;
  readonly role: string;
  readonly assignees: readonly string[];
  readonly event: string;
  readonly delay: string | null;
}

/** The chart threw, or ended up in an error: a fault of the chart, not of the sender. */
export class ChartFault extends Error {}

/** First step of a new instance. `input` includes `at` and `by`. */
export function firstStep(chart: ChartDefinition, input: Record<string, unknown>): Step {
  return guarded(() => {
    const actions: ExecutableActionObject[] = [];
    const scope = inertScope(chart.machine, (action) => actions.push(action));
    const snapshot = chart.machine.getInitialSnapshot(scope as never, input as never);
    return resultOf(chart, snapshot as AnyMachineSnapshot, actions);
  });
}

/** The step that an event leads to. Whether the event is acceptable must have been asked before. */
export function nextStep(chart: ChartDefinition, from: AnyMachineSnapshot, event: IncomingEvent): Step {
  return guarded(() => {
    const actions: ExecutableActionObject[] = [];
    const scope = inertScope(chart.machine, (action) => actions.push(action));
    const snapshot = chart.machine.transition(from, event as never, scope as never);
    return resultOf(chart, snapshot as AnyMachineSnapshot, actions);
  });
}

function guarded(step: () => Step): Step {
  try {
    return step();
  } catch (error) {
    if (error instanceof ChartFault) throw error;
    throw new ChartFault(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function resultOf(
  chart: ChartDefinition,
  snapshot: AnyMachineSnapshot,
  actions: readonly ExecutableActionObject[],
): Step {
  if (snapshot.status === 'error') throw new ChartFault(String(snapshot.error), { cause: snapshot.error });
  const context = snapshot.context as Record<string, unknown>;
  const effects = effectsOf(actions);
  const done = snapshot.status === 'done';
  return {
    snapshot: persist(chart.machine, snapshot),
    context,
    state: pathOf(snapshot.value),
    status: done ? 'done' : 'active',
    tags: [...snapshot.tags],
    audience: chart.audience(context as never),
    ...effects,
    duties: done ? [] : dutiesOf(snapshot),
  };
}

/** Splits what XState lists into delays left, delays entered and commands, in the order in which they happened. */
function effectsOf(
  actions: readonly ExecutableActionObject[],
): Pick<Step, 'cancelled' | 'armed' | 'commands'> {
  const cancelled = new Set<string>();
  const armed = new Map<string, ArmedDelay>();
  const commands: OrderedCommand[] = [];
  for (const action of actions) {
    const params = (action.params ?? {}) as Record<string, unknown>;
    if (action.type === 'xstate.cancel') {
      const sendId = String(params['sendId']);
      cancelled.add(sendId);
      armed.delete(sendId);
    } else if (action.type === 'xstate.raise') {
      if (params['delay'] === undefined) continue; // processed within the step already
      const sendId = String(params['id']);
      armed.set(sendId, { sendId, delay: delayOf(sendId) });
    } else {
      commands.push({ index: commands.length, name: action.type, params });
    }
  }
  return { cancelled: [...cancelled], armed: [...armed.values()], commands };
}

/** Every duty that the current states name. */
export function dutiesOf(snapshot: AnyMachineSnapshot): LiveDuty[] {
  const people = ((snapshot.context as Record<string, unknown>)['people'] ?? {}) as Record<string, unknown>;
  const metas = Object.values(snapshot.getMeta()) as (StateMeta | undefined)[];
  return metas.flatMap((meta) =>
    (meta?.duties ?? []).map((duty) => ({
      name: duty.name,
      ...whoseDuty(duty, people),
      event: duty.event,
      delay: duty.due ?? null,
    })),
  );
}

/** The first of the duty's roles that somebody holds; the duty's own, without anybody, when nobody holds any. */
function whoseDuty(
  { role, orElse = [] }: DutyDefinition,
  people: Record<string, unknown>,
): { role: string; assignees: string[] } {
  for (const held of [role, ...orElse]) {
    const assignees = assigneesOf(held, people);
    if (assignees.length > 0) return { role: held, assignees };
  }
  return { role, assignees: [] };
}

/** A role of the instance becomes its people; anything else is a post of the school. */
function assigneesOf(role: string, people: Record<string, unknown>): string[] {
  if (!(role in people)) return [`post:${role}`];
  const holder = people[role];
  const ids = Array.isArray(holder) ? holder : holder ? [holder] : [];
  return ids.map((id) => `person:${String(id)}`);
}

/** Every delay that must be running in a snapshot: what its states' `after` demand. */
export function delaysDemanded(snapshot: AnyMachineSnapshot): ArmedDelay[] {
  if (snapshot.status !== 'active') return [];
  return snapshot._nodes.flatMap((node: { after: readonly { eventType: string }[] }) =>
    [...new Set(node.after.map((a) => a.eventType))].map((sendId) => ({ sendId, delay: delayOf(sendId) })),
  );
}
