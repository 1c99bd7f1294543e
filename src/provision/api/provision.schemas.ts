import { z } from 'zod';
import { id, isoDate, pence, text } from '../../api/index.js';
import { ACTIVITY_KINDS } from '../activities/activity.entity.js';

/** Text that may also be left empty. */
export const optionalText = (most: number) => z.union([z.literal(''), text(most)]).default('');
export const link = z.url({ protocol: /^https?$/ }).max(500);
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
};
export const flag = z.enum(['true', 'false']).transform((said) => said === 'true');
const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ description: 'Local time, HH:MM' });

/** A session as it is written down. */
export const session = z
  .strictObject({
    id: id.optional(),
    on: isoDate,
    startsAt: clock,
    endsAt: clock,
    room: optionalText(100).optional(),
    slot: optionalText(60).optional(),
    release: z.boolean().optional().meta({ description: 'False where nobody is taken out of their work' }),
  })
  .refine((it) => it.startsAt < it.endsAt, { error: 'ends before it begins', path: ['endsAt'] });
export const sessions = z.array(session).max(100);

export const capacity = z.int().min(1).max(5000).nullable();
const chargeRule = z.strictObject({
  daysBefore: z.int().min(0).max(365),
  percent: z.int().min(0).max(100),
});
const amounts = {
  feePence: pence.default(0),
  travelPence: pence.default(0),
  materialsPence: pence.default(0),
  fixedPence: pence.default(0),
};
export const cost = z
  .strictObject({
    ...amounts,
    potId: id.nullable().default(null),
    charges: z.array(chargeRule).max(10).default([]),
  })
  .refine((it) => it.feePence + it.travelPence + it.materialsPence <= 1_000_000_000, {
    error: 'a place costs too much altogether',
  })
  .refine((it) => it.fixedPence === 0 || it.potId !== null, {
    error: 'a fixed fee names the pot that pays it',
    path: ['potId'],
  });

/** What an activity says of itself. */
export const words = {
  kind: z.enum(ACTIVITY_KINDS),
  title: text(200),
  description: optionalText(8000),
  providerId: id.nullable().default(null),
  priorityId: id.nullable().default(null),
  statutory: z.boolean().default(false),
  outcome: optionalText(2000),
  baseline: optionalText(2000),
  evidence: optionalText(2000),
};

/** The same where a draft is changed: what is left out stays. */
export const changedWords = {
  kind: words.kind.optional(),
  title: words.title.optional(),
  description: words.description.unwrap().optional(),
  providerId: words.providerId.unwrap().optional(),
  priorityId: words.priorityId.unwrap().optional(),
  statutory: words.statutory.unwrap().optional(),
  outcome: words.outcome.unwrap().optional(),
  baseline: words.baseline.unwrap().optional(),
  evidence: words.evidence.unwrap().optional(),
};

/** One share of a cost, from one pot. */
export const share = z.strictObject({
  potId: id,
  financialYear: z.string().regex(/^\d{4}-\d{2}$/),
  pence: z.int().min(1).max(1_000_000_000),
});
