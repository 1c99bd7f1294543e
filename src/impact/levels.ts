import type { Use } from './response.entity.js';

/** Guskey's five levels. */
export const LEVELS = [1, 2, 3, 4, 5] as const;
export type Level = (typeof LEVELS)[number];

/** What is known of one person's training. Null: no answer. */
export interface LevelFacts {
  readonly worth: number | null;
  readonly learnt: number | null;
  readonly support: number | null;
  /** What the person says they use. */
  readonly use: Use | null;
  /** What the line manager sees of it; it stands in front of the person's own answer. */
  readonly seenUse: Use | null;
  readonly outcome: string | null;
  /** Evidence of level 5, or a measure or benefit. */
  readonly evidenced: boolean;
}

/** From here on an answer on the scale of 1 to 5 counts as yes. */
const YES = 4;
const USED: readonly Use[] = ['often', 'always'];
const JUDGED = ['met', 'partlyMet', 'notMet'];

/**
 * Whether a level was seen; null: nothing is known. Each level stands for itself: none is taken to cause the next. Level 5 is
 * seen where the outcome was judged met and there is evidence, a measure or a benefit to look at. Pure.
 */
export function seen(level: Level, facts: LevelFacts): boolean | null {
  const use = facts.seenUse ?? facts.use;
  switch (level) {
    case 1:
      return yes(facts.worth);
    case 2:
      return yes(facts.learnt);
    case 3:
      return yes(facts.support);
    case 4:
      return use === null ? null : USED.includes(use);
    case 5:
      return facts.outcome !== null && JUDGED.includes(facts.outcome)
        ? facts.outcome === 'met' && facts.evidenced
        : null;
  }
}

const yes = (answer: number | null): boolean | null => (answer === null ? null : answer >= YES);

/** The highest level that was seen; 0: something is known, and none was seen; null: nothing is known. Pure. */
export function levelReached(facts: LevelFacts): Level | 0 | null {
  const answers = LEVELS.map((level) => ({ level, is: seen(level, facts) })).filter(({ is }) => is !== null);
  if (answers.length === 0) return null;
  return answers.filter(({ is }) => is).at(-1)?.level ?? 0;
}
