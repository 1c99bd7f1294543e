import { z } from 'zod';
import { localDate } from '../../platform/calendar/index.js';
import type { Visit } from '../../web/index.js';
import { assessment, evidence, matrixRow } from '../api/standards.schemas.js';

const read = assessment.extend({ matrix: z.array(matrixRow), evidence: z.array(evidence) });
export type Assessment = z.output<typeof read>;
export type Row = Assessment['matrix'][number];
export type Piece = Assessment['evidence'][number];

/** Where a self-assessment is, as its pages tell it apart. */
export type Place = 'assessing' | 'confirming' | 'differing' | 'choosing' | 'developing' | 'over';

export interface AssessmentFacts {
  readonly assessment: Assessment;
  readonly place: Place;
  readonly today: string;
  /** '2026 to 2027'. */
  readonly year: string;
  /** When the duty of the visitor in it is due; null where they have none or it has no date. */
  readonly dueOn: string | null;
}

const list = z.object({ assessments: z.array(assessment) });
const years = z.object({ cycles: z.array(z.object({ id: z.uuid(), title: z.string() })) });
const duties = z.object({ duties: z.array(z.object({ record: z.uuid(), dueOn: z.string().nullable() })) });

/** My newest self-assessment; null for somebody whose group has no framework. */
export async function readOwn(visit: Visit<string>): Promise<AssessmentFacts | null> {
  const [newest] = (await visit.ask('standards.mine', list, { query: { limit: 1 } })).assessments;
  return newest ? readAssessment(visit, newest.id) : null;
}

/** Throws Refused 404 where it is not open to the visitor. */
export async function readAssessment(visit: Visit<string>, id: string): Promise<AssessmentFacts> {
  const [found, { cycles }, mine, at] = await Promise.all([
    visit.ask('standards.read', read, { params: { id } }),
    visit.ask('cycles.list', years),
    visit.ask('duties.mine', duties),
    visit.now(),
  ]);
  return {
    assessment: found,
    place: placeOf(found),
    today: localDate(at),
    year: cycles.find((one) => one.id === found.cycleId)?.title ?? '',
    dueOn: mine.duties.find(({ record }) => record === id)?.dueOn ?? null,
  };
}

function placeOf({ state, status }: Pick<Assessment, 'state' | 'status'>): Place {
  if (status !== 'active') return 'over';
  for (const place of ['assessing', 'confirming', 'differing'] as const)
    if (state.includes(`.${place}`)) return place;
  return state.includes('.confirmed') ? 'choosing' : 'developing';
}

/** What the four ratings mean, in the words of who gives them. */
export const RATINGS: readonly { readonly value: string; readonly text: string }[] = [
  { value: '1', text: 'Not yet' },
  { value: '2', text: 'Developing' },
  { value: '3', text: 'Secure' },
  { value: '4', text: 'Could help others' },
];

export const ratingWords = (value: number | null | undefined): string =>
  RATINGS.find((one) => one.value === String(value))?.text ?? 'Not rated';
