import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Chance } from '../../src/simulation/chance.js';

describe('chance', () => {
  const seeds = fc.nat({ max: 100_000 });

  it('answers the same question alike, whatever was asked in between', () => {
    fc.assert(
      fc.property(seeds, fc.string(), fc.string(), (seed, about, other) => {
        const [one, two] = [new Chance(seed), new Chance(seed)];
        two.at(other);
        expect(one.at(about)).toBe(two.at(about));
      }),
    );
  });

  it('stays within its bounds', () => {
    fc.assert(
      fc.property(seeds, fc.string(), (seed, about) => {
        const chance = new Chance(seed);
        expect(chance.at(about)).toBeGreaterThanOrEqual(0);
        expect(chance.at(about)).toBeLessThan(1);
        expect([3, 4, 5]).toContain(chance.between(3, 5, about));
        expect(['a', 'b']).toContain(chance.pick(['a', 'b'], about));
      }),
    );
  });

  it('throws about as often as it should, and otherwise with another seed', () => {
    const hits = (seed: number) =>
      Array.from({ length: 4000 }, (_, n) => n).filter((n) => new Chance(seed).happens(0.25, 'rain', n));
    expect(hits(1).length).toBeGreaterThan(900);
    expect(hits(1).length).toBeLessThan(1100);
    expect(hits(1)).not.toEqual(hits(2));
  });

  it('weighs its choices', () => {
    const chance = new Chance(3);
    const often = Array.from({ length: 1000 }, (_, n) => chance.weighted({ often: 9, seldom: 1 }, n)).filter(
      (name) => name === 'often',
    );
    expect(often.length).toBeGreaterThan(850);
    expect(often.length).toBeLessThan(950);
  });

  it('leaves nothing out when it changes the order', () => {
    fc.assert(
      fc.property(seeds, fc.array(fc.integer()), (seed, list) => {
        expect(new Chance(seed).shuffled(list, 'order').sort()).toEqual([...list].sort());
      }),
    );
  });
});
