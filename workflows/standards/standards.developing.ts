import { assign } from 'xstate';
import { answered } from './standards.policy.js';
import { standardsSetup } from './standards.setup.js';

/** All year: evidence comes in, and a met need proposes to close its gap; the reviewer decides. */
export const developing = standardsSetup.createStateConfig({
  type: 'parallel',
  meta: {
    label: 'Developing',
    explain: 'Evidence is added when it happens; gaps close when their needs are met.',
  },
  on: {
    CLOSE_GAP: {
      guard: 'openGap',
      actions: [
        assign(({ context, event }) => answered(context, event.gapId, true)),
        {
          type: 'markGapClosed',
          params: ({ context, event }) => ({ standardsId: context.standardsId, gapId: event.gapId }),
        },
        { type: 'remind', params: { who: 'person', about: 'standards.gapClosed' } },
      ],
    },
    KEEP_GAP_OPEN: {
      guard: 'wasProposed',
      actions: [
        assign(({ context, event }) => answered(context, event.gapId, false)),
        { type: 'remind', params: { who: 'person', about: 'standards.gapStaysOpen' } },
      ],
    },
  },
  states: {
    year: {
      meta: { label: 'Year', explain: 'Whether the year still runs.' },
      initial: 'running',
      states: {
        running: {
          meta: { label: 'Year running', explain: 'Evidence counts for this year.' },
          always: { guard: 'yearClosed', target: 'runningOn' },
        },
        runningOn: {
          meta: {
            label: 'Year closed, running on',
            explain: 'Late evaluations may still close gaps until 31 October.',
          },
          after: { runOnCloses: '#standards.live.closed' },
        },
      },
    },
    proposals: {
      meta: { label: 'Gaps', explain: 'Whether a gap is proposed to be closed.' },
      initial: 'none',
      states: {
        none: {
          meta: { label: 'Nothing proposed', explain: 'No gap waits for the reviewer.' },
          always: { guard: 'hasProposal', target: 'waiting' },
        },
        waiting: {
          meta: {
            label: 'Gap proposed to be closed',
            explain: 'A need was met; the reviewer says whether its gap is closed.',
            duties: [
              {
                name: 'decideGap',
                label: 'Say whether the gap is closed',
                role: 'reviewer',
                due: 'proposalDue',
                event: 'CLOSE_GAP',
              },
            ],
          },
          always: { guard: 'noProposal', target: 'none' },
          after: {
            proposalDue: {
              actions: { type: 'remind', params: { who: 'reviewer', about: 'standards.proposalDue' } },
            },
          },
        },
      },
    },
  },
});

/** The year's picture is taken; an evaluation that comes even later is passed on for next year's assessment. */
export const closed = standardsSetup.createStateConfig({
  meta: { label: 'Closed', explain: 'The picture before and after the year stands side by side.' },
  initial: 'settling',
  on: {
    PROPOSE_GAP_CLOSED: {
      actions: { type: 'remind', params: { who: 'person', about: 'standards.gapMetAfterClosing' } },
    },
  },
  states: {
    settling: {
      meta: { label: 'Being recorded', explain: 'Ratings are kept as the picture after the year.' },
      always: {
        target: 'pictured',
        actions: {
          type: 'takePicture',
          params: ({ context }) => ({ standardsId: context.standardsId, when: 'after' }),
        },
      },
    },
    pictured: { meta: { label: 'Closed', explain: 'Nothing more changes in this year’s assessment.' } },
  },
});
