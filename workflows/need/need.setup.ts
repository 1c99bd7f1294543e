import { setup } from 'xstate';
import { delaysOf } from '../delays.js';
import { needClocks } from './need.clocks.js';
import type { RemindParams, StateMeta } from '../chart.js';
import { awaySince, isAway, isEvaluating, isSoundTriage, isUnderWay, liesAhead } from './need.policy.js';
import type { NeedContext, NeedEvent, NeedInput } from './need.types.js';

/** The need's guards and delays. Its commands let somebody know. */
export const needSetup = setup({
  types: {
    context: {} as NeedContext,
    input: {} as NeedInput,
    events: {} as NeedEvent,
    meta: {} as StateMeta,
  },
  actions: {
    remind: (_, _params: RemindParams) => {},
    tellAdvisers: (_, _params: { about: string }) => {},
  },
  guards: {
    isAway: ({ context }) => isAway(context),
    isContested: ({ context }) => context.contested,
    soundTriage: ({ event }) => event.type === 'TRIAGE' && isSoundTriage(event),
    untilLater: ({ event }) => event.type === 'DEFER' && liesAhead(event.until, event.at),
    dueLater: ({ event }) => event.type === 'REFER' && liesAhead(event.dueOn, event.at),
    notSelf: ({ context, event }) => event.by !== context.people.person,
    wayFound: ({ event }) => event.type === 'ANSWER' && event.activityId !== null,
    wasAdvised: ({ event }) => event.type === 'ANSWER' && event.advised === true,
    wasTriaged: ({ context }) => context.triage !== null,
    wasPlanned: ({ context }) => context.planItemId !== null,
    notPlanned: ({ context }) => context.planItemId === null && context.activityIds.length === 0,
    noActivity: ({ context }) => context.activityIds.length === 0,
    isUnderWay: ({ context }) => isUnderWay(context),
    isEvaluating: ({ context }) => isEvaluating(context),
    nothingBooked: ({ context }) => context.bookings.length === 0,
    wasFound: ({ context }) => context.bookings.length === 0 && context.outcome !== null,
    fellThrough: ({ context }) => context.bookings.length === 0 && context.outcome === null,
    isMet: ({ context }) => context.outcome === 'met',
    isPartlyMet: ({ context }) => context.outcome === 'partlyMet',
    isNotMet: ({ context }) => context.outcome === 'notMet',
    returnsAfterLeaving: ({ context, event }) => event.type === 'RESUME' && event.to >= awaySince(context),
  },
  delays: delaysOf(needClocks),
});
