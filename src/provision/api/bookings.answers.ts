import { z } from 'zod';
import { id, instant } from '../../api/index.js';

const line = {
  id,
  activityId: id,
  title: z.string(),
  personId: id,
  person: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  costPence: z.int(),
  state: z.string(),
  status: z.string(),
  revision: z.int(),
  labels: z.array(z.string()),
};
/** One line of a list of bookings. */
export const lineSchema = z.object(line);
/** One line of what waits for the caller. */
export const waitingSchema = z.object({
  ...line,
  duty: z.string(),
  event: z.string(),
  since: instant,
  dueAt: instant.nullable(),
  step: z.int().nullable().meta({ description: 'Which step is to be decided; for bookings.approve' }),
  outcome: z.string().meta({ description: 'Empty for those who may not know what it is for' }),
});

/** One booking. `purpose` is null for finance and cover. */
export const bookingSchema = z.object({
  ...line,
  purpose: z
    .object({
      needId: id.nullable(),
      outcome: z.string(),
      baseline: z.string(),
      evidence: z.string(),
      reason: z.string(),
    })
    .nullable(),
  shared: z.object({ body: z.string(), link: z.string().nullable() }).nullable(),
  recompense: z.string().nullable(),
  keptPence: z.int(),
  steps: z.array(
    z.object({
      role: z.string(),
      personId: id.nullable(),
      decided: z.string().nullable(),
      by: id.nullable(),
      at: instant.nullable(),
    }),
  ),
  funding: z.array(z.object({ potId: id, pence: z.int(), financialYear: z.string(), state: z.string() })),
  sessions: z.array(
    z.object({ id, on: z.string(), startsAt: z.string(), endsAt: z.string(), room: z.string() }),
  ),
  notes: z.array(z.object({ about: z.string(), body: z.string(), writtenBy: id, writtenAt: instant })),
  cover: z.array(
    z.object({
      id,
      on: z.string(),
      from: z.string(),
      to: z.string(),
      coveredBy: id.nullable(),
      coveredByName: z.string().nullable(),
      costPence: z.int(),
      arranged: z.boolean(),
    }),
  ),
  ledger: z.array(
    z.object({
      line: z.string(),
      kind: z.string(),
      potId: id,
      financialYear: z.string(),
      pence: z.int(),
    }),
  ),
  confirmations: z.array(z.object({ reference: z.string(), enteredAt: instant })),
  certificates: z
    .array(
      z.object({
        id,
        title: z.string(),
        expiresOn: z.string().nullable(),
        link: z.string().nullable(),
        hasFile: z.boolean(),
      }),
    )
    .meta({ description: 'Empty for finance and cover' }),
});
