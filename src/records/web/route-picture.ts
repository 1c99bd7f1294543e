import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { ownMarkup } from '../../web/index.js';
import type { Markup } from '../../web/index.js';

/** One box of a record's way. */
export interface Stop {
  readonly id: string;
  readonly label: string;
  readonly kind: 'was' | 'here' | 'next';
}

const LOOK = {
  was: 'fillcolor="#dfeadf" color="#2c6650" fontcolor="#16261f"',
  here: 'fillcolor="#9c4a1b" color="#9c4a1b" fontcolor="#ffffff"',
  next: 'fillcolor="#ffffff" color="#8a968f" fontcolor="#16261f" style="rounded,filled,dashed"',
};

/** Letters in a line of a box. */
const WIDTH = 17;

let graphviz: Promise<Graphviz> | undefined;

/** Draws where a record was, is, and may come next, from left to right. */
export async function routePicture(stops: readonly Stop[], name: string): Promise<Markup> {
  const nodes = stops.map(
    ({ id, label, kind }) => `${quoted(id)} [label=${quoted(wrapped(label))} ${LOOK[kind]}];`,
  );
  const was = stops.filter(({ kind }) => kind === 'was');
  const here = stops.filter(({ kind }) => kind === 'here');
  const next = stops.filter(({ kind }) => kind === 'next');
  const last = was.at(-1);
  const arrows = [
    ...was.slice(1).map((stop, i) => arrow(was[i]?.id ?? '', stop.id)),
    ...(last ? here.map(({ id }) => arrow(last.id, id)) : []),
    ...next.map(({ id }) => arrow(here[0]?.id ?? '', id, 'style=dashed')),
  ];
  const dot = [
    'digraph route {',
    'rankdir=LR; bgcolor="transparent"; nodesep=0.22; ranksep=0.42;',
    'node [shape=box style="rounded,filled" penwidth=1.5 fontname="Helvetica,Arial,sans-serif" fontsize=14 margin="0.16,0.1"];',
    'edge [color="#7c8a82" arrowsize=0.75 penwidth=1.4];',
    ...nodes,
    ...arrows,
    '}',
  ].join('\n');
  graphviz ??= Graphviz.load();
  const svg = (await graphviz).layout(dot, 'svg', 'dot');
  return ownMarkup(svgOf(svg, name));
}

/** The drawing alone, as large as it was drawn (points become pixels), with its name for those who do not see it. */
export function svgOf(drawn: string, name: string): string {
  const svg = drawn
    .slice(drawn.indexOf('<svg'))
    .replace(/width="([\d.]+)pt" height="([\d.]+)pt"/, 'width="$1" height="$2"')
    .replaceAll(/<title>[^<]*<\/title>\s*/g, '')
    .replaceAll(/<!--[^]*?-->\s*/g, '')
    .replaceAll(' xml:space="preserve"', '')
    .replaceAll('Helvetica,Arial,sans-serif', 'inherit');
  return svg.replace('<svg', `<svg role="img" aria-label="${escaped(name)}"`);
}

/** Graphviz measures Helvetica; our letters are a little wider, which the boxes' margins allow for. */
export function wrapped(label: string): string {
  const lines = [''];
  for (const word of label.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length + 1 > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}

const arrow = (from: string, to: string, more = ''): string => `${quoted(from)} -> ${quoted(to)} [${more}];`;

export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
