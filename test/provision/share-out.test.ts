import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chargesFrom } from '../../src/provision/money/charges.js';
import { fillInOrder, shareOut } from '../../src/provision/money/share-out.js';

const pence = fc.integer({ min: 0, max: 1_000_000_000 });

describe('sharing money out', () => {
  it('loses no penny and gives nobody less than the part that is due, rounded down', () => {
    fc.assert(
      fc.property(pence, fc.array(pence, { minLength: 1, maxLength: 12 }), (whole, weights) => {
        fc.pre(weights.some((weight) => weight > 0));
        const parts = shareOut(whole, weights);
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
        parts.forEach((part, at) => {
          const due = (BigInt(whole) * BigInt(weights[at] ?? 0)) / BigInt(total);
          expect(part === Number(due) || part === Number(due) + 1).toBe(true);
        });
      }),
    );
  });

  it('refuses to share out over nothing, or below zero', () => {
    expect(() => shareOut(1, [0, 0])).toThrow(RangeError);
    expect(() => shareOut(-1, [1])).toThrow(RangeError);
    expect(shareOut(0, [])).toEqual([]);
  });
});

describe('paying kinds of cost from shares', () => {
  it('meets every demand and empties every source', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 0, maxLength: 5 }),
        (demands, cuts) => {
          const total = demands.reduce((sum, it) => sum + it, 0);
          const sources: number[] = [];
          let left = total;
          for (const cut of cuts) {
            sources.push(Math.min(cut, left));
            left -= Math.min(cut, left);
          }
          sources.push(left);
          const parts = fillInOrder(demands, sources);
          demands.forEach((demand, at) =>
            expect(parts.filter((it) => it.demand === at).reduce((sum, it) => sum + it.pence, 0)).toBe(
              demand,
            ),
          );
          sources.forEach((source, at) =>
            expect(parts.filter((it) => it.source === at).reduce((sum, it) => sum + it.pence, 0)).toBe(
              source,
            ),
          );
          expect(parts.every((it) => it.pence > 0)).toBe(true);
        },
      ),
    );
  });

  it('refuses where what is asked for and what is given differ', () => {
    expect(() => fillInOrder([3], [2])).toThrow(RangeError);
  });
});

describe('cancellation charges', () => {
  it('begin so many days before and are a part of the fee', () => {
    const rules = [
      { daysBefore: 7, percent: 100 },
      { daysBefore: 30, percent: 25 },
    ];
    expect(chargesFrom(rules, 30_001, '2026-11-09')).toEqual([
      { from: '2026-10-10', pence: 7_500 },
      { from: '2026-11-02', pence: 30_001 },
    ]);
  });
});
