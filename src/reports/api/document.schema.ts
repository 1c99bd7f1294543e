import { z } from 'zod';
import { earlier, figureChange, item, section } from './report.schemas.js';

const number = z.number().nullable();
const share = z.object({ value: z.number(), of: z.number() });
const notShown = z.object({ notShown: z.string() });

const documentFigure = z.object({
  id: z.string(),
  name: z.string(),
  value: number.meta({ description: 'Null: not known; then reason says why' }),
  reason: z.string().nullable(),
  unit: z.string().meta({ description: 'pence, minutes, or what is counted' }),
  of: number,
  definitionId: z.string(),
  appendix: z.boolean(),
  earlier: z.array(earlier).readonly(),
});
const table = z.object({
  id: z.string(),
  title: z.string(),
  columns: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        type: z.enum(['text', 'count', 'pence', 'minutes', 'share']),
        figureId: z.string().nullable(),
      }),
    )
    .readonly(),
  rows: z.array(z.array(z.union([z.string(), z.number(), share, notShown])).readonly()).readonly(),
  note: z.string(),
});
const chart = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  tableId: z.string(),
  type: z.enum(['count', 'pence', 'minutes']),
  bars: z.array(z.object({ label: z.string(), series: z.string(), value: z.number() })).readonly(),
});
const definition = z.object({
  id: z.string(),
  name: z.string(),
  section,
  words: z.string(),
  unit: z.string(),
});
const erratum = z.object({
  edition: z.int(),
  publishedAt: z.string(),
  words: z.string(),
  changes: z.array(figureChange).readonly(),
});

/** The report as data, whole: what every format is made from. */
export const reportDocument = z.object({
  school: z.object({ name: z.string(), urn: z.string().nullable() }),
  cycle: z.object({ title: z.string(), startsOn: z.string().nullable(), endsOn: z.string().nullable() }),
  readers: z.enum(['leaders', 'governors', 'staff']),
  edition: z.int(),
  computedAt: z.string().nullable(),
  frozenAt: z.string().nullable(),
  dataVersion: z.string().nullable(),
  sections: z
    .array(
      z.object({
        id: z.enum(['year', ...section.options]),
        title: z.string(),
        headline: z.string(),
        lines: z.array(z.string()).readonly(),
        figures: z.array(documentFigure).readonly(),
        tables: z.array(table).readonly(),
        charts: z.array(chart).readonly(),
        items: z.array(item).readonly(),
        commentary: z.string(),
        notKnown: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  definitions: z.array(definition).readonly(),
  errata: z.array(erratum).readonly(),
  addendum: z.string().nullable(),
});
export const definitionsAnswer = z.object({ definitions: z.array(definition).readonly() });
