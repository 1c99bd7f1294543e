import type { ClockRule } from '../chart.js';

/** Defaults of the school's policy on self-assessment. */
export const standardsPolicy = {
  'standards.confirmDays': 10,
  'standards.answerDays': 10,
  'standards.chooseDays': 15,
  'standards.proposalDays': 10,
  'standards.chaseDays': 5,
} as const satisfies Readonly<Record<string, number>>;

const both = ['person', 'reviewer'];

export const standardsClocks = {
  assessmentDue: { says: 'self-assessment due by the school’s date', from: 'assessBy', of: ['person'] },
  confirmationDue: {
    says: 'confirmation due 10 working days after it was submitted',
    from: 'submittedAt',
    after: { workingDays: 'standards.confirmDays' },
    of: both,
  },
  chaseDue: {
    says: 'still late 5 working days after the reminder',
    from: 'lateSince',
    after: { workingDays: 'standards.chaseDays' },
    of: both,
  },
  answerLapses: {
    says: 'both views stand 10 working days after the reviewer differed',
    from: 'differedAt',
    after: { workingDays: 'standards.answerDays' },
    of: ['person'],
  },
  choiceLapses: {
    says: 'development begins 15 working days after confirmation, also without a choice',
    from: 'confirmedAt',
    after: { workingDays: 'standards.chooseDays' },
    of: both,
  },
  proposalDue: {
    says: 'answer due 10 working days after a met need proposed to close a gap',
    from: 'proposedAt',
    after: { workingDays: 'standards.proposalDays' },
    of: ['reviewer'],
  },
  runOnCloses: { says: 'what comes until 31 October still counts for the year', from: 'runsOnUntil' },
} as const satisfies Readonly<Record<string, ClockRule>>;
