import { z } from 'zod';
import { id } from '../../api/index.js';

const moment = z.union([z.date(), z.string()]).meta({ type: 'string', format: 'date-time' });

export const writing = z.object({
  id,
  part: z.string(),
  side: z.enum(['reviewee', 'reviewer']),
  version: z.int().meta({ description: 'Send it back when you save the next one' }),
  body: z.unknown(),
  writtenBy: id,
  writtenAt: moment,
  sharedAt: moment.nullable(),
  appliedAt: moment.nullable(),
});

export const annexItem = z.object({
  id,
  side: z.enum(['reviewee', 'reviewer']),
  version: z.int(),
  title: z.string(),
  outcome: z.string(),
  framework: z.string().nullable(),
  standards: z.array(z.string()),
  gapId: id.nullable(),
  wantedByReviewee: z.boolean(),
  wantedByReviewer: z.boolean(),
  sharedAt: moment.nullable(),
  droppedAt: moment.nullable(),
  passedAt: moment.nullable(),
  contestedTo: z.array(id),
  settledAt: moment.nullable(),
  settledPass: z.boolean().nullable(),
});

export const summary = z.object({
  id,
  cycleId: id,
  revieweeId: id,
  reviewee: z.string(),
  standing: z.string().meta({ description: 'What you are to it: reviewee, reviewer, successor, head ...' }),
  state: z.string(),
  status: z.string(),
  revision: z.int(),
  labels: z.array(z.string()).readonly(),
  reviewers: z.array(id).readonly(),
  clocks: z.array(z.object({ delay: z.string(), dueAt: z.string(), says: z.string() })).readonly(),
  duties: z
    .array(
      z.object({
        name: z.string(),
        event: z.string(),
        dueAt: moment.nullable(),
        late: z.boolean(),
        mine: z.boolean(),
      }),
    )
    .readonly(),
});

export const content = z.object({
  writings: z.array(writing).readonly(),
  objectives: z.array(z.unknown()).readonly(),
  annex: z.array(annexItem).readonly(),
  comments: z
    .array(
      z.object({ id, about: z.string(), wordsOf: id, writtenBy: id, writtenAt: moment, body: z.string() }),
    )
    .readonly(),
  observations: z
    .array(
      z.object({
        id,
        observedOn: z.string(),
        minutes: z.int(),
        focus: z.string(),
        notes: z.string(),
        observerId: id,
        struckAt: moment.nullable(),
      }),
    )
    .readonly(),
  aims: z
    .array(
      z.object({
        id,
        years: z.int(),
        version: z.int(),
        body: z.string(),
        framework: z.string().nullable(),
        standards: z.array(z.string()).readonly(),
        sharedAt: moment.nullable(),
        carriedFrom: id.nullable(),
      }),
    )
    .readonly(),
  contributions: z
    .array(
      z.object({
        id,
        contributorId: id,
        askedAt: moment,
        givenAt: moment.nullable(),
        body: z.string().nullable(),
      }),
    )
    .readonly(),
  reviewerTerms: z.array(z.object({ reviewers: z.array(id), since: moment })).readonly(),
});

export const journalEntry = z.object({
  id,
  personId: id,
  version: z.int(),
  onDate: z.string(),
  title: z.string(),
  body: z.string(),
  framework: z.string().nullable(),
  standards: z.array(z.string()),
  sharedWith: z.array(id),
  writtenAt: moment,
});
