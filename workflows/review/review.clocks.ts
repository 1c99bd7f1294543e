import type { ClockRule } from '../chart.js';

/** Defaults of the school's review policy. The day counts come from England's 2006 regulations, since replaced: no law. */
export const reviewPolicy = {
  'review.meetingRecordDays': 1,
  'review.draftDays': 5,
  'review.commentDays': 10,
  'review.signDays': 10,
  'review.moderationDays': 10,
  'review.chaseDays': 3,
  'review.shareWithdrawHours': 24,
  'review.shareWithdrawDays': 0,
  'review.agreedWithdrawHours': 24,
  'review.agreedWithdrawDays': 0,
  'review.signedWithdrawHours': 24,
  'review.signedWithdrawDays': 0,
} as const satisfies Readonly<Record<string, number>>;

const both = ['reviewee', 'reviewer'];

export const reviewClocks = {
  meetingRecordDue: {
    says: 'meeting to be recorded 1 working day after it was booked for',
    from: 'meetingOn',
    after: { workingDays: 'review.meetingRecordDays' },
    of: both,
  },
  agreedDue: { says: 'review to be agreed by the school’s date', from: 'agreeBy', of: both },
  draftDue: {
    says: 'draft statement due 5 working days after the planning meeting',
    from: 'heldOn',
    after: { workingDays: 'review.draftDays' },
    of: both,
  },
  commentsDue: {
    says: 'comments and agreement due 10 working days after the planning meeting',
    from: 'heldOn',
    after: { workingDays: 'review.commentDays' },
    of: both,
  },
  shareWithdrawCloses: {
    says: 'a shared statement can be taken back for a while',
    from: 'sharedAt',
    after: { hours: 'review.shareWithdrawHours', workingDays: 'review.shareWithdrawDays' },
  },
  agreementCloses: {
    says: 'an agreement can be withdrawn for a while; then the needs pass',
    from: 'agreedAt',
    after: { hours: 'review.agreedWithdrawHours', workingDays: 'review.agreedWithdrawDays' },
  },
  midYearDue: { says: 'mid-year meeting due by the school’s date', from: 'midYearBy', of: both },
  closingOpens: { says: 'closing begins on the school’s date', from: 'closingFrom', at: 'open' },
  closedDue: { says: 'review to be closed by 31 October of the next year', from: 'closeBy', of: both },
  signDue: {
    says: 'comments and signature due 10 working days after the judgement was shared',
    from: 'judgedAt',
    after: { workingDays: 'review.signDays' },
    of: both,
  },
  signatureCloses: {
    says: 'a signature can be withdrawn for a while',
    from: 'signedAt',
    after: { hours: 'review.signedWithdrawHours', workingDays: 'review.signedWithdrawDays' },
  },
  chaseDue: {
    says: 'still late 3 working days after the last reminder',
    from: 'lateSince',
    after: { workingDays: 'review.chaseDays' },
    of: both,
  },
  settleDue: {
    says: 'decision about contested needs due 10 working days after they were found',
    from: 'contestedAt',
    after: { workingDays: 'review.moderationDays' },
  },
  moderationDue: {
    says: 'decision due 10 working days after the dispute',
    from: 'disputedAt',
    after: { workingDays: 'review.moderationDays' },
  },
} as const satisfies Readonly<Record<string, ClockRule>>;
