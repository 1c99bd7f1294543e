import { z } from 'zod';
import { id, instant } from '../../api/index.js';
import { PLACES } from '../place.js';

/** Instants come out of the database as dates. */
export const moment = z.date().transform((date) => date.toISOString());

export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
};

export const origin = z.enum([
  'annex',
  'standardsGap',
  'ownRequest',
  'selfEvaluation',
  'improvementPlan',
  'national',
  'statutory',
  'expiringCertificate',
  'induction',
]);

/** One need as lists show it. */
export const needLine = z.object({
  id,
  personId: id,
  person: z.string(),
  staffGroup: z.string().nullable(),
  title: z.string(),
  outcome: z.string(),
  origin,
  framework: z.string().nullable(),
  standards: z.array(z.string()).readonly(),
  cycleId: id,
  place: z.enum(PLACES),
  state: z.string(),
  revision: z.int(),
  level: z.string().nullable(),
  themeId: id.nullable(),
  theme: z.string().nullable(),
  priorityId: id.nullable(),
  rank: z.int().nullable(),
  ownerId: id.nullable(),
  groupId: id.nullable(),
  activityIds: z.array(id).readonly(),
  deferredUntil: z.string().nullable(),
  wantedBy: z.string().nullable(),
  carried: z.int(),
  raisedAt: moment,
});

/** Where it is, and why. */
export const needStory = needLine.extend({
  labels: z.array(z.string()).readonly(),
  explain: z.string(),
  reasons: z
    .array(
      z.object({
        kind: z.string(),
        body: z.string(),
        until: z.string().nullable(),
        by: z.string(),
        at: moment,
      }),
    )
    .readonly(),
  referrals: z
    .array(
      z.object({
        organisation: z.string(),
        question: z.string(),
        dueOn: z.string(),
        answer: z.string().nullable(),
        answeredAt: moment.nullable(),
        takenBackAt: moment.nullable(),
      }),
    )
    .readonly(),
  clocks: z.array(z.object({ delay: z.string(), dueAt: instant, says: z.string() })).readonly(),
});
