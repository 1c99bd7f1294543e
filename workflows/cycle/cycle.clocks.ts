import type { ClockRule } from '../chart.js';

/** Every clock of the year counts to a date that the school sets; 'close' is the end of that day. */
export const cycleClocks = {
  corePlanDue: { says: 'core plan due with the head in July before', from: 'corePlanDueOn' },
  cycleOpens: { says: 'the year opens', from: 'opensOn', at: 'open' },
  reviewsDue: { says: 'reviews due', from: 'reviewsDueOn' },
  needsDue: { says: 'needs to be sorted', from: 'needsSortedOn' },
  planAmendmentDue: { says: 'autumn amendment of the plan due', from: 'planAmendedOn' },
  reportOpens: { says: 'gathering for the impact report begins', from: 'reportOpensOn', at: 'open' },
  reportDue: { says: 'impact report due with the head', from: 'reportDueOn' },
  cycleCloses: { says: 'the year closes', from: 'closesOn' },
  runOnCloses: { says: 'reviews and evaluations may run on until then', from: 'runsOnUntil' },
  conversionDue: { says: 'the school converts or merges', from: 'convertsOn', at: 'open' },
  missingAnswerDue: {
    says: 'answer due 5 working days after the staff file came in',
    after: { workingDays: 5 },
  },
} as const satisfies Readonly<Record<string, ClockRule>>;
