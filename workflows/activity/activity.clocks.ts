import type { ClockRule } from '../chart.js';

export const activityClocks = {
  bookingCloses: { says: 'booking closes', from: 'bookingClosesOn' },
  decisionDue: { says: 'by when it must be clear whether it runs', from: 'decideBy' },
  activityStarts: { says: 'first day', from: 'startsOn', at: 'open' },
  sessionCloses: { says: 'the day of the next session ends', from: 'nextSessionOn' },
  attendanceDue: {
    says: 'register due 2 working days after the session',
    from: 'nextSessionOn',
    after: { workingDays: 2 },
  },
  activityCloses: { says: 'last day', from: 'endsOn' },
  newDatesDue: { says: 'new dates due within 10 working days', after: { workingDays: 10 } },
  milestoneDue: { says: 'next milestone due', from: 'nextMilestoneOn' },
  followUpDue: { says: 'next follow-up due', from: 'nextFollowUpOn' },
  recordLapses: { says: 'record filed a year after the last day', from: 'endsOn', after: { days: 365 } },
} as const satisfies Readonly<Record<string, ClockRule>>;
