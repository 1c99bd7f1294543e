import type { AnyMachineSnapshot } from 'xstate';
import type { ChartDefinition, IncomingEvent } from './definition.js';

/** Whether an event would be taken now, and if not, why. */
export interface Acceptance {
  readonly accepted: boolean;
  readonly why: string | null;
}

/** One event of a chart as it stands for a record: for pages ("what can happen now") and for errors. */
export interface EventOutlook extends Acceptance {
  readonly event: string;
  readonly label: string;
  readonly explain: string;
  readonly by: readonly string[];
}

/**
 * Asks the chart. An event with an empty transition counts as taken (`can` would say no): that is how a chart says that
 * something may come late and changes nothing.
 */
export function acceptance(
  chart: ChartDefinition,
  snapshot: AnyMachineSnapshot,
  event: IncomingEvent,
): Acceptance {
  if (snapshot.status !== 'active') return { accepted: false, why: 'This record has ended.' };
  if (chart.machine.getTransitionData(snapshot, event as never).length > 0)
    return { accepted: true, why: null };
  const refusals = guardsInTheWay(snapshot, event.type)
    .map((guard) => chart.refusals[guard])
    .filter((sentence) => sentence !== undefined);
  return { accepted: false, why: [...new Set(refusals)].join(' ') || notNow(chart, snapshot, event.type) };
}

/** Every event that people may send, with whether it would be taken. A guard that needs the payload is asked without it. */
export function outlook(
  chart: ChartDefinition,
  snapshot: AnyMachineSnapshot,
  at: string,
  by: string,
): EventOutlook[] {
  return Object.entries(chart.events)
    .filter(([, rule]) => rule.by.some((role) => role !== 'system'))
    .map(([event, rule]) => ({ event, ...rule, ...couldBeTaken(chart, snapshot, { type: event, at, by }) }));
}

/** The events that would be taken now, for errors. */
export function allowedNow(chart: ChartDefinition, snapshot: AnyMachineSnapshot, at: string, by: string) {
  return outlook(chart, snapshot, at, by)
    .filter((o) => o.accepted)
    .map(({ event, label }) => ({ event, label }));
}

function couldBeTaken(
  chart: ChartDefinition,
  snapshot: AnyMachineSnapshot,
  event: IncomingEvent,
): Acceptance {
  try {
    return acceptance(chart, snapshot, event);
  } catch {
    // A guard could not do without the payload: possible in this state, decided when it is sent.
    return { accepted: true, why: null };
  }
}

function notNow(chart: ChartDefinition, snapshot: AnyMachineSnapshot, type: string): string {
  const label = chart.events[type]?.label ?? type;
  const states = Object.values(snapshot.getMeta() as Record<string, { label?: string }>)
    .map((meta) => meta?.label)
    .filter(Boolean);
  return `"${label}" is not possible now. The record stands at: ${states.at(-1) ?? String(snapshot.value)}.`;
}

interface WithGuard {
  readonly guard?: unknown;
}

/** Names of the guards on every transition that the current states have for an event. */
function guardsInTheWay(snapshot: AnyMachineSnapshot, type: string): string[] {
  const nodes = snapshot._nodes as readonly { transitions: Map<string, readonly WithGuard[]> }[];
  return nodes.flatMap((node) => (node.transitions.get(type) ?? []).flatMap((t) => guardNames(t.guard)));
}

function guardNames(guard: unknown): string[] {
  if (typeof guard === 'string') return [guard];
  if (guard === null || guard === undefined) return [];
  const inner = (guard as { guards?: readonly unknown[] }).guards;
  if (inner) return inner.flatMap(guardNames);
  const type = (guard as { type?: unknown }).type;
  return typeof type === 'string' ? [type] : [];
}
