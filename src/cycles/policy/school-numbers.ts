import { policyNumber } from './policy-number.js';
import type { PolicyNumber } from './policy-number.js';

/** Numbers that concern the year, money and provision as a whole. */
export const schoolNumbers: readonly PolicyNumber[] = [
  policyNumber(
    'plan.amendmentLimitPence',
    50_000,
    'pence',
    'An amendment of the plan above this goes back to the head',
    'our own choice',
  ),
  policyNumber(
    'booking.headAbovePence',
    50_000,
    'pence',
    'A booking above this is approved by the head too',
    'our own choice',
  ),
  policyNumber(
    'booking.financeAbovePence',
    100_000,
    'pence',
    'A booking above this is approved by finance too',
    'our own choice',
  ),
  policyNumber('booking.mostOut', 3, 'count', 'Most people out on the same day', 'our own choice'),
  policyNumber(
    'impact.fullAbovePence',
    30_000,
    'pence',
    'A full evaluation above this cost',
    'effort fits the stakes; the sum is our own choice',
  ),
  policyNumber(
    'report.papersClearDays',
    7,
    'days',
    'Clear days between papers and the governors’ meeting',
    'the rule for papers of maintained schools’ governing bodies',
  ),
  policyNumber(
    'report.smallestGroup',
    5,
    'count',
    'Groups smaller than this are hidden in totals',
    'the product’s rule on confidentiality; never lower',
  ),
].map((number) => (number.key === 'report.smallestGroup' ? { ...number, least: 5 } : number));
