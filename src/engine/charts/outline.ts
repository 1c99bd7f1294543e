import type { ChartDefinition, StateMeta } from './definition.js';
import { delayOf } from './definition.js';

/** One state of a chart, for people: lists, tables and diagrams. */
export interface StateOutline {
  readonly id: string;
  /** Path below the root: 'live.drafting'. */
  readonly path: string;
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final';
  readonly parent: string | null;
  readonly initial: boolean;
  readonly meta: StateMeta;
}

/** One arrow of a chart. */
export interface ArrowOutline {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** What sets it off: a person's or a consequence's event, a clock, or nothing but a condition. */
  readonly kind: 'event' | 'clock' | 'condition';
}

interface Node {
  readonly id: string;
  readonly key: string;
  readonly path: readonly string[];
  readonly type: StateOutline['type'] | 'history';
  readonly meta?: StateMeta;
  readonly parent?: Node;
  readonly states: Record<string, Node>;
  readonly initial?: { readonly target?: readonly Node[] };
  readonly transitions: Map<string, readonly { readonly target?: readonly Node[] }[]>;
  readonly always?: readonly { readonly target?: readonly Node[] }[];
}

/** Every state but the root and history states, outermost first. */
export function statesIn(chart: ChartDefinition): StateOutline[] {
  return nodesOf(chart)
    .filter((node) => node.parent && node.type !== 'history')
    .map((node) => ({
      id: node.id,
      path: node.path.join('.'),
      type: node.type as StateOutline['type'],
      parent: node.parent?.parent ? node.parent.id : null,
      initial: node.parent?.type === 'parallel' || (node.parent?.initial?.target ?? []).includes(node),
      meta: node.meta ?? { label: node.key, explain: '' },
    }));
}

/** Every transition that leads from one state to another. A history target counts as its parent. */
export function arrowsIn(chart: ChartDefinition): ArrowOutline[] {
  return nodesOf(chart).flatMap((node) => {
    const targets = (t: { target?: readonly Node[] }) =>
      (t.target ?? [])
        .map((n) => (n.type === 'history' ? n.parent : n))
        .filter((n) => n !== undefined && n !== node);
    const arrow = (label: string, kind: ArrowOutline['kind']) => (to: Node | undefined) => ({
      from: node.id,
      to: to?.id ?? '',
      label,
      kind,
    });
    const named = [...node.transitions].flatMap(([event, transitions]) => {
      const clock = event.startsWith('xstate.after.');
      const label = clock ? saysOf(chart, event) : (chart.events[event]?.label ?? event);
      return transitions.flatMap(targets).map(arrow(label, clock ? 'clock' : 'event'));
    });
    return [...named, ...(node.always ?? []).flatMap(targets).map(arrow('', 'condition'))];
  });
}

function saysOf(chart: ChartDefinition, event: string): string {
  const clock = chart.clocks[delayOf(event)] as { says?: string } | undefined;
  return clock?.says ?? delayOf(event);
}

function nodesOf(chart: ChartDefinition): Node[] {
  const walk = (node: Node): Node[] => [node, ...Object.values(node.states).flatMap(walk)];
  return walk(chart.machine.root as unknown as Node);
}
