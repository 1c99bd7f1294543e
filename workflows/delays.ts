/**
 * Every delay that has a clock rule, as `setup` must have it declared. The number is never used: the engine asks the clock
 * rule of that name and stores an absolute instant.
 */
export const delaysOf = <Clocks extends object>(clocks: Clocks): Readonly<Record<keyof Clocks, number>> =>
  Object.fromEntries(Object.keys(clocks).map((name) => [name, 0])) as Record<keyof Clocks, number>;
