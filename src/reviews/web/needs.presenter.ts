import { shortDate } from '../../web/index.js';
import { localDate } from '../../platform/calendar/index.js';
import type { Path } from '../../web/index.js';
import type { Review, ReviewFacts } from './review.facts.js';

type Item = Review['content']['annex'][number];

/** One training need of the annex, as a card. */
export interface NeedCard {
  readonly id: string;
  readonly title: string;
  readonly outcome: string;
  /** Where it came from: 'From a standards gap, TS5', 'Added by Amara'. */
  readonly chip: string;
  readonly fromGap: boolean;
  /** What happened to it; null while it is open. */
  readonly standing: string | null;
  readonly change: string | null;
  readonly takeOut: string | null;
  /** Whether the visitor wants it; null where the question is not open. */
  readonly wanted: boolean | null;
  readonly otherWants: string | null;
}

const instantOf = (moment: Date | string): string =>
  typeof moment === 'string' ? moment : moment.toISOString();

export function needCards(facts: ReviewFacts, need: Path<`/${string}/:id/needs/:item`>): NeedCard[] {
  const { review } = facts;
  const side = review.standing === 'reviewee' ? 'reviewee' : 'reviewer';
  const other = side === 'reviewee' ? facts.reviewers.join(' and ') : facts.first;
  return openItems(review).map((item) => {
    const open = item.passedAt === null && review.status === 'active';
    const own = item.side === side;
    const [mine, theirs] =
      side === 'reviewee'
        ? [item.wantedByReviewee, item.wantedByReviewer]
        : [item.wantedByReviewer, item.wantedByReviewee];
    const at = need.to({ id: review.id, item: item.id });
    return {
      id: item.id,
      title: item.title,
      outcome: item.outcome,
      chip: chipOf(item, own ? 'you' : other),
      fromGap: item.gapId !== null,
      standing: standingOf(item, facts.today),
      change: open ? at : null,
      takeOut: open && own ? at : null,
      wanted: open && !own ? mine : null,
      otherWants: open && own && item.sharedAt !== null ? (theirs ? `${other} wants it too` : null) : null,
    };
  });
}

/** What is in the annex and not taken out. */
export function openItems(review: Review): readonly Item[] {
  return review.content.annex.filter(({ droppedAt }) => droppedAt === null);
}

function chipOf(item: Item, who: string): string {
  const code = item.standards.join(', ');
  if (item.gapId !== null) return code ? `From a standards gap, ${code}` : 'From a standards gap';
  return code ? `Added by ${who}, ${code}` : `Added by ${who}`;
}

function standingOf(item: Item, today: string): string | null {
  if (item.passedAt !== null) return `Passed on ${shortDate(localDate(instantOf(item.passedAt)), today)}`;
  if (item.settledPass === false) return 'Stays in the review: decided by somebody independent';
  if (item.contestedTo.length > 0) return 'Only one of you wanted it: somebody independent decides';
  return null;
}
