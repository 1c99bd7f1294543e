import { z } from 'zod';

/** What of a review is shown to somebody who confirms it. */
export const statementRead = z.object({
  state: z.string(),
  content: z.object({
    writings: z.array(
      z.object({ part: z.string(), body: z.record(z.string(), z.unknown()), sharedAt: z.unknown() }),
    ),
    objectives: z.array(z.object({ title: z.string() })),
    annex: z.array(z.object({ title: z.string() })),
  }),
});

const TITLES: Readonly<Record<string, string>> = {
  summary: 'What was said',
  support: 'Support',
  observation: 'Observation',
  midYear: 'Mid-year meeting',
};
const text = z.object({ text: z.string() });
const objectives = z.object({
  objectives: z.array(z.object({ title: z.string(), successCriteria: z.string() })),
});
const judgements = z.object({ judgements: z.array(z.object({ judgement: z.string() }).loose()) });

/** Only what both can see, in the order in which it is read. */
export function presentStatement({ state, content }: z.output<typeof statementRead>, name: string) {
  const shared = content.writings.filter(({ sharedAt }) => sharedAt !== null);
  const body = (part: string): unknown => shared.find((one) => one.part === part)?.body;
  const goals = objectives.safeParse(body('objectives'));
  const judged = judgements.safeParse(body('judgement'));
  return {
    title: state.includes('closing') ? 'Sign how your year went' : 'Agree your review',
    name,
    objectives: goals.success ? goals.data.objectives : content.objectives,
    judgements: judged.success ? judged.data.judgements.map(({ judgement }) => judgement) : [],
    texts: Object.entries(TITLES).flatMap(([part, title]) => {
      const found = text.safeParse(body(part));
      return found.success && found.data.text ? [{ title, text: found.data.text }] : [];
    }),
    needs: content.annex.map((need) => need.title),
  };
}
