import { z } from 'zod';
import { id, isoDate, text } from '../../api/index.js';
import { MOST_OBJECTIVES } from '../review-parts.js';
import type { Part } from '../review-parts.js';

const isPlain = (s: string): boolean =>
  [...s].every((c) => c >= ' ' || c === '\n' || c === '\r' || c === '\t');

/** Text that somebody is still writing: may be empty, and nothing of it is trimmed. */
export const draft = (most: number) =>
  z.string().max(most).refine(isPlain, { error: 'contains control characters' });

/** Code of a framework or a standard, as printed: 'TS4', 'P2.1'. */
export const code = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,63}$/u, 'a code such as TS4');
export const standardCodes = z.array(code).max(20).default([]);
export const frameworkCode = code.nullable().default(null);

const objective = z.strictObject({
  id,
  title: draft(200),
  successCriteria: draft(4000),
  framework: frameworkCode,
  standards: standardCodes,
});

export const objectives = z.strictObject({
  objectives: z
    .array(objective)
    .max(MOST_OBJECTIVES, `at most ${MOST_OBJECTIVES} objectives`)
    .refine((list) => new Set(list.map((o) => o.id)).size === list.length, {
      error: 'two objectives share an id',
    }),
});

/** Objectives of a proposed change: complete, since the other person agrees to them as they stand. */
export const completeObjectives = z.strictObject({
  objectives: z
    .array(objective.extend({ title: text(200), successCriteria: text(4000) }))
    .min(1, 'at least one objective')
    .max(MOST_OBJECTIVES, `at most ${MOST_OBJECTIVES} objectives`)
    .refine((list) => new Set(list.map((o) => o.id)).size === list.length, {
      error: 'two objectives share an id',
    }),
});

const judgement = z.strictObject({
  judgements: z
    .array(
      z.strictObject({
        objectiveId: id,
        outcome: z.enum(['met', 'partly', 'notMet']).nullable(),
        why: draft(4000),
      }),
    )
    .max(2 * MOST_OBJECTIVES),
  overall: draft(8000),
});

const words = z.strictObject({ text: draft(20_000) });

/** What each part holds. */
export const partBody = {
  preparation: words,
  proposedObjectives: objectives,
  comments: words,
  objectives,
  summary: words,
  observation: words,
  support: words,
  midYear: words,
  judgement,
} as const satisfies Record<Part, z.ZodType>;

/** A training need as it stands in the annex. */
export const annexWording = z.strictObject({
  title: text(200),
  outcome: draft(4000).default(''),
  framework: frameworkCode,
  standards: standardCodes,
});

export const aim = z.strictObject({
  years: z.union([z.literal(3), z.literal(5)]),
  body: text(4000),
  framework: frameworkCode,
  standards: standardCodes,
});

export const journalText = z.strictObject({
  onDate: isoDate,
  title: text(200),
  body: draft(20_000),
  framework: frameworkCode,
  standards: standardCodes,
});

/** Something said with an event. */
export const withComment = z.strictObject({ comment: text(8000).optional() });

/** How long a list may be, and where it goes on. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
};

/** Which version the writer saw; 0 where there was none. */
export const basedOn = z.int().min(0).max(1_000_000);
