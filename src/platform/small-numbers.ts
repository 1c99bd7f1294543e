/**
 * Totals in which nobody can be found: small groups are merged upwards before anything is hidden, so that a small school
 * still sees something, and what is hidden cannot be had by subtraction either. Pure.
 */

/** Fewest people of whom a total may speak. */
export const SMALLEST_GROUP = 5;

/** One group before merging. */
export interface Group {
  /** From the widest to the narrowest, below the school: ['support', 'teachingAssistant']. */
  readonly path: readonly string[];
  /** How many different people it speaks of. */
  readonly people: number;
}

/** Groups that are shown as one. `path` is the narrowest that all of them have in common; empty: the whole school. */
export interface Merged<G extends Group> {
  readonly path: readonly string[];
  readonly people: number;
  readonly groups: readonly G[];
}

/**
 * Merges groups under `least` people with their neighbours, then with what is above them. Every group goes into exactly
 * one part and every part speaks of at least `least` people, so no sum or difference of parts speaks of fewer. Empty when
 * the whole has fewer. Groups must not overlap: a person counts in one.
 */
export function mergeSmall<G extends Group>(groups: readonly G[], least = SMALLEST_GROUP): Merged<G>[] {
  const { parts, left } = mergeWithin(
    groups.filter((group) => group.people > 0),
    0,
    least,
  );
  if (left.length === 0) return parts;
  const all = [...parts.flatMap((part) => part.groups), ...left];
  return peopleIn(all) < least ? [] : absorb(parts, left, least);
}

interface Level<G extends Group> {
  readonly parts: Merged<G>[];
  /** Too few to stand by themselves. */
  readonly left: G[];
}

function mergeWithin<G extends Group>(groups: readonly G[], depth: number, least: number): Level<G> {
  const parts: Merged<G>[] = [];
  const small: G[] = [];
  for (const children of byStep(groups, depth)) {
    const deeper = children.some((group) => group.path.length > depth + 1);
    const level = deeper ? mergeWithin(children, depth + 1, least) : alone(children, least);
    parts.push(...level.parts);
    small.push(...level.left);
  }
  const pooled = peopleIn(small) >= least ? [merged(small)] : [];
  const left = pooled.length > 0 ? [] : small;
  // At the very top the caller decides; below it, a neighbour under the same head takes in what is left.
  if (left.length > 0 && depth > 0 && parts.length > 0)
    return { parts: absorb(parts, left, least), left: [] };
  return { parts: [...parts, ...pooled], left };
}

function alone<G extends Group>(groups: readonly G[], least: number): Level<G> {
  return peopleIn(groups) >= least ? { parts: [merged(groups)], left: [] } : { parts: [], left: [...groups] };
}

/** The smallest part takes in what is left over. */
function absorb<G extends Group>(
  parts: readonly Merged<G>[],
  left: readonly G[],
  least: number,
): Merged<G>[] {
  const [smallest, ...others] = [...parts].sort((a, b) => a.people - b.people);
  const joined = merged([...(smallest?.groups ?? []), ...left]);
  return joined.people < least ? absorb(others, joined.groups, least) : [...others, joined];
}

function merged<G extends Group>(groups: readonly G[]): Merged<G> {
  return { path: commonPath(groups.map((group) => group.path)), people: peopleIn(groups), groups };
}

function commonPath(paths: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...rest] = paths;
  const end = first.findIndex((step, at) => rest.some((path) => path[at] !== step));
  return end < 0 ? first : first.slice(0, end);
}

function byStep<G extends Group>(groups: readonly G[], depth: number): G[][] {
  const steps = new Map<string, G[]>();
  for (const group of groups) {
    const step = group.path[depth] ?? '';
    steps.set(step, [...(steps.get(step) ?? []), group]);
  }
  return [...steps.values()];
}

const peopleIn = (groups: readonly Group[]): number => groups.reduce((sum, group) => sum + group.people, 0);

/**
 * The cells of one row whose sum is known: those from 1 to `least` - 1 are hidden (null), and with them the next smallest
 * until what is hidden adds up to at least `least` in at least two cells. Null everywhere when that cannot be had.
 */
export function hideSmall<K extends string>(
  cells: Readonly<Record<K, number>>,
  least = SMALLEST_GROUP,
): Record<K, number | null> {
  const keys = Object.keys(cells) as K[];
  const filled = keys.filter((key) => cells[key] > 0).sort((a, b) => cells[a] - cells[b]);
  const small = filled.filter((key) => cells[key] < least).length;
  const hidden = new Set<K>();
  let sum = 0;
  for (const [at, key] of filled.entries()) {
    const enough = at >= small && (small === 0 || (sum >= least && hidden.size > 1));
    if (enough) break;
    hidden.add(key);
    sum += cells[key];
  }
  const nothingToHideBehind = small > 0 && (sum < least || hidden.size < 2);
  return Object.fromEntries(
    keys.map((key) => [key, nothingToHideBehind || hidden.has(key) ? null : cells[key]]),
  ) as Record<K, number | null>;
}
