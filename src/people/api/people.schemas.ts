import { z } from 'zod';
import { id, isoDate } from '../../api/index.js';
import { BASES, POSTS } from '../post.entity.js';

export const postName = z.enum(POSTS);

/** A person as colleagues see them. */
export const personSchema = z.object({
  id,
  externalId: z.string().nullable(),
  title: z.string(),
  forename: z.string(),
  surname: z.string(),
  email: z.string().nullable(),
  jobTitle: z.string(),
  staffGroup: z.string().nullable().meta({ description: 'Null for governors and advisers' }),
  department: z.string(),
  startsOn: isoDate.nullable(),
  leavesOn: isoDate.nullable().meta({ description: 'Last day in post' }),
  lineManagerId: id.nullable(),
  contractDays: z.array(z.int()).meta({ description: 'ISO weekdays, 1 is Monday' }),
  termTimeOnly: z.boolean(),
  online: z.boolean().meta({ description: 'False: confirms on paper or on a shared device' }),
  earlyCareer: z.boolean(),
  posts: z.array(postName),
});

export const absenceSchema = z.object({ id, personId: id, fromDate: isoDate, toDate: isoDate.nullable() });

export const postSchema = z.object({
  id,
  personId: id,
  post: postName,
  fromDate: isoDate,
  toDate: isoDate.nullable().meta({ description: 'First day without the post' }),
  insteadOf: id.nullable(),
  basis: z.enum(BASES).meta({
    description:
      'own; acting: appointed for a while; delegated: handed to them; vacancy: nobody holds it and it falls to them',
  }),
});

/** How many of a list one answer holds. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: id.optional().meta({ description: 'Id of the last of the page before' }),
};
/** A yes-or-no in a query. */
export const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true');
