import type { PolicyNumber } from './policy-number.js';
import { policyWords } from './policy-words.js';
import { recordNumbers } from './record-numbers.js';
import { reviewNumbers } from './review-numbers.js';
import { schoolNumbers } from './school-numbers.js';

export type { PolicyNumber, PolicyUnit } from './policy-number.js';
export type { PolicyWord } from './policy-words.js';
export { policyWords } from './policy-words.js';

/** Every number of policy that charts and features may name. */
export const policyNumbers: readonly PolicyNumber[] = [...reviewNumbers, ...recordNumbers, ...schoolNumbers];

/** The defaults, by key. */
export const defaultPolicy: Readonly<Record<string, number>> = Object.fromEntries(
  policyNumbers.map((number) => [number.key, number.default]),
);

export const policyNumberOf = (key: string): PolicyNumber | undefined =>
  policyNumbers.find((number) => number.key === key);

export const policyWordOf = (key: string): (typeof policyWords)[number] | undefined =>
  policyWords.find((word) => word.key === key);
