import type { Wordings } from './wording.js';

/** What came of training: what is not returned is counted and never held against anybody. */
export const impactWordings: Wordings = {
  'impact.enterReactions': {
    title: () => 'Somebody without a computer was there too',
    text: () =>
      'Colleagues who do not use a computer took part. Ask them what they think of it, enter it for them, and let them confirm it on paper or on a shared device.',
  },
  'impact.applicationDue': {
    title: ({ whose }) => `What has changed since ${whose} training?`,
    text: ({ who }) =>
      `It is time for ${who} and the line manager to look together at what is done differently now. A few honest lines are better than many.`,
  },
  'impact.judgementDue': {
    title: ({ whose }) => `Was the outcome of ${whose} training met?`,
    text: ({ whose }) =>
      `The evidence from ${whose} training is in. Say whether the outcome was met, partly, not, or whether it is too early to tell.`,
  },
  'impact.moderationDue': {
    title: () => 'An evaluation in your sample',
    text: () =>
      'One of the evaluations that you chose to look at is still waiting. Confirm it, or talk to those who wrote it.',
  },
  'impact.outcomesDue': {
    title: ({ whose }) => `The evidence after ${whose} training`,
    text: () =>
      'The evidence that was named beforehand can go in now: pupils’ progress, or what became better for those you work for. Leave out pupils’ names.',
  },
  'impact.reactionDue': {
    title: ({ whose }) => `How was ${whose} training?`,
    text: () => 'Two minutes while it is fresh: was it worth the time, and what will you try first?',
  },
};
