import { z } from 'zod';
import { id, isoDate, text } from '../../api/index.js';
import { EVIDENCE_KINDS } from '../evidence.entity.js';

const moment = z.union([z.date(), z.string()]).meta({ type: 'string', format: 'date-time' });

/** Code of a framework or standard, as printed. */
export const code = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,63}$/u, 'a code such as TS4');
export const ratingValue = z
  .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
  .meta({ description: '1 not yet, 2 developing, 3 secure, 4 could help others' });
export const remark = z
  .string()
  .max(4000)
  .refine((s) => [...s].every((c) => c >= ' ' || c === '\n' || c === '\r' || c === '\t'), {
    error: 'contains control characters',
  });
export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
};

export const rating = z.object({
  id,
  standard: z.string(),
  rating: z.int(),
  note: z.string(),
  version: z.int(),
  ratedAt: moment,
  offeredAt: moment.nullable(),
  closedAt: moment.nullable(),
  second: z.int().nullable(),
  reason: z.string().nullable(),
});

export const evidenceText = z.strictObject({
  kind: z.enum(EVIDENCE_KINDS),
  title: text(200),
  note: remark.default(''),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .default(null),
  standards: z.array(code).max(20).default([]),
  onDate: isoDate,
});

/** The same about a file, as it comes in a query. */
export const evidenceFileQuery = z.strictObject({
  kind: z.enum(EVIDENCE_KINDS),
  title: text(200),
  fileName: text(200),
  note: remark.default(''),
  standards: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter(Boolean))
    .pipe(z.array(code).max(20)),
  onDate: isoDate,
});

export const evidence = z.object({
  id,
  kind: z.string(),
  title: z.string(),
  note: z.string(),
  link: z.string().nullable(),
  fileName: z.string().nullable(),
  mediaType: z.string().nullable(),
  size: z.int().nullable(),
  standards: z.array(z.string()),
  onDate: z.string(),
  addedAt: moment,
});

export const assessment = z.object({
  id,
  cycleId: id,
  personId: id,
  person: z.string(),
  framework: z.string(),
  standing: z.string(),
  state: z.string(),
  status: z.string(),
  revision: z.int(),
  labels: z.array(z.string()).readonly(),
  clocks: z.array(z.object({ delay: z.string(), dueAt: z.string(), says: z.string() })).readonly(),
  openGaps: z.array(id).readonly(),
  chosenGaps: z.array(id).readonly(),
  proposedGaps: z.array(id).readonly(),
  strengthsOffered: z.boolean(),
});

/** One row of the matrix: a standard with its rating and evidence. */
export const matrixRow = z.object({
  standard: z.string(),
  title: z.string(),
  section: z.string(),
  rating: rating.nullable(),
  gap: z.boolean(),
  evidence: z.array(id).meta({ description: 'Ids of the pieces of evidence for this standard' }),
});

export const picture = z.object({ taken: z.string(), ratings: z.unknown(), takenAt: moment });

export const frameworkLine = z.object({
  code: z.string(),
  version: z.string(),
  title: z.string(),
  standards: z.int(),
  own: z.boolean(),
});
