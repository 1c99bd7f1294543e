import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FigureRow } from '../../src/reports/index.js';
import { Pieces } from '../../src/reports/pieces.js';

const row = (id: number): FigureRow => ({
  ...{ kind: 'need', id: String(id), label: '', people: [String(id)], part: [], counts: true, amount: 0 },
});
const sets = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 20 })), { maxLength: 6 });
const shown = (pieces: readonly (readonly FigureRow[])[]): string[] =>
  pieces
    .map((rows) =>
      rows
        .map(({ id }) => id)
        .sort()
        .join(' '),
    )
    .sort();

describe('pieces', () => {
  it('are what all sets cut one another into, however they were taken in', () => {
    fc.assert(
      fc.property(sets, fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 1 }), (before, last) => {
        const pieces = new Pieces();
        for (const set of before) pieces.add([set.map(row)]);
        const all = [...before, last];
        const held = new Map<string, string[]>();
        for (const id of last) {
          const key = all.map((set) => set.includes(id)).join();
          held.set(key, [...(held.get(key) ?? []), String(id)]);
        }
        const naive = [...held.values()].map((ids) => ids.sort().join(' '));
        const ids = last.map(String);
        const cut = pieces.cutBy([last.map(row)]).filter((rows) => rows.every(({ id }) => ids.includes(id)));
        expect(shown(cut)).toEqual(naive.sort());
      }),
    );
  });
});
