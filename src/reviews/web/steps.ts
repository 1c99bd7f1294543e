import type { Flash } from '../../web/index.js';
import { count, joined } from '../../web/index.js';
import { openItems } from './needs.presenter.js';
import { objectivesOf } from './review.facts.js';
import type { ReviewFacts } from './review.facts.js';
import { outsiders } from './saying.js';
import type { Stage } from './stage.js';

/** Something final that is confirmed on a page of its own: for whom, which year, and what comes of it. */
export interface Step {
  /** The operation that it stands for. */
  readonly operation: string;
  readonly by: readonly ('reviewer' | 'reviewee')[];
  readonly at: readonly Stage[];
  readonly title: (facts: ReviewFacts) => string;
  /** What comes of it, a sentence each. */
  readonly comes: (facts: ReviewFacts) => readonly string[];
  readonly button: (facts: ReviewFacts) => string;
  /** What can be said with it. */
  readonly comment?: { readonly label: string; readonly hint: string };
  readonly done: (facts: ReviewFacts) => Omit<Flash, 'undo'>;
  /** Label of the way back, for as long as the school leaves it open. */
  readonly undo?: string;
}

const both = ['reviewer', 'reviewee'] as const;
const other = ({ review, first, reviewers }: ReviewFacts): string =>
  review.standing === 'reviewee' ? joined(reviewers) : first;
const needsOf = ({ review }: ReviewFacts): string => count(openItems(review).length, 'training need');
const leadersOf = (facts: ReviewFacts): string =>
  joined(outsiders(facts)) || joined(facts.leaders) || 'The CPD leader';

const passing = (facts: ReviewFacts): string =>
  openItems(facts.review).length === 0
    ? 'No training need is passed on: there is none in this review.'
    : `Once you have both agreed, ${leadersOf(facts)} sees ${needsOf(facts)}. Nothing else of this review is passed on.`;

export const STEPS: Readonly<Record<string, Step>> = {
  share: {
    operation: 'reviews.share',
    by: ['reviewer'],
    at: ['drafting'],
    title: ({ first }) => `Share the draft with ${first}`,
    comes: (facts) => [
      `${facts.first} can read ${count(objectivesOf(facts.review, 'objectives').length, 'objective')}, what is written beside them and ${needsOf(facts)}.`,
      passing(facts),
      'You can take it back for a while and change it.',
    ],
    button: ({ first }) => `Share with ${first}`,
    done: ({ first }) => ({
      title: `Shared with ${first}`,
      text: 'Both of you can now agree, or talk about it again.',
    }),
    undo: 'Take it back',
  },
  withdraw: {
    operation: 'reviews.withdraw',
    by: both,
    at: ['shared', 'agreed', 'signing', 'signed'],
    title: () => 'Withdraw',
    comes: () => ['It goes back one step. Nothing that anybody wrote is lost.'],
    button: () => 'Withdraw',
    done: () => ({ title: 'Withdrawn', text: 'It is back where it was before. Nothing written is lost.' }),
  },
  agree: {
    operation: 'reviews.agree',
    by: both,
    at: ['shared'],
    title: () => 'Agree to the review statement',
    comes: (facts) => [
      passing(facts),
      'Either of you can withdraw for a while after you both agreed; only then do the needs pass on.',
    ],
    comment: { label: 'A comment, if you want to add one', hint: 'It stays in the review' },
    button: () => 'I agree',
    done: () => ({ title: 'You have agreed', text: 'It stands once both of you have.' }),
  },
  paper: {
    operation: 'reviews.confirmOnPaper',
    by: ['reviewer'],
    at: ['shared', 'signing'],
    title: ({ first }) => `Enter what ${first} confirmed on paper`,
    comes: ({ first }) => [`It counts as ${first}’s agreement. Keep the paper.`],
    comment: { label: 'What they wrote beside it', hint: 'In their own words' },
    button: () => 'Enter the confirmation',
    done: ({ first }) => ({ title: `Entered for ${first}` }),
  },
  changes: {
    operation: 'reviews.askChanges',
    by: ['reviewee'],
    at: ['shared'],
    title: () => 'Ask for changes',
    comes: (facts) => [`${other(facts)} can take the statement back, change it and share it again.`],
    comment: { label: 'What shall be different', hint: 'Only the two of you and the head read this' },
    button: () => 'Ask for changes',
    done: (facts) => ({ title: 'Asked', text: `${other(facts)} hears of it today.` }),
  },
  issue: {
    operation: 'reviews.issue',
    by: ['reviewer'],
    at: ['shared', 'signing'],
    title: () => 'Issue it with the comments',
    comes: (facts) => [
      `${facts.first} has had the time to comment. It then stands with the comments.`,
      'Training needs that you both want pass on. Those that only one of you wants wait for somebody independent.',
    ],
    button: () => 'Issue it',
    done: () => ({ title: 'Issued with the comments' }),
    undo: 'Withdraw it',
  },
  prepared: {
    operation: 'reviews.sharePreparation',
    by: ['reviewee'],
    at: ['planning', 'drafting'],
    title: (facts) => `Share your draft with ${other(facts)}`,
    comes: (facts) => [
      `${other(facts)} can read your preparation, the objectives and training needs that you propose, and your aims.`,
      'What you write afterwards stays private until you share again. Your journal is never part of it.',
    ],
    button: (facts) => `Share with ${other(facts)}`,
    done: (facts) => ({ title: `Shared with ${other(facts)}` }),
  },
  close: {
    operation: 'reviews.startClosing',
    by: both,
    at: ['monitoring'],
    title: () => 'Begin to close this review',
    comes: () => ['The objectives are then judged. Extra training needs are raised beforehand.'],
    button: () => 'Begin closing',
    done: () => ({ title: 'The review is being closed', text: 'Each objective is judged next.' }),
  },
  judge: {
    operation: 'reviews.judge',
    by: ['reviewer'],
    at: ['judging'],
    title: ({ first }) => `Share the judgement with ${first}`,
    comes: ({ first }) => [
      `${first} reads what you say of each objective, can comment, and signs. So do you.`,
      'Nobody outside this review sees it. You can take it back until it is signed.',
    ],
    button: ({ first }) => `Share with ${first}`,
    done: ({ first }) => ({ title: `The judgement is shared with ${first}` }),
    undo: 'Take it back',
  },
  sign: {
    operation: 'reviews.sign',
    by: both,
    at: ['signing'],
    title: () => 'Sign the review',
    comes: () => ['Once both have signed and the time to withdraw is over, the review is complete and kept.'],
    comment: { label: 'A comment, if you want to add one', hint: 'It stays in the review' },
    button: () => 'Sign',
    done: () => ({ title: 'Signed', text: 'It is complete once both of you have signed.' }),
  },
  dispute: {
    operation: 'reviews.dispute',
    by: both,
    at: ['planning', 'drafting', 'shared', 'agreed', 'monitoring', 'judging', 'signing', 'signed'],
    title: () => 'Ask for a moderator',
    comes: () => [
      'Somebody independent of you both reads the review, hears you both and decides. The clocks stand still until then.',
    ],
    comment: { label: 'What you cannot agree on', hint: 'The moderator and the two of you read this' },
    button: () => 'Ask for a moderator',
    done: () => ({ title: 'A moderator is asked', text: 'You both hear when it is decided.' }),
  },
};
