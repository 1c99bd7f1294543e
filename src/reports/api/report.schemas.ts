import { z } from 'zod';
import { ALL_SECTIONS } from '../../../workflows/report/report.types.js';
import { id, text } from '../../api/index.js';

export const section = z.enum(ALL_SECTIONS);
const moment = z.union([z.date(), z.string()]).meta({ type: 'string', format: 'date-time' });

export const commentary = z.strictObject({
  version: z.int().min(0).max(1_000_000).meta({ description: 'The version that you saw; 0: none' }),
  text: text(20_000).or(z.literal('')),
  notKnown: text(8000).or(z.literal('')).default(''),
});
export const ofSection = z.strictObject({ section });
export const question = z.strictObject({ section, question: text(4000) });
export const answerGiven = z.strictObject({ section, answer: text(8000) });

const number = z.number().nullable();
export const earlier = z.object({ cycle: z.string(), value: number, of: number });
export const item = z.object({
  id: z.string(),
  kind: z.enum(['example', 'stop', 'keep', 'change', 'ask']),
  text: z.string(),
  because: z.string(),
});
export const figureChange = z.object({
  figureId: z.string(),
  name: z.string(),
  unit: z.string(),
  before: earlier,
  after: earlier,
});
const part = z.object({
  path: z.array(z.string()).readonly(),
  value: z.number(),
  of: z.number().nullable(),
});
export const figureView = z.object({
  name: z.string(),
  title: z.string(),
  words: z.string().meta({ description: 'The definition, in words' }),
  unit: z.string().meta({ description: 'pence, minutes, or what is counted' }),
  appendix: z.boolean(),
  inTable: z.boolean(),
  value: z.number().nullable().meta({ description: 'Null: not known; then reason says why' }),
  of: z.number().nullable(),
  reason: z.string().nullable(),
  parts: z.array(part).readonly(),
  earlier: z.array(earlier).readonly(),
});
export const sectionView = z.object({
  section,
  title: z.string(),
  figures: z.array(figureView).readonly(),
  items: z.array(item).readonly(),
  commentary: z.string(),
  notKnown: z.string(),
});
export const reportView = z.object({
  school: z.string(),
  urn: z.string().nullable(),
  year: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  computedAt: z.string().nullable(),
  edition: z.int(),
  dataVersion: z.string().nullable(),
  sections: z.array(sectionView).readonly(),
  errata: z
    .array(
      z.object({
        edition: z.int(),
        at: z.string(),
        words: z.string(),
        changes: z.array(figureChange).readonly(),
      }),
    )
    .readonly(),
  addendum: z.string().nullable(),
});
export const questionView = z.object({
  id,
  section,
  body: z.string(),
  askedAt: moment,
  answer: z.string().nullable(),
});
export const paperView = z.object({
  id,
  kind: z.string(),
  version: z.int(),
  edition: z.int(),
  body: reportView,
  madeAt: moment,
  sentAt: moment.nullable(),
});
export const record = z.object({
  kind: z.string(),
  id: z.string(),
  label: z.string(),
  part: z.array(z.string()).readonly(),
  counts: z.boolean(),
  amount: z.number(),
});
