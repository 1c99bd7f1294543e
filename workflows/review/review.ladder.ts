import type { Role } from '../chart.js';
import { ladder } from './review.policy.js';
import { reviewSetup } from './review.setup.js';
import type { ReviewContext } from './review.types.js';

const late = reviewSetup.assign({ lateSince: ({ event }) => event.at });

/** Rungs above say only that something is late, never what stands in the review. */
const tell = (rung: 0 | 1) =>
  ({
    type: 'remind',
    params: ({ context }: { context: ReviewContext }) => ({
      who: ladder(context)[rung] ?? 'reviewer',
      about: 'review.late',
      escalation: true,
    }),
  }) as const;

type LadderClock = 'draftDue' | 'commentsDue' | 'midYearDue' | 'closedDue';

/**
 * A clock and its ladder: the people themselves, then the CPD leader, then the head. Nothing ends; it only becomes more
 * people's concern. `owners` have the next move; `about` is the key of their reminder.
 */
export function ladderOf(clock: LadderClock, owners: readonly Role[], about: string) {
  const reminders = owners.map((who) => ({ type: 'remind' as const, params: { who, about } }));
  const mayIssue = reviewSetup.assign({
    timeIsUp: ({ context }) => context.timeIsUp || clock === 'commentsDue',
  });
  const becomes = { target: 'late', actions: [late, mayIssue, ...reminders] };
  const becomesLate: Partial<Record<LadderClock, typeof becomes>> = { [clock]: becomes };
  return reviewSetup.createStateConfig({
    meta: { label: 'Time', explain: 'Whether this is in good time, and who has been told if it is late.' },
    initial: 'inTime',
    states: {
      inTime: {
        meta: { label: 'In time', explain: 'The date has not passed.' },
        after: becomesLate,
      },
      late: {
        meta: { label: 'Late', explain: 'The date has passed and the people concerned were reminded.' },
        after: {
          chaseDue: [
            { guard: 'oneAbove', target: 'escalated', actions: [late, tell(0)] },
            { target: 'everybodyTold' },
          ],
        },
      },
      escalated: {
        meta: {
          label: 'Late, passed up',
          explain: 'Somebody above was told that it is late, not what it says.',
        },
        after: {
          chaseDue: [
            { guard: 'twoAbove', target: 'everybodyTold', actions: tell(1) },
            { target: 'everybodyTold' },
          ],
        },
      },
      everybodyTold: {
        meta: { label: 'Late, everybody told', explain: 'The duty stays; there is nobody further to tell.' },
      },
    },
  });
}
