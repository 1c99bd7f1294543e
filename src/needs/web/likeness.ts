/** Words that say nothing about what is to be learnt. */
const EMPTY = new Set(
  'a an and are at be do for from how in into is it my of on or our that the their them this to us we who with not yet using use more'.split(
    ' ',
  ),
);
/** From which share of common words two titles may mean the same. */
const ALIKE = 0.6;

/** The words of a title that carry its meaning, without their endings. */
export function meaningOf(title: string): ReadonlySet<string> {
  const words = title
    .toLowerCase()
    .normalize('NFKD')
    .match(/[\p{L}\p{N}]+/gu);
  return new Set((words ?? []).filter((word) => !EMPTY.has(word)).map(stem));
}

/**
 * Which needs may be the same, by id: of different people, with mostly the same words. A suggestion to look at, nothing
 * is merged by it. Only needs that share a word are compared, so that hundreds cost little. Pure.
 */
export function lookAlikes(
  needs: readonly { readonly id: string; readonly title: string; readonly personId: string }[],
): ReadonlyMap<string, readonly string[]> {
  const meanings = needs.map(({ title }) => meaningOf(title));
  const byWord = new Map<string, number[]>();
  meanings.forEach((words, at) => {
    for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), at]);
  });
  const found = new Map<string, string[]>();
  needs.forEach((need, at) => {
    const mine = meanings[at] ?? new Set<string>();
    const common = new Map<number, number>();
    for (const word of mine) {
      for (const other of byWord.get(word) ?? []) common.set(other, (common.get(other) ?? 0) + 1);
    }
    const alike = [...common].flatMap(([other, shared]) => {
      const their = needs[other];
      const all = mine.size + (meanings[other]?.size ?? 0) - shared;
      return their && their.personId !== need.personId && shared / all >= ALIKE ? [their.id] : [];
    });
    if (alike.length > 0) found.set(need.id, alike);
  });
  return found;
}

const stem = (word: string): string =>
  word.length > 5 ? word.replace(/(?:ings?|ers?|ies|es|s)$/, '') : word.replace(/s$/, '');
