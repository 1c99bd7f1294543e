/** Front door of the school's years: clocks, policy, and what other features add to a year. */
export { SchoolClocks } from './clocks/school-clocks.js';
export { defaultPolicy, policyNumbers, policyWords } from './policy/index.js';
export type { PolicyNumber, PolicyWord } from './policy/index.js';
