import { z } from 'zod';
import type { Visit } from '../../web/index.js';
import type { Review } from './review.facts.js';
import { openItems } from './needs.presenter.js';

const lines = z.object({
  assessments: z.array(z.object({ id: z.uuid(), personId: z.uuid(), cycleId: z.uuid(), state: z.string() })),
});
const matrix = z.object({
  framework: z.string(),
  state: z.string(),
  matrix: z.array(
    z.object({
      standard: z.string(),
      title: z.string(),
      gap: z.boolean(),
      rating: z.object({ id: z.uuid(), closedAt: z.unknown() }).nullable(),
    }),
  ),
});

/** A standard that the two could make a training need of. */
export interface OfferedGap {
  readonly gapId: string;
  readonly standard: string;
  readonly title: string;
}

/** What the self-assessment of the same year offers; `id` is null where there is none. */
export interface Offered {
  readonly id: string | null;
  readonly framework: string;
  /** Where the assessment stands, for the sentence beside the offer. */
  readonly place: 'none' | 'notSent' | 'toConfirm' | 'choosing' | 'chosen';
  readonly gaps: readonly OfferedGap[];
}

const NONE: Offered = { id: null, framework: '', place: 'none', gaps: [] };

/** Gaps that are not in the annex already. Nothing of the assessment is shown that was not sent to the visitor. */
export async function readGaps(visit: Visit<string>, review: Review): Promise<Offered> {
  const list = review.standing === 'reviewee' ? 'standards.mine' : 'standards.people';
  const { assessments } = await visit.ask(list, lines, { query: { limit: 100 } });
  const own = assessments.find((one) => one.personId === review.revieweeId && one.cycleId === review.cycleId);
  if (!own) return NONE;
  const read = await visit.ask('standards.read', matrix, { params: { id: own.id } });
  const place = placeOf(read.state);
  const used = new Set(openItems(review).flatMap(({ gapId, standards }) => [gapId, ...standards]));
  const gaps = read.matrix.flatMap(({ standard, title, gap, rating }) =>
    gap && rating && !used.has(rating.id) && !used.has(standard)
      ? [{ gapId: rating.id, standard, title }]
      : [],
  );
  return {
    id: own.id,
    framework: read.framework,
    place,
    gaps: place === 'notSent' || place === 'toConfirm' ? [] : gaps,
  };
}

function placeOf(state: string): Offered['place'] {
  if (state.includes('.assessing')) return 'notSent';
  if (state.includes('.confirming') || state.includes('.differing')) return 'toConfirm';
  return state.includes('.confirmed') ? 'choosing' : 'chosen';
}
