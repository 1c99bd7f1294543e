import { assign } from 'xstate';
import { passesSettled, withoutContested } from './review.policy.js';
import { reviewSetup } from './review.setup.js';
import type { ReviewContext } from './review.types.js';

/** Opens contested needs to whoever decides about them now, and shuts whoever decided before out. */
export const askSettler = {
  type: 'askSettler',
  params: ({ context }: { context: ReviewContext }) => ({
    reviewId: context.reviewId,
    needs: context.contested,
    settler: context.people.settler,
  }),
} as const;

const tellSettler = { type: 'remind', params: { who: 'settler', about: 'review.contested' } } as const;

/** Needs that only one of the two wanted when a statement was issued: somebody independent decides whether each passes. */
export const contests = reviewSetup.createStateConfig({
  meta: { label: 'Contested needs', explain: 'Whether training needs wait for somebody independent.' },
  initial: 'none',
  states: {
    none: {
      meta: { label: 'Nothing contested', explain: 'No training need waits for a decision.' },
      always: { guard: 'somethingContested', target: 'waiting', actions: tellSettler },
    },
    waiting: {
      meta: {
        label: 'Needs contested',
        explain: 'Only one of the two wanted them; somebody independent decides whether they pass.',
        duties: [
          {
            name: 'settleNeeds',
            label: 'Decide about training needs that only one of the two wanted',
            role: 'settler',
            due: 'settleDue',
            event: 'SETTLE_NEED',
          },
        ],
      },
      always: { guard: 'nothingContested', target: 'none' },
      on: {
        SETTLE_NEED: [
          {
            guard: 'contestedPasses',
            actions: [
              {
                type: 'passNeeds',
                params: ({ context, event }) => passesSettled(context, event.annexNeedId),
              },
              assign(({ context, event }) => withoutContested(context, event)),
            ],
          },
          { guard: 'isContested', actions: assign(({ context, event }) => withoutContested(context, event)) },
        ],
      },
      after: { settleDue: { actions: tellSettler } },
    },
  },
});
