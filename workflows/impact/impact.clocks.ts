import type { ClockRule } from '../chart.js';

const person = ['person'] as const;

/** Every clock counts from a date in the record, so that coming back from a pause does not start it again. */
export const impactClocks = {
  dayOpens: { says: 'the day it takes place', from: 'heldOn', at: 'open' },
  reactionDue: { says: 'reaction due on the day', from: 'heldOn' },
  reactionLapses: {
    says: 'reaction counts as not returned after 5 working days',
    from: 'heldOn',
    after: { workingDays: 5 },
    of: person,
  },
  applicationOpens: { says: 'six school weeks later', from: 'heldOn', after: { schoolWeeks: 6 }, at: 'open' },
  applicationDue: { says: 'due twelve school weeks later', from: 'heldOn', after: { schoolWeeks: 12 } },
  applicationLapses: {
    says: 'counts as not returned after fourteen school weeks',
    from: 'heldOn',
    after: { schoolWeeks: 14 },
  },
  outcomesDue: { says: 'evidence due at the end of the summer term', from: 'outcomesDueOn' },
  outcomesLapses: {
    says: 'evidence counts as not returned 10 working days later',
    from: 'outcomesDueOn',
    after: { workingDays: 10 },
  },
  judgementDue: {
    says: 'judgement due within 10 working days',
    from: 'waitingSince',
    after: { workingDays: 10 },
    of: ['lineManager'],
  },
  judgementLapses: {
    says: 'judgement counts as not returned after 20 working days',
    from: 'waitingSince',
    after: { workingDays: 20 },
    of: ['lineManager'],
  },
  moderationDue: {
    says: 'moderation due within 10 working days',
    from: 'waitingSince',
    after: { workingDays: 10 },
  },
  moderationLapses: {
    says: 'moderation falls away after 20 working days',
    from: 'waitingSince',
    after: { workingDays: 20 },
  },
  addendumLapses: { says: 'autumn results may be added until then', from: 'addendumDueOn' },
} as const satisfies Readonly<Record<string, ClockRule>>;
