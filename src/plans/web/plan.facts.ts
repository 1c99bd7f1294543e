import { z } from 'zod';
import { Refused } from '../../api/index.js';
import { localDate } from '../../platform/calendar/index.js';
import type { Visit } from '../../web/index.js';

const line = z.object({
  id: z.string(),
  themeId: z.string().nullable(),
  priorityId: z.string().nullable(),
  title: z.string(),
  provision: z.string(),
  about: z.string(),
  people: z.number(),
  feePence: z.number(),
  travelPence: z.number(),
  materialsPence: z.number(),
  coverPence: z.number(),
  paidMinutes: z.number(),
  potId: z.string().nullable(),
  needIds: z.array(z.string()),
  cashPence: z.number(),
});
const cost = z.object({
  items: z.number(),
  cashPence: z.number(),
  coverPence: z.number(),
  paidMinutes: z.number(),
});
const plan = z.object({
  id: z.string(),
  cycleId: z.string(),
  title: z.string(),
  version: z.number(),
  state: z.string(),
  revision: z.number(),
  explain: z.string(),
  openEditionId: z.string().nullable(),
  lines: z.array(line),
  cost,
  comments: z.array(z.object({ lineId: z.string().nullable(), body: z.string(), by: z.string() })),
});
const pot = z.object({
  potId: z.string(),
  name: z.string(),
  amountPence: z.number(),
  draftPence: z.number(),
  committedPence: z.number(),
  spentPence: z.number(),
  leftToSpendPence: z.number(),
  overrun: z.boolean(),
});
const named = z.object({ id: z.string(), title: z.string() });

export type PlanLine = z.output<typeof line>;
export type Pot = z.output<typeof pot>;

/** A plan with what surrounds it: its year, pots and themes. */
export interface PlanFacts {
  readonly today: string;
  readonly year: string;
  readonly plan: z.output<typeof plan>;
  readonly pots: readonly Pot[];
  readonly themes: readonly z.output<typeof named>[];
}

/** The plan of the year that today lies in, or the next to come; null before there is one. */
export async function readPlan(visit: Visit<string>): Promise<PlanFacts | null> {
  const years = z.object({ cycles: z.array(named.extend({ startsOn: z.string(), endsOn: z.string() })) });
  const [at, { cycles }, { plans }] = await Promise.all([
    visit.now(),
    visit.ask('cycles.list', years),
    visit.ask('plans.list', z.object({ plans: z.array(z.object({ id: z.string(), cycleId: z.string() })) })),
  ]);
  const today = localDate(at);
  const open = cycles.filter(({ endsOn }) => endsOn >= today);
  const year = open.sort((a, b) => a.startsOn.localeCompare(b.startsOn))[0];
  const found = plans.find(({ cycleId }) => cycleId === year?.id);
  if (!year || !found) return null;
  const params = { id: found.id };
  const [one, { pots }, { themes }] = await Promise.all([
    visit.ask('plans.one', plan, { params }),
    visit.ask('plans.budget', z.object({ pots: z.array(pot) }), { params }),
    visit.ask('themes.list', z.object({ themes: z.array(named) })),
  ]);
  return { today, year: year.title, plan: one, pots, themes };
}

/** Throws Refused 404 where there is no plan. */
export async function mustReadPlan(visit: Visit<string>): Promise<PlanFacts> {
  const facts = await readPlan(visit);
  if (!facts) throw new Refused(404, 'not-found', 'There is no training plan yet.');
  return facts;
}
