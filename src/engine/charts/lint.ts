import { commandOf, delayOf } from './definition.js';
import type { ChartDefinition, StateMeta } from './definition.js';

/** A state node as far as the lint looks at it. */
interface Node {
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly meta?: StateMeta;
  readonly invoke: readonly unknown[];
  readonly entry: readonly unknown[];
  readonly exit: readonly unknown[];
  readonly states: Record<string, Node>;
  readonly parent?: Node;
  readonly after: readonly { eventType: string }[];
  readonly transitions: Map<string, readonly Transition[]>;
  readonly always?: readonly Transition[];
  readonly initial?: { target?: readonly Node[] };
}
interface Transition {
  readonly target?: readonly Node[];
  readonly actions: readonly unknown[];
  readonly guard?: unknown;
}

/** Everything that is wrong with a chart, one sentence each; empty when it may run. */
export function lint(chart: ChartDefinition): string[] {
  const at = `Chart ${chart.name} v${chart.version}`;
  const nodes = allNodes(chart.machine.root as unknown as Node);
  return [
    ...(chart.machine.id === chart.name
      ? []
      : [`the machine's id is "${chart.machine.id}", not "${chart.name}"`]),
    ...nodes.flatMap((node) => nodeProblems(chart, node)),
    ...unreachable(nodes).map((id) => `state ${id} cannot be reached`),
    ...eventProblems(chart, nodes),
    ...refusalProblems(chart, nodes),
  ].map((problem) => `${at}: ${problem}.`);
}

export function allNodes(root: Node): Node[] {
  return [root, ...Object.values(root.states).flatMap(allNodes)];
}

function transitionsOf(node: Node): Transition[] {
  return [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
}

function nodeProblems(chart: ChartDefinition, node: Node): string[] {
  const problems: string[] = [];
  const actions = [...node.entry, ...node.exit, ...transitionsOf(node).flatMap((t) => t.actions)];
  if (node.invoke.length > 0) problems.push(`state ${node.id} invokes an actor`);
  for (const action of actions) problems.push(...actionProblems(chart, node, action));
  for (const { eventType } of node.after) {
    const delay = delayOf(eventType);
    if (/^\d/.test(delay))
      problems.push(`state ${node.id} waits for a number of milliseconds; name the delay`);
    else if (!(delay in chart.clocks))
      problems.push(`delay "${delay}" of state ${node.id} has no clock rule`);
  }
  for (const type of node.transitions.keys()) {
    if (type.includes('*')) problems.push(`state ${node.id} takes wildcard events`);
  }
  if (node.parent && node.type !== 'history' && !(node.meta?.label && node.meta.explain)) {
    problems.push(`state ${node.id} has no label or explanation in its meta`);
  }
  if (node.parent && node.type === 'atomic' && !hasWayOut(node))
    problems.push(`state ${node.id} has no way out`);
  return problems;
}

/** Actions that XState makes itself, of `assign`, `raise` and `after`. */
const OWN = ['xstate.assign', 'xstate.raise', 'xstate.cancel'];

function actionProblems(chart: ChartDefinition, node: Node, action: unknown): string[] {
  const type = typeof action === 'string' ? action : (action as { type?: string }).type;
  if (type !== undefined && OWN.includes(type)) return [];
  if (typeof action === 'function') {
    return [
      `state ${node.id} has ${type?.startsWith('xstate.') ? `the action ${type}` : 'an inline action'}`,
    ];
  }
  if (type === undefined) return [`state ${node.id} has an action without a name`];
  if (isAssign((chart.machine.implementations.actions as Record<string, unknown>)[type])) return [];
  return commandOf(chart, type)
    ? []
    : [`action "${type}" of state ${node.id} is not among the chart's commands`];
}

function isAssign(implementation: unknown): boolean {
  return (
    typeof implementation === 'function' && (implementation as { type?: string }).type === 'xstate.assign'
  );
}

function hasWayOut(node: Node): boolean {
  for (let n: Node | undefined = node; n; n = n.parent) {
    if (transitionsOf(n).some((t) => t.target?.some((target) => target !== node))) return true;
  }
  // In a parallel region a leaf may stay until the other regions end the whole.
  return node.parent?.parent?.type === 'parallel';
}

/** States that no chain of transitions reaches from the initial one. */
function unreachable(nodes: readonly Node[]): string[] {
  const root = nodes[0] as Node;
  const seen = new Set<Node>();
  const enter = (node: Node): void => {
    for (let n: Node | undefined = node.parent; n && !seen.has(n); n = n.parent) visit(n);
    visit(node);
  };
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const t of transitionsOf(node)) t.target?.forEach(enter);
    if (node.type === 'parallel') Object.values(node.states).forEach(enter);
    if (node.type === 'compound') node.initial?.target?.forEach(enter);
    if (node.parent?.type === 'parallel') Object.values(node.parent.states).forEach(enter);
  };
  visit(root);
  return nodes.filter((n) => !seen.has(n)).map((n) => n.id);
}

/** Every event in the machine must be in the chart's table, and the reverse. */
function eventProblems(chart: ChartDefinition, nodes: readonly Node[]): string[] {
  const used = new Set(
    nodes.flatMap((n) => [...n.transitions.keys()]).filter((t) => !t.startsWith('xstate.') && t !== ''),
  );
  const raised = raisedEvents(nodes);
  return [
    ...[...used]
      .filter((t) => !(t in chart.events) && !raised.has(t))
      .map((t) => `event ${t} has no entry in the chart's events`),
    ...Object.keys(chart.events)
      .filter((t) => !used.has(t))
      .map((t) => `event ${t} is named but no state takes it`),
    ...Object.entries(chart.events)
      .filter(([, rule]) => rule.by.length === 0)
      .map(([t]) => `event ${t} may be sent by nobody`),
  ];
}

function raisedEvents(nodes: readonly Node[]): Set<string> {
  const actions = nodes.flatMap((n) => [
    ...n.entry,
    ...n.exit,
    ...transitionsOf(n).flatMap((t) => t.actions),
  ]);
  const events = actions.map((a) => (a as { event?: { type?: string } }).event?.type);
  return new Set(events.filter((t) => t !== undefined));
}

/** A guard on something that a person may send must say why it says no. */
function refusalProblems(chart: ChartDefinition, nodes: readonly Node[]): string[] {
  const named = new Set<string>();
  for (const node of nodes) {
    for (const [type, transitions] of node.transitions) {
      if (!chart.events[type]?.by.some((role) => role !== 'system')) continue;
      const last = transitions.at(-1);
      if (last && last.guard === undefined) continue; // an unguarded alternative takes it anyway
      for (const t of transitions) if (typeof t.guard === 'string') named.add(t.guard);
    }
  }
  return [...named]
    .filter((g) => !(g in chart.refusals))
    .map((g) => `guard "${g}" gives no reason for its refusal`);
}
