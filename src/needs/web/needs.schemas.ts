import { z } from 'zod';

/** What the pages about needs use of what operations answer. */
export const boardNeed = z.object({
  id: z.string(),
  personId: z.string(),
  person: z.string(),
  staffGroup: z.string().nullable(),
  title: z.string(),
  origin: z.string(),
  framework: z.string().nullable(),
  standards: z.array(z.string()),
  place: z.string(),
  undoable: z.boolean(),
  level: z.string().nullable(),
  themeId: z.string().nullable(),
  priorityId: z.string().nullable(),
  rank: z.number().nullable(),
  groupId: z.string().nullable(),
  group: z.string().nullable(),
  deferredUntil: z.string().nullable(),
  carried: z.number(),
});
export const strength = z.object({
  personId: z.string(),
  person: z.string(),
  framework: z.string(),
  standard: z.string(),
});
export const year = z.object({ id: z.string(), title: z.string(), startsOn: z.string(), endsOn: z.string() });
export const priority = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  withdrawnOn: z.string().nullable(),
});
export const theme = z.object({ id: z.string(), title: z.string() });
export const outcome = z.object({
  done: z.array(z.string()),
  refused: z.array(z.object({ id: z.string(), detail: z.string() })),
});

export type BoardNeed = z.output<typeof boardNeed>;
export type Strength = z.output<typeof strength>;
export type Year = z.output<typeof year>;
export type Priority = z.output<typeof priority>;
export type Theme = z.output<typeof theme>;
export type Outcome = z.output<typeof outcome>;
