import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SMALLEST_GROUP, hideSmall, mergeSmall } from '../../src/platform/small-numbers.js';
import type { Group } from '../../src/platform/small-numbers.js';

const group = (path: string, people: number): Group => ({ path: path.split('/'), people });
const shown = (groups: readonly Group[]) =>
  mergeSmall(groups)
    .map(({ path, people }) => `${path.join('/') || 'school'} ${people}`)
    .sort();

const groups = fc.uniqueArray(
  fc.record({
    path: fc.tuple(fc.constantFrom('teaching', 'support', 'leadership'), fc.constantFrom('a', 'b', 'c', 'd')),
    people: fc.integer({ min: 0, max: 12 }),
  }),
  { selector: ({ path }) => path.join('/'), maxLength: 12 },
);

describe('Small groups', () => {
  test('stand as they are when they are large enough', () => {
    expect(shown([group('teaching/teacher', 9), group('support/assistant', 6)])).toEqual([
      'support/assistant 6',
      'teaching/teacher 9',
    ]);
  });
  test('are pooled with small neighbours, then with a larger one', () => {
    expect(
      shown([group('support/cook', 2), group('support/site', 3), group('support/assistant', 9)]),
    ).toEqual(['support 5', 'support/assistant 9']);
    expect(shown([group('support/cook', 2), group('support/assistant', 9)])).toEqual(['support 11']);
  });
  test('go up to the whole school where their own branch is too small', () => {
    expect(shown([group('support/cook', 2), group('teaching/teacher', 3)])).toEqual(['school 5']);
    expect(shown([group('support/cook', 2), group('teaching/teacher', 7)])).toEqual(['school 9']);
  });
  test('are not shown at all when the whole school is too small', () => {
    expect(shown([group('support/cook', 2), group('teaching/teacher', 2)])).toEqual([]);
  });
  test('are each in exactly one part, and no part speaks of fewer than five', () => {
    fc.assert(
      fc.property(groups, (all) => {
        const parts = mergeSmall(all);
        const total = all.reduce((sum, g) => sum + g.people, 0);
        if (total < SMALLEST_GROUP) return expect(parts).toEqual([]);
        const inParts = parts.flatMap((part) => part.groups.map((g) => g.path.join('/'))).sort();
        expect(inParts).toEqual(
          all
            .filter((g) => g.people > 0)
            .map((g) => g.path.join('/'))
            .sort(),
        );
        for (const part of parts) {
          expect(part.people).toBeGreaterThanOrEqual(SMALLEST_GROUP);
          expect(part.people).toBe(part.groups.reduce((sum, g) => sum + g.people, 0));
          for (const g of part.groups) expect(g.path.slice(0, part.path.length)).toEqual(part.path);
        }
      }),
    );
  });
});

describe('Small cells of a row', () => {
  test('take a second cell with them, so that the sum does not give them away', () => {
    expect(hideSmall({ met: 2, waiting: 9, declined: 14 })).toEqual({
      met: null,
      waiting: null,
      declined: 14,
    });
  });
  test('leave zeros and large cells alone', () => {
    expect(hideSmall({ met: 0, waiting: 9, declined: 14 })).toEqual({ met: 0, waiting: 9, declined: 14 });
  });
  test('hide the entire row when there is nothing to hide behind', () => {
    expect(hideSmall({ met: 3, waiting: 0 })).toEqual({ met: null, waiting: null });
  });
  test('cannot be had back: what is hidden of a shown row adds up to five or more in two cells or more', () => {
    const cell = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(fc.record({ a: cell, b: cell, c: cell, d: cell }), (cells) => {
        const result = hideSmall(cells);
        const keys = Object.keys(cells) as (keyof typeof cells)[];
        for (const key of keys) {
          if (result[key] !== null)
            expect(result[key] === 0 || (result[key] ?? 0) >= SMALLEST_GROUP).toBe(true);
        }
        const hidden = keys.filter((key) => result[key] === null && cells[key] > 0);
        if (hidden.length === 0 || keys.every((key) => result[key] === null)) return;
        expect(hidden.length).toBeGreaterThan(1);
        expect(hidden.reduce((sum, key) => sum + cells[key], 0)).toBeGreaterThanOrEqual(SMALLEST_GROUP);
      }),
    );
  });
});
