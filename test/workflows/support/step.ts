import { createActor, initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot, EventObject, StateValue } from 'xstate';
import type { Chart } from '../../../workflows/chart.js';
import { dutiesOf } from '../../../src/engine/charts/step.js';
import { charted } from './charted.js';
import { delaysOf } from './walk.js';

/** A command as the host would receive it. */
export interface Ordered {
  readonly type: string;
  readonly params: Record<string, unknown>;
}

/** Who and when; both have defaults, so that a test says only what it is about. */
export interface Stamp {
  readonly by?: string;
  readonly at?: string;
}

/** One instance taken through its life by pure steps, saved and loaded as JSON between them as the engine does. */
export interface Journey {
  /** Sends an event that must be accepted; throws with the worded refusal otherwise. */
  send(event: EventObject, stamp?: Stamp): Journey;
  /** Lets an armed delay fall due; throws when it is not armed. */
  due(delay: string, stamp?: Stamp): Journey;
  /** Why an event would be refused, in the chart's words; 'not allowed in this state' where no guard was asked; null if accepted. */
  refusal(event: EventObject, stamp?: Stamp): string | null;
  /** Where the instance is. */
  readonly state: StateValue;
  /** True when the state value matches, e.g. 'live.planning'. */
  is(path: string): boolean;
  readonly context: Record<string, unknown>;
  /** Commands of the last step, in order. */
  readonly ordered: readonly Ordered[];
  /** Every command so far. */
  readonly history: readonly Ordered[];
  /** Names of the delays that are running now. */
  readonly waiting: readonly string[];
  /** Delays armed and cancelled by the last step. */
  readonly armed: readonly string[];
  readonly cancelled: readonly string[];
  readonly finished: boolean;
  /** Whose the duties of its states are now. */
  readonly duties: readonly { readonly name: string; readonly assignees: readonly string[] }[];
}

type Acted = readonly { readonly type: string; readonly params?: unknown }[];
const START: Required<Stamp> = { by: 'system', at: '2026-09-01T07:00:00.000Z' };
const delayName = (id: string) => id.split('.')[2] ?? id;

/** Starts an instance of a chart. */
export function begin(chart: Chart, input: Record<string, unknown>, stamp: Stamp = {}): Journey {
  const { machine, refusedBy } = charted(chart);
  const history: Ordered[] = [];
  let snapshot: AnyMachineSnapshot;
  let ordered: Ordered[] = [];
  let armed: string[] = [];
  let cancelled: string[] = [];
  let now = stamp.at ?? START.at;

  const settle = ([next, actions]: [AnyMachineSnapshot, Acted]) => {
    if (next.status === 'error') throw next.error;
    snapshot = next;
    const named = actions.filter((action) => !action.type.startsWith('xstate.'));
    ordered = named.map(({ type, params }) => ({ type, params: (params ?? {}) as Record<string, unknown> }));
    history.push(...ordered);
    const timers = (
      type: string,
      id: (params: { id?: string; event?: EventObject; sendId?: string }) => unknown,
    ) => actions.filter((a) => a.type === type).map((a) => String(id(a.params as never) ?? ''));
    const isDelay = (id: string) => id.startsWith('xstate.after.');
    armed = timers('xstate.raise', (p) => p.event?.type)
      .filter(isDelay)
      .map(delayName);
    cancelled = timers('xstate.cancel', (p) => p.sendId)
      .filter(isDelay)
      .map(delayName);
  };
  const restored = () => {
    const json = JSON.parse(JSON.stringify(machine.getPersistedSnapshot(snapshot))) as never;
    const back = createActor(machine, { snapshot: json }).getSnapshot() as AnyMachineSnapshot;
    if (back.status === 'error') throw back.error;
    return back;
  };
  const stamped = (event: EventObject, given: Stamp) => ({
    at: given.at ?? now,
    by: given.by ?? START.by,
    ...event,
  });
  const refusal = (event: EventObject, given: Stamp = {}): string | null => {
    const from = restored();
    refusedBy.length = 0;
    if (from.status === 'active' && from.can(stamped(event, given))) return null;
    const words = [...new Set(refusedBy)].map((guard) => chart.refusals[guard] ?? `${guard} has no words`);
    return words.join(' ') || 'not allowed in this state';
  };
  settle(initialTransition(machine, { ...START, ...stamp, ...input }) as [AnyMachineSnapshot, Acted]);

  const journey: Journey = {
    send(event, given = {}) {
      const why = refusal(event, given);
      if (why !== null) throw new Error(`${event.type} refused in ${JSON.stringify(snapshot.value)}: ${why}`);
      now = given.at ?? now;
      settle(transition(machine, restored(), stamped(event, given)) as [AnyMachineSnapshot, Acted]);
      return journey;
    },
    due(delay, given = {}) {
      const event = delaysOf(snapshot).find(({ type }) => delayName(type) === delay);
      if (!event) throw new Error(`${delay} is not running in ${JSON.stringify(snapshot.value)}`);
      return journey.send(event, given);
    },
    refusal,
    get state() {
      return snapshot.value;
    },
    is: (path) =>
      snapshot._nodes.some(
        (node) => node.path.join('.') === path || node.path.join('.').endsWith(`.${path}`),
      ),
    get context() {
      return snapshot.context as Record<string, unknown>;
    },
    get ordered() {
      return ordered;
    },
    history,
    get waiting() {
      return delaysOf(snapshot).map(({ type }) => delayName(type));
    },
    get armed() {
      return armed;
    },
    get cancelled() {
      return cancelled;
    },
    get duties() {
      return dutiesOf(snapshot).map(({ name, assignees }) => ({ name, assignees }));
    },
    get finished() {
      return snapshot.status === 'done';
    },
  };
  return journey;
}
