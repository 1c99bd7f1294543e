/** Where a review is, as its pages tell it apart. */
export type Stage =
  | 'planning'
  | 'drafting'
  | 'shared'
  | 'agreed'
  | 'monitoring'
  | 'judging'
  | 'signing'
  | 'signed'
  | 'moderation'
  | 'paused'
  | 'over';

const PLACES: readonly (readonly [part: string, stage: Stage])[] = [
  ['.agreeing.planning', 'planning'],
  ['.agreeing.drafting', 'drafting'],
  ['.agreeing.shared', 'shared'],
  ['.agreeing.agreed', 'agreed'],
  ['.stage.monitoring', 'monitoring'],
  ['.judgement.judging', 'judging'],
  ['.judgement.signing', 'signing'],
  ['.judgement.signed', 'signed'],
  ['.moderation', 'moderation'],
];

/** The stage of a review's state path. */
export function stageOf({ state, status }: { readonly state: string; readonly status: string }): Stage {
  if (status !== 'active') return 'over';
  if (state.startsWith('paused')) return 'paused';
  return PLACES.find(([part]) => state.includes(part))?.[1] ?? 'planning';
}

/** While the statement is in the reviewer's hands. */
export const isWriting = (stage: Stage): boolean => stage === 'planning' || stage === 'drafting';
/** While the judgement is before both or being written. */
export const isClosing = (stage: Stage): boolean => ['judging', 'signing', 'signed'].includes(stage);
