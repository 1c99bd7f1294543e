import { z } from 'zod';
import { id } from '../../api/index.js';

const moment = z.union([z.date(), z.string()]).meta({ type: 'string', format: 'date-time' });
const decimal = z.string().nullable();

export const line = z.object({
  id,
  activityId: id,
  activity: z.string(),
  bookingId: id.nullable(),
  cycleId: id,
  people: z
    .array(z.string())
    .readonly()
    .meta({ description: 'Of a group only your own name, unless you lead' }),
  state: z.string(),
  status: z.string(),
  mode: z.string(),
  finding: z.string().nullable(),
  notReturned: z.array(z.string()).readonly(),
});

export const followUpAnswer = z.object({
  id,
  evaluationId: id,
  kind: z.enum(['task', 'need']),
  title: z.string(),
  forPersonId: id,
  dueOn: z.string().nullable(),
  madeBy: id,
  madeAt: moment,
  doneBy: id.nullable(),
  doneAt: moment.nullable(),
});

export const whole = z.object({
  id,
  cycleId: id,
  activityId: id,
  bookingId: id.nullable(),
  outcome: z.string(),
  forWhom: z.string(),
  baselineNumber: decimal,
  baselineUnit: z.string().nullable(),
  baselineLevel: z.string(),
  evidencePlanned: z.string(),
  heldOn: z.string(),
  dueOn: z.string(),
  startedAt: moment,
  state: z.string(),
  status: z.string(),
  revision: z.int(),
  labels: z.array(z.string()),
  mode: z.enum(['full', 'light']),
  benefit: z.enum(['pupils', 'service']),
  finding: z.string().nullable(),
  notReturned: z.array(z.string()).readonly(),
  strength: z.enum(['strong', 'fair', 'weak', 'none']),
  entersFor: z
    .array(z.object({ personId: id, name: z.string() }))
    .meta({ description: 'Those without a computer for whom you may enter answers' }),
  clocks: z.array(z.object({ delay: z.string(), dueAt: z.string(), says: z.string() })),
  responses: z.array(
    z.object({
      id,
      stage: z.string(),
      personId: id,
      worth: z.int().nullable(),
      learnt: z.int().nullable(),
      support: z.int().nullable(),
      use: z.string().nullable(),
      said: z.string(),
      factors: z.string(),
      forFacilitator: z.boolean(),
      writtenBy: id,
      writtenAt: moment,
      confirmed: z.enum(['paper', 'sharedDevice']).nullable(),
    }),
  ),
  evidence: z.array(
    z.object({
      id,
      kind: z.string(),
      level: z.int(),
      about: z.string(),
      link: z.string().nullable(),
      fileReference: z.string().nullable(),
      givenBy: id,
      givenAt: moment,
    }),
  ),
  measures: z.array(
    z.object({
      phase: z.string(),
      measure: z.string(),
      unit: z.string(),
      baseline: decimal,
      actual: decimal,
      groupSize: z.int().nullable(),
      benefit: z.string(),
      givenBy: id,
      givenAt: moment,
    }),
  ),
  judgements: z.array(
    z.object({
      id,
      kind: z.string(),
      outcome: z.string(),
      why: z.string(),
      otherFactors: z.string(),
      byPerson: id,
      at: moment,
    }),
  ),
  followUps: z.array(followUpAnswer),
});

const cell = z.int().nullable();
export const totals = z.object({
  totals: z
    .object({
      people: z.int(),
      met: cell,
      partlyMet: cell,
      notMet: cell,
      notKnown: cell,
      metOrPartly: cell,
      others: cell,
    })
    .nullable()
    .meta({ description: 'Null: fewer than five people' }),
});

const average = z.number().nullable();
export const reactions = z.object({
  answers: z.int().meta({ description: 'How many answers the averages speak of: whole fives' }),
  worth: average,
  learnt: average,
  support: average,
  consented: z
    .array(z.object({ worth: z.int(), learnt: z.int(), support: z.int(), said: z.string() }))
    .readonly(),
});
