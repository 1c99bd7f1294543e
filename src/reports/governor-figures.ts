import { SMALLEST_GROUP } from '../platform/small-numbers.js';
import { amountOf, byPart, figured, unknown } from './figures/figure.js';
import type { Figured, FigureRow, FigureSpec } from './figures/figure.js';
import { Pieces } from './pieces.js';

/** A figure with the records behind it. */
export interface Counted {
  readonly spec: FigureSpec;
  readonly rows: readonly FigureRow[];
}

interface Cell {
  readonly path: readonly string[];
  readonly rows: readonly FigureRow[];
}

/** What has been shown of one kind of record so far, or of one part of it: how its sets cut one another. */
type Shown = Map<string, Pieces>;

/**
 * Figures as governors see them, in the order given. Nothing speaks of 1 to `least` - 1 people: not a figure, nor a side of a
 * share, nor a part of it, nor what is left when figures about the same records are taken from one another. Parts are
 * merged with their neighbours before they are left out; a figure that cannot be shown beside those before it says so.
 * Pure.
 */
export function forGovernors(counted: readonly Counted[], least: number = SMALLEST_GROUP): Figured[] {
  const wholes: Shown = new Map();
  const parts: Shown = new Map();
  return counted.map((it) => {
    const whole = figured(it.spec, it.rows);
    if (whole.value === null || it.rows.every((row) => row.people.length === 0)) return whole;
    const few = unknown(`Not shown: it would speak of fewer than ${least} people.`);
    if (!sidesOf(it).every((side) => isEnough(side, least))) return few;
    if (!tryToShow(wholes, kindOf(it), sidesOf(it), least)) return few;
    return { ...whole, parts: partsFor(it, parts, least) };
  });
}

function partsFor(it: Counted, shown: Shown, least: number): Figured['parts'] {
  // Rows outside every part are what is left when the parts are taken from the whole.
  const outside = { ...it, rows: it.rows.filter((row) => row.part.length === 0) };
  if (!sidesOf(outside).every((side) => isEnough(side, least))) return [];
  const cells = mergeUntilSafe(it.spec, byPart(it.rows), least);
  const places = cells.map((cell) => ({
    place: [kindOf(it), ...cell.path].join('/'),
    sides: sidesOf({ spec: it.spec, rows: cell.rows }),
  }));
  if (!places.every(({ place, sides }) => isSafeBeside(shown.get(place), sides, least))) return [];
  for (const { place, sides } of places) tryToShow(shown, place, sides, least);
  return cells.map((cell) => ({ path: cell.path, ...amountOf(it.spec, cell.rows) }));
}

const kindOf = ({ rows }: Counted): string => rows[0]?.kind ?? '';

/** What a reader learns the size of: of a share both sides. */
function sidesOf({ spec, rows }: Counted): FigureRow[][] {
  if (spec.kind !== 'share' && spec.kind !== 'each') return [[...rows]];
  return [rows.filter((row) => row.counts), rows.filter((row) => !row.counts)];
}

function isEnough(rows: readonly FigureRow[], least: number): boolean {
  const people = peopleIn(rows);
  return people === 0 || people >= least;
}

/** Notes that these sets are shown of a place, unless they tell too much beside what was shown there before. */
function tryToShow(shown: Shown, place: string, sides: readonly FigureRow[][], least: number): boolean {
  if (!isSafeBeside(shown.get(place), sides, least)) return false;
  const pieces = shown.get(place) ?? new Pieces();
  pieces.add(sides);
  shown.set(place, pieces);
  return true;
}

/** Whether every piece into which the sets cut what was shown before speaks of nobody or of enough people. */
function isSafeBeside(before: Pieces | undefined, sides: readonly FigureRow[][], least: number): boolean {
  return (before ?? new Pieces()).cutBy(sides).every((rows) => isEnough(rows, least));
}

function mergeUntilSafe(spec: FigureSpec, cells: readonly Cell[], least: number): readonly Cell[] {
  const sorted = [...cells].sort((a, b) => peopleIn(a.rows) - peopleIn(b.rows));
  const small = sorted.find(
    (cell) => !sidesOf({ spec, rows: cell.rows }).every((side) => isEnough(side, least)),
  );
  if (!small) return cells;
  const others = sorted.filter((cell) => cell !== small);
  const neighbour = others.find((cell) => cell.path[0] === small.path[0]) ?? others[0];
  if (!neighbour) return [];
  const merged = { path: common(small.path, neighbour.path), rows: [...small.rows, ...neighbour.rows] };
  return mergeUntilSafe(spec, [...others.filter((cell) => cell !== neighbour), merged], least);
}

const peopleIn = (rows: readonly FigureRow[]): number => new Set(rows.flatMap((row) => row.people)).size;

function common(one: readonly string[], other: readonly string[]): readonly string[] {
  const end = one.findIndex((step, at) => other[at] !== step);
  const path = end < 0 ? one : one.slice(0, end);
  return path.length > 0 ? path : ['together'];
}
