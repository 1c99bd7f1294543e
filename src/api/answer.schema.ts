import { z } from 'zod';

/** An instant, ISO 8601 UTC. */
export const instant = z.iso.datetime().meta({ description: 'Instant, ISO 8601 UTC' });
/** An ISO date in the school's zone. */
export const isoDate = z.iso.date().meta({ description: "Date in the school's zone, e.g. 2026-10-31" });
/** An id of a record or person. */
export const id = z.uuid();
/** Money: integer pence, 0 to ten million pounds. */
export const pence = z.int().min(0).max(1_000_000_000).meta({ description: 'Money in pence' });
/** Text that a person writes: kept as it is, without control characters but line breaks and tabs. */
export function text(most: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((s) => [...s].every((c) => c >= ' ' || c === '\n' || c === '\r' || c === '\t'), {
      error: 'contains control characters',
    });
}

/** What a command came to. */
export const answerSchema = z.object({
  id,
  chart: z.string(),
  version: z.int(),
  state: z
    .string()
    .meta({ description: 'Path of the current state; leaves of parallel regions joined by " + "' }),
  status: z.enum(['active', 'done', 'quarantined']),
  revision: z.int().meta({ description: 'Send it back in If-Match' }),
  at: instant,
  settled: z
    .boolean()
    .optional()
    .meta({ description: 'Whether all consequences had been delivered when this was sent' }),
});

/** Path parameter of everything that concerns one record. */
export const idParam = z.strictObject({ id });
