import { needPolicy } from '../../../workflows/need/need.clocks.js';
import { planPolicy } from '../../../workflows/plan/plan.clocks.js';
import { policyNumber } from './policy-number.js';
import type { PolicyNumber } from './policy-number.js';

const OURS = 'our own choice';

/** Numbers of training needs and of the training plan: their defaults stand beside their charts. */
export const planningNumbers: readonly PolicyNumber[] = [
  policyNumber(
    'need.moderationDays',
    needPolicy['need.moderationDays'],
    'workingDays',
    'Decision about a need that only one of two people wants',
    OURS,
  ),
  policyNumber(
    'need.chaseDays',
    needPolicy['need.chaseDays'],
    'workingDays',
    'Before the head hears that needs are not sorted',
    OURS,
  ),
  policyNumber(
    'need.undoMinutes',
    needPolicy['need.undoMinutes'],
    'minutes',
    'A decision about a need can be undone',
    OURS,
  ),
  policyNumber(
    'plan.decisionDays',
    planPolicy['plan.decisionDays'],
    'workingDays',
    'Decision about a training plan that was submitted',
    OURS,
  ),
  policyNumber(
    'plan.chaseDays',
    planPolicy['plan.chaseDays'],
    'workingDays',
    'Between two rungs of chasing a plan',
    OURS,
  ),
];
