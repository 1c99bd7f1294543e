import type { ClockRule } from '../chart.js';

/** Defaults of the school's policy on needs. */
export const needPolicy = {
  'need.moderationDays': 10,
  'need.chaseDays': 5,
  'need.undoMinutes': 30,
} as const satisfies Readonly<Record<string, number>>;

export const needClocks = {
  contestedDue: {
    says: 'moderator’s decision due 10 working days after the need was raised',
    from: 'raisedAt',
    after: { workingDays: 'need.moderationDays' },
  },
  triageDue: { says: 'to be sorted by the school’s date', from: 'triageBy' },
  chaseDue: {
    says: 'still not sorted 5 working days after the reminder',
    from: 'lateSince',
    after: { workingDays: 'need.chaseDays' },
  },
  undoCloses: {
    says: 'a decision can be undone for 30 minutes',
    from: 'decidedAt',
    after: { minutes: 'need.undoMinutes' },
  },
  deferralLapses: {
    says: 'comes back by itself on the day it was deferred to',
    from: 'deferredUntil',
    at: 'open',
  },
  referralDue: { says: 'adviser’s answer due on the agreed day', from: 'referralDueOn' },
} as const satisfies Readonly<Record<string, ClockRule>>;
