import type { ChartDefinition } from '../engine/index.js';
import { isSide, mainPlace, outlineOf } from './outline.js';

/** One place on a record's way. */
export interface RouteStop {
  readonly id: string;
  readonly label: string;
  readonly kind: 'was' | 'here' | 'next';
}

const MOST_BEFORE = 3;
const MOST_NEXT = 4;

/**
 * A record's main way: where it was last, where it is, and where one step may lead.
 * @param past the states of its history, oldest first
 */
export function routeOf(
  chart: ChartDefinition,
  past: readonly string[],
  state: string,
  ended: boolean,
): RouteStop[] {
  const { byPath, arrows, states } = outlineOf(chart);
  const here = mainPlace(chart, state);
  const told = new Set<string>();
  const stop = (path: string, kind: RouteStop['kind']): RouteStop[] => {
    const label = byPath.get(path)?.meta.label ?? path;
    if (told.has(label)) return [];
    told.add(label);
    return [{ id: path, label, kind }];
  };
  const now = stop(here, 'here');
  const before = past
    .map((s) => mainPlace(chart, s))
    .reverse()
    .flatMap((path) => stop(path, 'was'))
    .slice(0, MOST_BEFORE)
    .reverse();
  const parts = here.split('.');
  const around = new Set(parts.map((_, i) => byPath.get(parts.slice(0, i + 1).join('.'))?.id));
  const isInside = (path: string): boolean => path.startsWith(`${here}.`);
  const sources = states.filter(({ id, path }) => around.has(id) || isInside(path)).map(({ id }) => id);
  const next = arrows
    .filter(({ from }) => !ended && sources.includes(from))
    .flatMap(({ to }) => states.find(({ id }) => id === to) ?? [])
    .filter(({ path }) => !isSide(states, path) && !isInside(path) && !`${here}.`.startsWith(`${path}.`))
    .flatMap(({ path }) => stop(path, 'next'));
  return [...before, ...now, ...next.slice(0, MOST_NEXT)];
}
