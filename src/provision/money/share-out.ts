/**
 * Divides pence in proportion to weights, to the penny: the parts always add up to the whole. What rounding leaves goes to
 * the largest remainders, the earlier one first. Throws RangeError for negative numbers, or for pence without any weight.
 */
export function shareOut(pence: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (pence < 0 || weights.some((weight) => weight < 0))
    throw new RangeError('Money is not shared out below zero.');
  if (total === 0) {
    if (pence > 0) throw new RangeError('There is nothing to share the money out over.');
    return weights.map(() => 0);
  }
  // Big integers: pence times pence can be more than a double holds exactly.
  const exact = weights.map((weight) => BigInt(pence) * BigInt(weight));
  const parts = exact.map((product) => Number(product / BigInt(total)));
  const left = pence - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact
    .map((product, at) => ({ at, rest: product % BigInt(total) }))
    .sort((one, other) => (one.rest === other.rest ? one.at - other.at : one.rest > other.rest ? -1 : 1));
  for (const { at } of byRemainder.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}

/**
 * Meets several demands from several sources in order, each penny once: demand 0 is met from source 0 first, and so on.
 * Both must add up to the same. Returns the amounts that go from which source to which demand; none is zero.
 */
export function fillInOrder(
  demands: readonly number[],
  sources: readonly number[],
): { readonly demand: number; readonly source: number; readonly pence: number }[] {
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
  if (sum(demands) !== sum(sources)) throw new RangeError('What is asked for and what is given differ.');
  const left = [...sources];
  let source = 0;
  return demands.flatMap((wanted, demand) => {
    const taken = [];
    for (let rest = wanted; rest > 0;) {
      const pence = Math.min(rest, left[source] ?? 0);
      if (pence > 0) taken.push({ demand, source, pence });
      rest -= pence;
      left[source] = (left[source] ?? 0) - pence;
      if (left[source] === 0) source += 1;
    }
    return taken;
  });
}
