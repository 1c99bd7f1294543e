import type { EvidenceKind } from './evidence.entity.js';

/** How well a judgement is founded. 'none': nothing but the judgement itself. */
export type Strength = 'strong' | 'fair' | 'weak' | 'none';

export interface EvidenceHeld {
  readonly kinds: readonly EvidenceKind[];
  /** A measure taken before and after. */
  readonly measured: boolean;
  /** What the person, or their line manager, says they use. */
  readonly described: boolean;
}

/** Kinds that somebody other than the person can look at. */
const LOOKED_AT: readonly EvidenceKind[] = ['observation', 'pupilWork', 'data'];

/**
 * Strong: measured before and after, and something else that others can look at. Fair: one of the
 * two. Weak: only what people say. Our own scale; it says how much there is to look at, not whether it is right.
 */
export function strengthOf({ kinds, measured, described }: EvidenceHeld): Strength {
  const lookedAt = new Set(kinds.filter((kind) => LOOKED_AT.includes(kind))).size;
  if (measured && lookedAt >= 1) return 'strong';
  if (measured || lookedAt >= 1) return 'fair';
  return kinds.length > 0 || described ? 'weak' : 'none';
}
