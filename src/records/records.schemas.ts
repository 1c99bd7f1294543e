import { z } from 'zod';
import { id, instant } from '../api/answer.schema.js';

const person = z.object({ id, name: z.string() });

/** Something that can or cannot happen to a record now. */
const step = z.object({ event: z.string(), label: z.string(), explain: z.string(), who: z.array(person) });

/** A record as its page tells it: names in place of ids, words in place of states. */
export const recordStory = z.object({
  id,
  chart: z.string(),
  version: z.int(),
  title: z.string().nullable().meta({ description: 'Its own title, where it has one' }),
  subject: person.nullable().meta({ description: 'Whom it is about' }),
  status: z.enum(['active', 'done', 'quarantined']),
  state: z.string(),
  standing: z.string().meta({ description: 'Where it stands, in words' }),
  explain: z.string(),
  duties: z.array(z.object({ label: z.string(), who: z.array(person), dueAt: instant.nullable() })),
  history: z.array(
    z.object({
      label: z.string(),
      at: instant,
      by: z.string().nullable().meta({ description: 'Name; null where it came by itself' }),
      to: z.string().meta({ description: 'Where it stood then, in words' }),
      state: z.string(),
      why: z.string().nullable(),
    }),
  ),
  can: z.array(step),
  cannot: z.array(step.extend({ why: z.string() })),
  timers: z.array(z.object({ dueAt: instant, says: z.string() })),
  route: z.array(z.object({ id: z.string(), label: z.string(), kind: z.enum(['was', 'here', 'next']) })),
});

const map = z.object({
  places: z.array(z.object({ path: z.string(), label: z.string(), within: z.string(), isEnd: z.boolean() })),
  ways: z.array(z.object({ from: z.string(), to: z.string(), byItself: z.boolean() })),
});

/** Records of one kind that stand somewhere. */
export const recordPlaces = z.object({
  chart: z.string(),
  title: z.string(),
  explain: z.string(),
  total: z.int(),
  map,
  places: z.array(
    z.object({
      path: z.string(),
      label: z.string(),
      explain: z.string(),
      n: z.int(),
      depth: z.int(),
      final: z.boolean(),
    }),
  ),
});

export const recordLine = z.object({
  id,
  chart: z.string(),
  title: z.string().nullable(),
  subject: person.nullable(),
  standing: z.string(),
  changedAt: instant,
});
