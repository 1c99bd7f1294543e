import { needPolicy } from '../../../workflows/need/need.clocks.js';
import { planPolicy } from '../../../workflows/plan/plan.clocks.js';
import { standardsPolicy } from '../../../workflows/standards/standards.clocks.js';
import { policyNumber } from './policy-number.js';
import type { PolicyNumber } from './policy-number.js';

const OURS = 'our own choice';

const days = (key: string, value: number, label: string): PolicyNumber =>
  policyNumber(key, value, 'workingDays', label, OURS);

/** Numbers of self-assessments, needs and plans: their defaults stand beside their charts. */
export const recordNumbers: readonly PolicyNumber[] = [
  days(
    'standards.confirmDays',
    standardsPolicy['standards.confirmDays'],
    'Self-assessment confirmed after it came in',
  ),
  days('standards.answerDays', standardsPolicy['standards.answerDays'], 'Answer where the reviewer differs'),
  days(
    'standards.chooseDays',
    standardsPolicy['standards.chooseDays'],
    'Choice of the gaps that become needs',
  ),
  days(
    'standards.proposalDays',
    standardsPolicy['standards.proposalDays'],
    'Decision whether a gap is closed',
  ),
  days(
    'standards.chaseDays',
    standardsPolicy['standards.chaseDays'],
    'Self-assessments: between two rungs of chasing',
  ),
  days('need.moderationDays', needPolicy['need.moderationDays'], 'Decision about a contested need'),
  days('need.chaseDays', needPolicy['need.chaseDays'], 'Needs: between two rungs of chasing'),
  policyNumber(
    'need.undoMinutes',
    needPolicy['need.undoMinutes'],
    'minutes',
    'A decision on a need can be undone',
    OURS,
  ),
  days(
    'plan.decisionDays',
    planPolicy['plan.decisionDays'],
    'Decision on the training plan after it was submitted',
  ),
  days('plan.chaseDays', planPolicy['plan.chaseDays'], 'Plan: between two rungs of chasing'),
];
