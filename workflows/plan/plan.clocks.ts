import type { ClockRule } from '../chart.js';

/** Defaults of the school's policy on the training plan. */
export const planPolicy = {
  'plan.decisionDays': 10,
  'plan.chaseDays': 5,
} as const satisfies Readonly<Record<string, number>>;

export const planClocks = {
  submissionDue: { says: 'core plan due in the July before the year', from: 'coreDueOn' },
  decisionDue: {
    says: 'decision due 10 working days after it was submitted',
    from: 'submittedAt',
    after: { workingDays: 'plan.decisionDays' },
  },
  chaseDue: {
    says: 'still late 5 working days after the reminder',
    from: 'lateSince',
    after: { workingDays: 'plan.chaseDays' },
  },
  forceOpens: { says: 'in force from the first day of the year', from: 'opensOn', at: 'open' },
  autumnAmendmentDue: {
    says: 'needs from the reviews to be in the plan by the end of November',
    from: 'amendBy',
  },
} as const satisfies Readonly<Record<string, ClockRule>>;
