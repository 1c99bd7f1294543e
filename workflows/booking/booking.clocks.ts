import type { ClockRule } from '../chart.js';

export const bookingClocks = {
  clashDue: { says: 'clash to be decided within 3 working days', after: { workingDays: 3 } },
  recompenseDue: { says: 'offer due within 3 working days', after: { workingDays: 3 } },
  approvalDue: {
    says: 'answer due 3 working days after it was asked for',
    from: 'stepSince',
    after: { workingDays: 3 },
  },
  approvalEscalationDue: {
    says: 'CPD leader told 5 working days after approval was asked for',
    from: 'stepSince',
    after: { workingDays: 5 },
  },
  approvalLastDue: {
    says: 'head told 8 working days after approval was asked for',
    from: 'stepSince',
    after: { workingDays: 8 },
  },
  fundingDue: { says: 'answer of the pots due within 3 working days', after: { workingDays: 3 } },
  waitingDue: { says: 'a week before, those who still wait hear of it', from: 'coverDueOn' },
  officeChaseDue: {
    says: 'booking confirmation due from the office 3 working days after the place was given',
    from: 'placedAt',
    after: { workingDays: 3 },
  },
  personChaseDue: {
    says: 'person asked for the booking confirmation after 6 working days',
    from: 'placedAt',
    after: { workingDays: 6 },
  },
  confirmationEscalationDue: {
    says: 'CPD leader told every 10 working days while the booking confirmation is missing',
    from: 'placedAt',
    after: { workingDays: 10 },
  },
  attendanceOpens: {
    says: 'attendance asked for 3 working days after the last day',
    from: 'endsOn',
    after: { workingDays: 3 },
  },
  attendanceDue: { says: 'attendance due within 5 working days', after: { workingDays: 5 } },
  shareBackDue: {
    says: 'sharing due within 10 working days of attending',
    after: { workingDays: 10 },
    of: ['person'],
  },
  absenceDue: { says: 'reason due within 5 working days', after: { workingDays: 5 } },
  coverDue: { says: 'cover to be arranged a week before', from: 'coverDueOn' },
  coverWarningDue: { says: 'last warning two days before', from: 'coverWarnOn', at: 'open' },
  newDatesAnswerDue: {
    says: 'answer about new dates due within 5 working days',
    after: { workingDays: 5 },
    of: ['person'],
  },
  recordLapses: { says: 'record filed a year after the last day', from: 'endsOn', after: { days: 365 } },
} as const satisfies Readonly<Record<string, ClockRule>>;
