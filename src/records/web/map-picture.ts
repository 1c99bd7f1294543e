import { Graphviz } from '@hpcc-js/wasm-graphviz';
import type { z } from 'zod';
import { ownMarkup } from '../../web/index.js';
import type { Markup } from '../../web/index.js';
import type { recordPlaces } from '../records.schemas.js';
import { quoted, svgOf, wrapped } from './route-picture.js';

type Places = z.output<typeof recordPlaces>;
type Place = Places['map']['places'][number];

/** Draws a kind of record with how many stand where; places with records link to them. */
export async function mapPicture(
  { map, places, title }: Places,
  linkTo: (path: string) => string,
): Promise<Markup> {
  const countOf = new Map(places.map(({ path, n }) => [path, n]));
  const box = (place: Place): string => {
    const inner = map.places.filter(({ within }) => within === place.path);
    const n = countOf.get(place.path) ?? 0;
    const label = quoted(wrapped(place.label) + (n > 0 ? `\n${n}` : ''));
    const link = n > 0 ? `URL=${quoted(linkTo(place.path))}` : '';
    if (inner.length > 0) {
      const name = quoted(place.label + (n > 0 ? `: ${n}` : ''));
      return `subgraph ${quoted(`cluster_${place.path}`)} { label=${name}; bgcolor="#f7f4ec"; margin=12; ${inner.map(box).join('\n')} }`;
    }
    return `${quoted(place.path)} [label=${label} ${link} ${lookOf(n, place.isEnd)}];`;
  };
  const leafOf = (path: string): string => {
    const inner = map.places.find(({ within }) => within === path);
    return inner ? leafOf(inner.path) : path;
  };
  const ways = map.ways.map(({ from, to, byItself }) => {
    const [a, b] = [leafOf(from), leafOf(to)];
    if (a === b) return '';
    const tail = a === from ? '' : `ltail=${quoted(`cluster_${from}`)}`;
    const head = b === to ? '' : `lhead=${quoted(`cluster_${to}`)}`;
    return `${quoted(a)} -> ${quoted(b)} [${byItself ? 'style=dashed' : ''} ${tail} ${head}];`;
  });
  const dot = [
    'digraph map { compound=true; rankdir=LR; bgcolor="transparent"; nodesep=0.2; ranksep=0.45;',
    'graph [fontname="Helvetica,Arial,sans-serif" fontsize=13 style=rounded color="#d9d6cc" fontcolor="#46554e"];',
    'node [shape=box style="rounded,filled" penwidth=1.5 fontname="Helvetica,Arial,sans-serif" fontsize=13 margin="0.14,0.08"];',
    'edge [color="#7c8a82" arrowsize=0.7 penwidth=1.2];',
    ...map.places.filter(({ within }) => within === '').map(box),
    ...ways,
    '}',
  ].join('\n');
  const svg = (await Graphviz.load()).layout(dot, 'svg', 'dot');
  return ownMarkup(svgOf(svg, `${title}: where records stand, with how many. The same follows as a list.`));
}

function lookOf(n: number, isEnd: boolean): string {
  if (n > 0 && !isEnd) return 'fillcolor="#9c4a1b" color="#9c4a1b" fontcolor="#ffffff"';
  if (n > 0) return 'fillcolor="#1d4b3a" color="#1d4b3a" fontcolor="#ffffff"';
  return isEnd
    ? 'fillcolor="#dfeadf" color="#2c6650" fontcolor="#16261f"'
    : 'fillcolor="#ffffff" color="#8a968f" fontcolor="#16261f"';
}
