import { z } from 'zod';
import { localDate } from '../../platform/calendar/index.js';
import type { Visit } from '../../web/index.js';

const years = z.object({
  cycles: z.array(z.object({ id: z.string(), title: z.string(), startsOn: z.string(), endsOn: z.string() })),
});

/** The year that today lies in, or the next to come: the same as the frame shows. Null before the first. */
export async function yearNow(visit: Visit<string>): Promise<{ id: string; title: string } | null> {
  const [at, { cycles }] = await Promise.all([visit.now(), visit.ask('cycles.list', years)]);
  const today = localDate(at);
  const open = cycles.filter(({ endsOn }) => endsOn >= today);
  return open.sort((a, b) => a.startsOn.localeCompare(b.startsOn))[0] ?? null;
}
