import { z } from 'zod';
import { id, instant, isoDate } from '../api/answer.schema.js';

const person = z.object({ id, name: z.string() });
const record = {
  record: id,
  chart: z.string(),
  title: z.string().nullable(),
  subject: person.nullable(),
};
const dueOn = isoDate.nullable();

/** Something that is the caller's to do. */
export const duty = z.object({
  ...record,
  name: z.string(),
  label: z.string(),
  because: z.string(),
  event: z.string(),
  since: instant,
  dueOn,
  workingDays: z
    .int()
    .meta({ description: 'School days of the caller from today to the date; negative when past' }),
});

/** Something about the caller that is somebody else's to do. */
export const awaited = z.object({
  ...record,
  label: z.string(),
  who: z.array(person.extend({ post: z.string().nullable() })),
  since: instant,
  dueOn,
});

/** One record of the caller's year. */
export const yearRecord = z.object({
  ...record,
  standing: z.string(),
  on: dueOn,
  changedOn: isoDate,
  isDone: z.boolean(),
  isMineNow: z.boolean(),
});

export const myYear = z.object({
  year: z.object({ title: z.string(), reviewsDueOn: dueOn, closesOn: dueOn }).nullable(),
  records: z.array(yearRecord),
});
