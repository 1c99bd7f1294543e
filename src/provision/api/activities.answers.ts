import { z } from 'zod';
import { id } from '../../api/index.js';

const entry = {
  id,
  kind: z.string(),
  title: z.string(),
  external: z.boolean(),
  statutory: z.boolean(),
  facilitatorId: id.nullable(),
  host: z.string().nullable().meta({ description: 'Another school of the trust that offers it' }),
  provider: z.string().nullable(),
  state: z.string(),
  revision: z.int(),
  startsOn: z.string(),
  endsOn: z.string(),
  capacity: z.int().nullable(),
  taken: z.int(),
  waiting: z.int(),
};
/** One line of the catalogue. */
export const entrySchema = z.object(entry);

const sessionSchema = z.object({
  id,
  on: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  room: z.string(),
  slot: z.string(),
  release: z.boolean(),
  state: z.string(),
});

/** One activity. `cost` is null for whoever may not see it. */
export const activitySchema = z.object({
  ...entry,
  status: z.string(),
  labels: z.array(z.string()),
  description: z.string(),
  outcome: z.string(),
  baseline: z.string(),
  evidence: z.string(),
  priorityId: id.nullable(),
  providerId: id.nullable(),
  cycleId: id,
  minimum: z.int(),
  bookingClosesOn: z.string(),
  sessions: z.array(sessionSchema),
  milestones: z.array(z.object({ id, title: z.string(), dueOn: z.string(), state: z.string() })),
  quality: z.array(z.object({ part: z.string(), mark: z.string(), answer: z.string() })),
  cost: z
    .object({
      feePence: z.int(),
      travelPence: z.int(),
      materialsPence: z.int(),
      fixedPence: z.int(),
      guestFeePence: z.int().nullable(),
      potId: id.nullable(),
      charges: z.array(z.object({ daysBefore: z.int(), percent: z.int() })),
    })
    .nullable(),
  followUps: z.array(
    z.object({ id, who: z.string(), task: z.string(), dueOn: z.string(), done: z.boolean() }),
  ),
});

/** The attendance sheet of an activity. */
export const sheetSchema = z.object({
  sessions: z.array(sessionSchema),
  people: z.array(
    z.object({
      bookingId: id,
      name: z.string(),
      accessRequirements: z.string(),
      marks: z.record(z.string(), z.string()),
    }),
  ),
});

/** Somebody of another school who comes. */
export const guestSchema = z.object({
  bookingId: id,
  school: z.string(),
  name: z.string(),
  placed: z.boolean(),
  waiting: z.boolean(),
  feePence: z.int(),
});
