/**
 * Chance without memory: every throw depends on the seed and on what it is about, never on how many throws came before.
 * So the same seed gives the same year, and a change in one workflow leaves chance in all others as it was.
 */
export class Chance {
  constructor(readonly seed: number) {}

  /** From 0 up to, not including, 1. */
  at(...about: readonly (string | number)[]): number {
    return scramble(`${this.seed}/${about.join('/')}`) / 2 ** 32;
  }

  /** True with a probability from 0 to 1. */
  happens(probability: number, ...about: readonly (string | number)[]): boolean {
    return this.at(...about) < probability;
  }

  /** A whole number; both ends may come. */
  between(least: number, most: number, ...about: readonly (string | number)[]): number {
    return least + Math.floor(this.at(...about) * (most - least + 1));
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[], ...about: readonly (string | number)[]): T {
    const found = list[Math.floor(this.at(...about) * list.length)];
    if (found === undefined) throw new RangeError('Nothing to pick from.');
    return found;
  }

  /** One of the names, each as often as its weight says. */
  weighted<K extends string>(
    weights: Readonly<Record<K, number>>,
    ...about: readonly (string | number)[]
  ): K {
    const names = Object.keys(weights) as K[];
    let left = this.at(...about) * names.reduce((sum, name) => sum + weights[name], 0);
    for (const name of names) {
      left -= weights[name];
      if (left < 0) return name;
    }
    throw new RangeError('Nothing to pick from.');
  }

  /** The list in another order. */
  shuffled<T>(list: readonly T[], ...about: readonly (string | number)[]): T[] {
    return list
      .map((item, index) => ({ item, key: this.at(...about, index) }))
      .sort((one, other) => one.key - other.key)
      .map(({ item }) => item);
  }
}

/** FNV-1a over the text, then the finishing steps of MurmurHash3: near texts give far numbers. */
function scramble(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
