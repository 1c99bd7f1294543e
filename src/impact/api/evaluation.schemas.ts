import { z } from 'zod';
import { id, isoDate, text } from '../../api/index.js';
import { EVIDENCE_KINDS } from '../evidence.entity.js';
import { USES } from '../response.entity.js';

const words = (most: number) => text(most).or(z.literal('')).default('');
const rating = z.int().min(1).max(5).meta({ description: '1 least, 5 most' });
const number = z.number().min(-1_000_000).max(1_000_000);
/** For whom somebody without a computer answers: through their line manager, or through who led it. */
const onBehalf = {
  personId: id.optional().meta({ description: 'Of whom it is, where you enter it for them' }),
  confirmed: z
    .enum(['paper', 'sharedDevice'])
    .optional()
    .meta({ description: 'How they confirmed it, where you enter it for somebody of a group' }),
};

/** Levels 1 to 3: two minutes on the day. */
export const reaction = z.strictObject({
  ...onBehalf,
  worth: rating,
  learnt: rating,
  support: rating,
  said: words(4000).meta({ description: 'What will you try first?' }),
  factors: words(4000),
  forFacilitator: z.boolean().default(false).meta({ description: 'The facilitator may read this answer' }),
});

/** Levels 3 and 4, some weeks later: what is used, and what helped or hindered. */
export const application = z.strictObject({
  ...onBehalf,
  use: z.enum(USES),
  said: words(4000),
  factors: words(4000),
});
export const managerView = application.omit({ personId: true, confirmed: true });

/** Only web addresses: what a page shows as a link must not be able to do anything else. */
const link = z
  .url({ protocol: /^https?$/, hostname: z.regexes.domain })
  .max(500)
  .refine((s) => !s.includes('@'), { error: 'carries a user name' });

const evidenceItem = z.strictObject({
  kind: z.enum(EVIDENCE_KINDS),
  level: z.union([z.literal(3), z.literal(4), z.literal(5)]),
  about: text(2000).meta({ description: 'What it shows; no pupil’s name' }),
  link: link.nullable().default(null),
  fileReference: text(200).nullable().default(null),
});
const somewhere = {
  error: 'say where it is: a link or a file reference',
};
export const evidence = evidenceItem.refine((it) => it.link !== null || it.fileReference !== null, somewhere);

/** Level 5: pupils' progress as a measure, or a benefit to the service in words. */
export const measure = z
  .strictObject({
    measure: text(200).meta({ description: 'What is measured, e.g. reading age' }),
    unit: words(60),
    baseline: number.nullable().default(null),
    actual: number.nullable().default(null),
    groupSize: z.int().min(1).max(100_000).nullable().default(null),
    benefit: words(2000),
  })
  .refine((it) => it.actual !== null || it.benefit !== '', {
    error: 'give the number reached, or the benefit in words',
  });

export const givenEvidence = z
  .strictObject({ ...evidenceItem.shape, measure: measure.nullable().default(null) })
  .refine((it) => it.link !== null || it.fileReference !== null, somewhere);

export const baseline = z
  .strictObject({
    outcome: text(2000).meta({ description: 'What will be different' }),
    forWhom: text(500),
    baselineNumber: number.nullable().default(null),
    baselineUnit: text(60).nullable().default(null),
    baselineLevel: words(2000),
    evidencePlanned: text(2000),
  })
  .refine((it) => (it.baselineNumber === null) === (it.baselineUnit === null), {
    error: 'a number needs its unit, and a unit its number',
  })
  .refine((it) => it.baselineNumber !== null || it.baselineLevel !== '', {
    error: 'say where you start from: a number with its unit, or a level in words',
  });

const reasons = { why: text(4000), otherFactors: words(4000) };
export const judgement = z.strictObject({
  outcome: z.enum(['met', 'partlyMet', 'notMet', 'tooEarly']),
  ...reasons,
});
export const settled = z.strictObject({ outcome: z.enum(['met', 'partlyMet', 'notMet']), ...reasons });
export const results = z.strictObject({ ...settled.shape, measure: measure.nullable().default(null) });

export const followUp = z
  .strictObject({
    kind: z.enum(['task', 'need']),
    title: text(200),
    forPersonId: id,
    dueOn: isoDate.nullable().default(null),
  })
  .refine((it) => it.kind === 'need' || it.dueOn !== null, { error: 'a task needs a day' });

export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
};
