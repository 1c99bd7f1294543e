import type { ChartDefinition, StateOutline } from '../engine/index.js';
import { isSide, outlineOf } from './outline.js';

/** One place of a kind of record, as a map has it. */
export interface MapPlace {
  readonly path: string;
  readonly label: string;
  /** Path of the place around it; empty at the top. */
  readonly within: string;
  readonly isEnd: boolean;
}

/** A whole kind of record: its main places and the ways between them. */
export interface RecordMap {
  readonly places: readonly MapPlace[];
  readonly ways: readonly { readonly from: string; readonly to: string; readonly byItself: boolean }[];
}

/**
 * The places that a person would draw: not deeper than their second level below the main one, where side regions and rungs of
 * reminders are left out. Small kinds are drawn whole.
 */
export function mapOf(chart: ChartDefinition): RecordMap {
  const { states, arrows } = outlineOf(chart);
  const deepest = depthFor(states);
  const drawn = states.filter((state) => depthOf(state) <= deepest && !isSide(states, state.path));
  const isDrawn = new Set(drawn.map(({ id }) => id));
  const holder = (id: string): StateOutline | undefined => {
    const state = states.find((s) => s.id === id);
    if (!state || isDrawn.has(id)) return state;
    return state.parent === null ? undefined : holder(state.parent);
  };
  const ways = new Map<string, RecordMap['ways'][number]>();
  for (const { from, to, kind } of arrows) {
    const [a, b] = [holder(from), holder(to)];
    if (!a || !b || a === b || isInside(a, b) || isInside(b, a)) continue;
    const key = `${a.path} ${b.path}`;
    const byItself = kind !== 'event' && (ways.get(key)?.byItself ?? true);
    ways.set(key, { from: a.path, to: b.path, byItself });
  }
  return {
    places: drawn.map(({ path, meta, type }) => ({
      path,
      label: meta.label,
      within: path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '',
      isEnd: type === 'final',
    })),
    ways: [...ways.values()],
  };
}

const depthOf = ({ path }: StateOutline): number => path.split('.').length;
const MOST_PLACES = 20;

/** As deep as leaves a picture that a person can take in. */
function depthFor(states: readonly StateOutline[]): number {
  for (let depth = 4; depth > 2; depth -= 1) {
    if (
      states.filter((state) => depthOf(state) <= depth && !isSide(states, state.path)).length <= MOST_PLACES
    )
      return depth;
  }
  return 2;
}

const isInside = (inner: StateOutline, outer: StateOutline): boolean =>
  inner.path.startsWith(`${outer.path}.`);
