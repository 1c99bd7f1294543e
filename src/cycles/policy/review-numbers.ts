import { reviewPolicy } from '../../../workflows/review/review.clocks.js';
import { policyNumber } from './policy-number.js';
import type { PolicyNumber, PolicyUnit } from './policy-number.js';

const REGULATIONS = 'England’s 2006 performance management regulations, since replaced: a habit, not law';
const OURS = 'our own choice';

const number = (
  key: keyof typeof reviewPolicy,
  unit: PolicyUnit,
  label: string,
  source: string,
): PolicyNumber => policyNumber(key, reviewPolicy[key], unit, label, source);

/** Numbers of the review: its defaults stand beside its chart. */
export const reviewNumbers: readonly PolicyNumber[] = [
  number('review.meetingRecordDays', 'workingDays', 'Planning meeting recorded after its date', OURS),
  number('review.draftDays', 'workingDays', 'Draft statement after the planning meeting', REGULATIONS),
  number(
    'review.commentDays',
    'workingDays',
    'Comments and agreement after the planning meeting',
    REGULATIONS,
  ),
  number(
    'review.signDays',
    'workingDays',
    'Comments and signature after the judgement was shared',
    REGULATIONS,
  ),
  number('review.moderationDays', 'workingDays', 'Decision of a moderator', REGULATIONS),
  number('review.chaseDays', 'workingDays', 'Between two rungs of chasing', OURS),
  number('review.shareWithdrawHours', 'hours', 'A shared statement can be taken back, hours', OURS),
  number(
    'review.shareWithdrawDays',
    'workingDays',
    'A shared statement can be taken back, further days',
    OURS,
  ),
  number('review.agreedWithdrawHours', 'hours', 'An agreement can be withdrawn, hours', OURS),
  number('review.agreedWithdrawDays', 'workingDays', 'An agreement can be withdrawn, further days', OURS),
  number('review.signedWithdrawHours', 'hours', 'A signature can be withdrawn, hours', OURS),
  number('review.signedWithdrawDays', 'workingDays', 'A signature can be withdrawn, further days', OURS),
  policyNumber(
    'review.leastWeeks',
    12,
    'schoolWeeks',
    'Shorter contracts than this have no review',
    'one term',
  ),
  policyNumber(
    'review.leastDays',
    28,
    'days',
    'Least time to agree a review, or until its mid-year meeting, where it begins late',
    OURS,
  ),
  policyNumber(
    'review.observationLimitMinutes',
    0,
    'minutes',
    'Most observation of one person in a year; 0 is no limit',
    'a limit is a setting, off by default',
  ),
  policyNumber(
    'review.payRecommendation',
    0,
    'choice',
    'Reviews carry a pay recommendation',
    'optional, off by default',
  ),
];
