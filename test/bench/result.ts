/** One line of the benchmark: what was measured, against what, and whether the goal is met. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same unit, measured in the same run by hand-written code; null where there is none. */
  readonly floor: number | null;
  readonly ratio: number | null;
  readonly goal: string;
  readonly ok: boolean;
  readonly detail?: string;
}

export interface Bench {
  readonly name: string;
  run(): Promise<Result[]>;
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** The value below which a share of the samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
