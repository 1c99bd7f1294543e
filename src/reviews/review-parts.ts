/** What is written into a review, part by part. Each part belongs to one side and is kept in versions. */

export type Side = 'reviewee' | 'reviewer';

/** One of up to five objectives; `standards` are codes of `framework`. */
export interface Objective {
  readonly id: string;
  readonly title: string;
  readonly successCriteria: string;
  readonly framework: string | null;
  readonly standards: readonly string[];
}

export interface ObjectiveJudgement {
  readonly objectiveId: string;
  /** Null while the reviewer has not decided. */
  readonly outcome: 'met' | 'partly' | 'notMet' | null;
  /** Evidence and reasons. */
  readonly why: string;
}

/** What a version holds, by the kind of its part. */
export type PartBody =
  | { readonly text: string }
  | { readonly objectives: readonly Objective[] }
  | { readonly judgements: readonly ObjectiveJudgement[]; readonly overall: string };

/** Parts of the reviewee's side: private until shared; the draft of comments is never shared, comments are sent. */
export const REVIEWEE_PARTS = ['preparation', 'proposedObjectives', 'comments'] as const;
/** Parts that SHARE shows to the reviewee. */
export const STATEMENT_PARTS = ['objectives', 'summary', 'observation', 'support'] as const;
export const REVIEWER_PARTS = [...STATEMENT_PARTS, 'midYear', 'judgement'] as const;
export const PARTS = [...REVIEWEE_PARTS, ...REVIEWER_PARTS] as const;
export type Part = (typeof PARTS)[number];

export const sideOfPart = (part: Part): Side =>
  (REVIEWEE_PARTS as readonly string[]).includes(part) ? 'reviewee' : 'reviewer';

/** Most objectives that one review has (domain: one to five). */
export const MOST_OBJECTIVES = 5;

/**
 * Why a part cannot be written in a state of the review, in words; null when it can. `state` is the engine's path, null
 * where the record is not open to the writer.
 */
export function whyNotNow(part: Part, state: string | null, status: string | null): string | null {
  if (state === null || status !== 'active') return 'This review is closed; it can be read, not changed.';
  if (sideOfPart(part) === 'reviewee') return null;
  if (state.startsWith('paused')) return 'The review is paused. It can be written in once it is resumed.';
  if (part === 'midYear') {
    return state.includes('.monitoring')
      ? null
      : 'Notes of the mid-year meeting belong to the year under way.';
  }
  if (part === 'judgement') {
    return state.includes('.judging') ? null : 'Objectives are judged when the review is being closed.';
  }
  return state.includes('.drafting') || state.includes('.planning')
    ? null
    : 'The statement has been shared. Take it back first, or propose a change of objectives later in the year.';
}
