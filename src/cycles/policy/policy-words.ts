/** A word that the school chooses: the default, and what may stand in its place. */
export interface PolicyWord {
  readonly key: string;
  readonly default: string;
  readonly choices: readonly string[];
  readonly label: string;
}

/** Schools differ in words more than in ways. */
export const policyWords: readonly PolicyWord[] = [
  {
    key: 'word.review',
    default: 'review',
    choices: ['review', 'appraisal'],
    label: 'What the school calls a performance management review',
  },
  {
    key: 'money.yearStarts',
    default: 'april',
    choices: ['april', 'september'],
    label: 'When the school’s financial year starts: maintained schools April, academies September',
  },
];
