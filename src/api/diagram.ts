import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { arrowsIn, statesIn } from '../engine/index.js';
import type { ArrowOutline, ChartDefinition, StateOutline } from '../engine/index.js';

const PINE = '#1d4d3a';
const LINE = '#8a938e';
const PAPER = '#f7f4ec';

/** A chart drawn as SVG, with the labels that pages and mails use. States carry their path as the id of their group. */
export async function diagramOf(chart: ChartDefinition): Promise<string> {
  const graphviz = await Graphviz.load();
  const svg = graphviz.layout(dotOf(chart), 'svg', 'dot');
  return svg
    .slice(svg.indexOf('<svg'))
    .replace('<svg', `<svg role="img" aria-label="${escaped(`Diagram of the workflow ${chart.title}`)}"`);
}

/** The same in Graphviz's own language. */
export function dotOf(chart: ChartDefinition): string {
  const states = statesIn(chart);
  return [
    'digraph chart {',
    'compound=true; rankdir=TB; bgcolor="transparent"; nodesep=0.35; ranksep=0.5;',
    'graph [fontname="Helvetica,Arial,sans-serif" fontsize=12 style="rounded" color="#cfcabb"];',
    `node [fontname="Helvetica,Arial,sans-serif" fontsize=12 margin="0.18,0.08" shape=box style="rounded,filled" fillcolor="white" color="${LINE}" penwidth=1.5];`,
    `edge [fontname="Helvetica,Arial,sans-serif" fontsize=10 color="${LINE}" fontcolor="#4a524d" arrowsize=0.7];`,
    ...states.filter((s) => s.parent === null).map((s) => stateDot(s, states)),
    ...together(arrowsIn(chart)).map((a) => arrowDot(a, states)),
    '}',
  ].join('\n');
}

function stateDot(state: StateOutline, all: readonly StateOutline[]): string {
  const inner = all.filter((s) => s.parent === state.id);
  const name = quoted(state.id);
  const label = quoted(state.meta.label);
  const tip = quoted(state.meta.explain);
  if (inner.length === 0) {
    const look = state.type === 'final' ? `fillcolor="${PINE}" fontcolor="white" color="${PINE}"` : '';
    return `${name} [id=${quoted(`state-${state.path}`)} label=${label} tooltip=${tip} ${look}];`;
  }
  const dashed = state.type === 'parallel' ? 'style="rounded,dashed";' : '';
  return [
    `subgraph ${quoted(`cluster_${state.id}`)} {`,
    `id=${quoted(`state-${state.path}`)}; label=${label}; tooltip=${tip}; bgcolor="${PAPER}"; ${dashed}`,
    ...inner.map((s) => stateDot(s, all)),
    '}',
  ].join('\n');
}

/** Several arrows between the same two states become one with all their labels. */
function together(arrows: readonly ArrowOutline[]): ArrowOutline[] {
  const byEnds = new Map<string, ArrowOutline>();
  for (const arrow of arrows) {
    const ends = `${arrow.from} ${arrow.to}`;
    const before = byEnds.get(ends);
    const labels = new Set([...(before?.label.split('\n') ?? []), arrow.label].filter(Boolean));
    byEnds.set(ends, { ...arrow, label: [...labels].join('\n') });
  }
  return [...byEnds.values()];
}

function arrowDot(arrow: ArrowOutline, states: readonly StateOutline[]): string {
  const [from, to] = [leafOf(arrow.from, states), leafOf(arrow.to, states)];
  if (!from || !to) return '';
  const clusters = [
    from === arrow.from ? '' : `ltail=${quoted(`cluster_${arrow.from}`)}`,
    to === arrow.to ? '' : `lhead=${quoted(`cluster_${arrow.to}`)}`,
  ].join(' ');
  const style = arrow.kind === 'clock' ? 'style=dashed' : '';
  return `${quoted(from)} -> ${quoted(to)} [label=${quoted(arrow.label)} ${style} ${clusters}];`;
}

/** Graphviz draws arrows between leaves: a compound state is represented by its first leaf. */
function leafOf(id: string, states: readonly StateOutline[]): string | null {
  const inner = states.filter((s) => s.parent === id);
  if (inner.length === 0) return states.some((s) => s.id === id) ? id : null;
  return leafOf((inner.find((s) => s.initial) ?? inner[0])?.id ?? '', states);
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
