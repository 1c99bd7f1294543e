import { setup } from 'xstate';
import { delaysOf } from '../delays.js';
import { bookingClocks } from './booking.clocks.js';
import type { Id, IsoDate, Minutes, Pence, RemindParams, TellParams } from '../chart.js';
import { isHeldBy } from '../people.js';
import * as policy from './booking.policy.js';
import { currentRole, currentStep, isTheirTurn, mayInsert } from './booking.steps.js';
import type { BookingContext, BookingEvent, BookingInput, FundingShare, StepRole } from './booking.types.js';

const isDecision = (event: BookingEvent) =>
  event.type === 'APPROVE' || event.type === 'DECLINE' || event.type === 'RETURN' ? event : null;

/** What the booking's machine is made of. */
export const bookingSetup = setup({
  types: { context: {} as BookingContext, events: {} as BookingEvent, input: {} as BookingInput },
  actions: {
    remind: (_, _params: RemindParams) => {},
    tell: (_, _params: TellParams) => {},
    commitMoney: (_, _params: { bookingId: Id; funding: readonly FundingShare[] }) => {},
    releaseMoney: (_, _params: { bookingId: Id; pence: Pence }) => {},
    keepCharge: (_, _params: { bookingId: Id; pence: Pence }) => {},
    spendMoney: (_, _params: { bookingId: Id; funding: readonly FundingShare[] }) => {},
    requestCover: (_, _params: { bookingId: Id; startsOn: IsoDate; endsOn: IsoDate }) => {},
    standDownCover: (_, _params: { bookingId: Id }) => {},
    keepConfirmation: (_, _params: { bookingId: Id; confirmationId: Id }) => {},
    startImpact: (_, _params: { bookingId: Id; needId: Id | null; mode: 'full' | 'light' }) => {},
    recordHours: (_, _params: { bookingId: Id; minutes: Minutes }) => {},
    recordMilestone: (_, _params: { bookingId: Id; milestoneId: Id }) => {},
    keepCertificate: (_, _params: { bookingId: Id; certificateId: Id; expiresOn: IsoDate | null }) => {},
  },
  guards: {
    inherits: ({ context }) => context.inherits,
    clashes: ({ context }) => policy.clashes(context),
    recompenseOwed: ({ context }) => policy.recompenseOwed(context),
    recompenseNotOwed: ({ context }) => !policy.recompenseOwed(context),
    nothingDecided: ({ context }) => context.steps.every(({ decided }) => decided === null),
    stepWaiting: ({ context, event }) => isDecision(event)?.step === currentStep(context),
    notForThemselves: ({ context, event }) => !isHeldBy(context.people.person, event.by),
    theirTurn: ({ context, event }) => isTheirTurn(context, event.by, isDecision(event)?.facts?.posts ?? []),
    mayInsert: ({ context, event }) => event.type === 'INSERT_STEP' && mayInsert(context, event),
    allDecided: ({ context }) => currentStep(context) === -1,
    turnOf: ({ context }, params: { role: StepRole | 'asked' }) => currentRole(context) === params.role,
    allAgreed: ({ context }) => policy.allAgreed(context),
    agreedForNothing: ({ context }) => context.costPence === 0 && policy.allAgreed(context),
    shareAsked: ({ context, event }) => 'share' in event && policy.shareIn(context, event.share, 'asked'),
    shareDeclined: ({ context, event }) =>
      'share' in event && policy.shareIn(context, event.share, 'declined'),
    someShareDeclined: ({ context }) => context.funding.some(({ state }) => state === 'declined'),
    someShareAsked: ({ context }) => context.funding.some(({ state }) => state === 'asked'),
    addsUp: ({ context, event }) => event.type === 'SPLIT_FUNDING' && policy.addsUp(context, event.shares),
    needUntold: ({ context }) => context.needId !== null && context.needTold === null,
    formerNeedUntold: ({ context }) => context.formerNeedId !== null,
    isExternal: ({ context }) => context.external,
    activityConfirmed: ({ context }) => context.activityConfirmed,
    substituteFree: ({ event }) =>
      event.type === 'SUBSTITUTE' && !policy.datesInTheWay(policy.datesOf(event)),
    somebodyElse: ({ context, event }) =>
      event.type === 'SUBSTITUTE' && !isHeldBy(context.people.person, event.personId),
    hasMarks: ({ context }) => !policy.noMarks(context),
    noMarks: ({ context }) => policy.noMarks(context),
    startsImpact: ({ context }) =>
      policy.wasThere(context) && context.impact !== 'group' && !context.impactStarted,
    needEvaluating: ({ context }) =>
      policy.wasThere(context) && context.needId !== null && context.needTold !== 'evaluating',
    needEnds: ({ context }) =>
      !policy.wasThere(context) && context.needId !== null && context.needTold !== 'ended',
    wasThereThroughout: ({ context }) => policy.wasThereThroughout(context),
    wasThere: ({ context }) => policy.wasThere(context),
    nothingToShare: ({ context }) => !context.shareBack,
    coverWanted: ({ context }) => policy.coverWanted(context),
    coverAsked: ({ context }) => context.coverAsked,
    coverStale: ({ context }) => context.coverStale,
    offerFallen: ({ context }) => context.recompense === null,
    datesKnown: ({ context }) => context.datesKnown,
    datesSettled: ({ context }) => context.datesKnown && !context.dateAnswerOwed,
    datesUnknown: ({ context }) => !context.datesKnown,
    dateAnswerOwed: ({ context }) => context.dateAnswerOwed,
    nothingCommitted: ({ context }) => !context.committed,
    chargeOwed: ({ context }) => context.keptPence > 0,
    placeAsked: ({ context }) => context.placeAsked,
    hasNeed: ({ context }) => context.needId !== null,
    endsDeclined: ({ context }) => context.ending === 'declined',
    endsWithdrawn: ({ context }) => context.ending === 'withdrawn',
  },
  delays: delaysOf(bookingClocks),
});
