import { z } from 'zod';
import { id } from '../../api/index.js';
import { PROVISION } from '../plan-line.js';

/** Instants come out of the database as dates. */
const moment = z.date().transform((date) => date.toISOString());

export const planLine = z.object({
  id,
  themeId: id.nullable(),
  priorityId: id.nullable(),
  title: z.string(),
  provision: z.enum(PROVISION),
  about: z.string(),
  people: z.int(),
  feePence: z.int(),
  travelPence: z.int(),
  materialsPence: z.int(),
  coverPence: z.int(),
  paidMinutes: z.int(),
  potId: id.nullable(),
  needIds: z.array(id).readonly(),
});

export const planCost = z.object({
  items: z.int(),
  cashPence: z.int(),
  coverPence: z.int().meta({ description: 'Within the cash' }),
  paidMinutes: z.int().meta({ description: 'Beside the cash' }),
});

export const planView = z.object({
  id,
  cycleId: id,
  title: z.string(),
  version: z.int(),
  state: z.string(),
  revision: z.int(),
  labels: z.array(z.string()).readonly(),
  explain: z.string(),
  openEditionId: id.nullable(),
  lines: z.array(planLine.extend({ cashPence: z.int() })).readonly(),
  cost: planCost,
  inForce: planCost,
  editions: z
    .array(
      z.object({
        id,
        version: z.int().nullable(),
        note: z.string(),
        madeAt: moment,
        effectiveAt: moment.nullable(),
        beforePence: z.int().nullable(),
        afterPence: z.int().nullable(),
        dropped: z.boolean(),
      }),
    )
    .readonly(),
  comments: z
    .array(z.object({ editionId: id, lineId: id.nullable(), body: z.string(), by: z.string(), at: moment }))
    .readonly(),
});

export const potBudget = z.object({
  potId: id,
  name: z.string(),
  financialYear: z.string(),
  amountPence: z.int(),
  plannedPence: z.int(),
  draftPence: z.int(),
  committedPence: z.int(),
  spentPence: z.int(),
  leftToPlanPence: z.int(),
  leftToSpendPence: z.int(),
  overrun: z.boolean(),
});
