import { z } from 'zod';
import { needStory } from '../api/shapes.js';

/** Instants come as text where they were answered. */
const told = needStory.omit({ raisedAt: true, reasons: true, referrals: true, clocks: true }).extend({
  raisedAt: z.union([z.date().transform((date) => date.toISOString()), z.string()]),
  reasons: z.array(
    z.object({ kind: z.string(), body: z.string(), until: z.string().nullable(), by: z.string() }),
  ),
});
export type ToldNeed = z.output<typeof told>;

/** What `needs.mine` answers, as far as the page shows it. */
export const myNeeds = z.object({ needs: z.array(told) });
