import { z } from 'zod';
import { policyNumberOf } from '../policy/index.js';

const amount = z.union([z.number(), z.string().min(1)]);
const UNITS = ['workingDays', 'schoolWeeks', 'days', 'hours', 'minutes'] as const;

const ruleSchema = z.strictObject({
  says: z.string().min(1),
  from: z.string().min(1).optional(),
  after: z
    .strictObject({
      workingDays: amount.optional(),
      schoolWeeks: amount.optional(),
      days: amount.optional(),
      hours: amount.optional(),
      minutes: amount.optional(),
    })
    .optional(),
  of: z.array(z.string().min(1)).optional(),
  at: z.enum(['open', 'close']).optional(),
});

/** What is wrong with a chart's clock rule, one sentence each: its shape, and policy numbers that nobody knows. */
export function ruleProblems(rule: unknown): string[] {
  const parsed = ruleSchema.safeParse(rule);
  if (!parsed.success) {
    return parsed.error.issues.map(
      (issue) => `clock rule, ${issue.path.join('.') || 'whole'}: ${issue.message}`,
    );
  }
  const { after, at } = parsed.data;
  const problems: string[] = [];
  if (at !== undefined && (after?.hours !== undefined || after?.minutes !== undefined)) {
    problems.push('a clock that counts hours or minutes keeps its time of day and cannot say "at"');
  }
  return [...problems, ...UNITS.flatMap((unit) => amountProblems(unit, after?.[unit]))];
}

function amountProblems(unit: (typeof UNITS)[number], value: string | number | undefined): string[] {
  if (typeof value !== 'string') return [];
  const number = policyNumberOf(value);
  if (!number) return [`policy has no number "${value}": add it to src/cycles/policy`];
  if (number.unit === unit) return [];
  return [`policy number "${value}" counts ${number.unit}, and the clock rule takes it for ${unit}`];
}
