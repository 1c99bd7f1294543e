import { joined, number, whose } from '../../web/index.js';
import type { ReviewFacts } from './review.facts.js';

/** Who can see what, in names: for the macro `whoSees`, and the sentence below the needs. */
export interface Sees {
  readonly locked: boolean;
  readonly text: string;
}

/** Everybody who reads a review by their part in it; the visitor is 'you' where they are one of the two. */
function readers({ review, first, reviewers, heads }: ReviewFacts): string[] {
  const others = heads.filter((name) => !reviewers.includes(name)).map((name) => `${name} (head)`);
  const person = review.standing === 'reviewee' ? 'you' : first;
  return [person, ...(review.standing === 'reviewer' ? ['you'] : reviewers), ...others];
}

/** Whoever leads professional development and is not already one of those who read the review. */
export function outsiders({ leaders, reviewers, heads, person }: ReviewFacts): string[] {
  return leaders.filter((name) => name !== person && !reviewers.includes(name) && !heads.includes(name));
}

export const seesReview = (facts: ReviewFacts): Sees => ({
  locked: true,
  text: `Review: only ${joined(readers(facts))}`,
});

export function seesNeeds(facts: ReviewFacts): Sees {
  const who = joined(facts.leaders) || 'the CPD leader';
  return { locked: false, text: `Training needs: ${who} (CPD leader) sees these once you both agree` };
}

/** 'Lena Frost will see these two needs and Amara's name, never ...'. */
export function whatIsPassed(
  facts: ReviewFacts,
  needs: number,
  have: 'sees' | 'will see' = 'will see',
): string {
  const them = outsiders(facts);
  const whom = facts.review.standing === 'reviewee' ? 'your' : whose(facts.first);
  const what =
    needs === 0
      ? 'nothing of this review yet'
      : needs === 1
        ? `this one need and ${whom} name`
        : `these ${number(needs)} needs and ${whom} name`;
  if (them.length === 0) {
    return `Whoever leads professional development here also reads this review in another role. Everybody else sees only ${what}.`;
  }
  return `${joined(them)} ${have} ${what}. Never the objectives, what is written beside them, or the judgement.`;
}
