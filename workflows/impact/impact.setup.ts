import { setup } from 'xstate';
import { delaysOf } from '../delays.js';
import { impactClocks } from './impact.clocks.js';
import type { Id, RemindParams, TellParams } from '../chart.js';
import * as policy from './impact.policy.js';
import type { ImpactContext, ImpactEvent, ImpactInput } from './impact.types.js';

/** What the evaluation's machine is made of. */
export const impactSetup = setup({
  types: { context: {} as ImpactContext, events: {} as ImpactEvent, input: {} as ImpactInput },
  actions: {
    remind: (_, _params: RemindParams) => {},
    tell: (_, _params: TellParams) => {},
    countUnreturned: (_, _params: { activityId: Id; bookingId: Id | null }) => {},
  },
  guards: {
    isAway: ({ context }) => policy.isAway(context),
    someoneEnters: ({ context }) => context.people.enters !== null,
    allAnswered: ({ context }) => policy.allAnswered(context),
    asksManager: ({ context }) => policy.asksManager(context),
    managerUnasked: ({ context }) => !policy.asksManager(context),
    applicationFull: ({ context }) => context.mode === 'full' && policy.applicationDone(context),
    applicationDone: ({ context }) => policy.applicationDone(context),
    isFull: ({ context }) => context.mode === 'full',
    resultsOwed: ({ context }) => context.resultsOwed,
    isSampled: ({ context }) => context.sampled,
    needsToTell: ({ context }) => context.toTell.length > 0,
    gapMayClose: ({ context }) => context.outcome === 'met' && context.standardsId !== null,
    judgesTooEarly: ({ event }) => event.type === 'JUDGE' && event.outcome === 'tooEarly',
    notOwnJudgement: ({ context, event }) => context.judgedBy !== event.by,
    onlyOne: ({ context, event }) => event.type === 'LEAVE' && policy.isOnlyOne(context, event.personId),
  },
  delays: delaysOf(impactClocks),
});

/** Says that a part whose time is up was not returned. */
export const countUnreturned = {
  type: 'countUnreturned',
  params: ({ context }: { context: ImpactContext }) => ({
    activityId: context.activityId,
    bookingId: context.bookingId,
  }),
} as const;
