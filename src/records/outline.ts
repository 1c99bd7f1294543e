import { arrowsIn, statesIn } from '../engine/index.js';
import type { ArrowOutline, ChartDefinition, StateOutline } from '../engine/index.js';

interface Outline {
  readonly states: readonly StateOutline[];
  readonly byPath: ReadonlyMap<string, StateOutline>;
  readonly arrows: readonly ArrowOutline[];
  readonly duties: ReadonlyMap<string, { readonly label: string; readonly explain: string }>;
}

const outlines = new WeakMap<ChartDefinition, Outline>();

/** A chart's states, arrows and duties, worked out once. */
export function outlineOf(chart: ChartDefinition): Outline {
  const known = outlines.get(chart);
  if (known) return known;
  const states = statesIn(chart);
  const duties = states.flatMap(({ meta }) =>
    (meta.duties ?? []).map(({ name, label }) => [name, { label, explain: meta.explain }] as const),
  );
  const outline = {
    states,
    byPath: new Map(states.map((state) => [state.path, state])),
    arrows: arrowsIn(chart),
    duties: new Map(duties),
  };
  outlines.set(chart, outline);
  return outline;
}

/** The paths of the current states: 'a.b + a.c' is in two places at once. */
export const pathsIn = (state: string): string[] => state.split(' + ');

/**
 * Where a record stands, of all the places that it is in at once: the main way is the first region of each state that is in
 * several places; below its second level such a state speaks for all that is inside.
 */
export function mainPlace(chart: ChartDefinition, state: string): string {
  const { states } = outlineOf(chart);
  const leaves = pathsIn(state);
  const leaf = leaves.find((path) => !isSide(states, path)) ?? leaves[0] ?? state;
  const parts = leaf.split('.');
  for (let depth = 2; depth < parts.length; depth += 1) {
    const path = parts.slice(0, depth).join('.');
    if (states.find((s) => s.path === path)?.type === 'parallel') return path;
  }
  return leaf;
}

/** Where a record stands in words. */
export function standingOf(chart: ChartDefinition, state: string): string {
  const place = mainPlace(chart, state);
  return outlineOf(chart).byPath.get(place)?.meta.label ?? place;
}

/** Whether a place lies in a region beside the main one. */
export function isSide(states: readonly StateOutline[], path: string): boolean {
  const parts = path.split('.');
  return parts.some((_, i) => {
    const parent = states.find((s) => s.path === parts.slice(0, i).join('.'));
    if (parent?.type !== 'parallel') return false;
    return states.find((s) => s.parent === parent.id)?.path !== parts.slice(0, i + 1).join('.');
  });
}
