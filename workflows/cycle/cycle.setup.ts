import { setup } from 'xstate';
import { delaysOf } from '../delays.js';
import { cycleClocks } from './cycle.clocks.js';
import type { Id, IsoDate, RemindParams } from '../chart.js';
import { datesFollow, getsReview, hasCome, isOver } from './cycle.policy.js';
import type { CycleContext, CycleEvent, CycleInput, Standing } from './cycle.types.js';

/** What the cycle's machine is made of: the commands it may order, the questions it asks, the clocks it waits for. */
export const cycleSetup = setup({
  types: { context: {} as CycleContext, events: {} as CycleEvent, input: {} as CycleInput },
  actions: {
    remind: (_, _params: RemindParams) => {},
    startPlan: (_, _params: { cycleId: Id }) => {},
    pinVersions: (_, _params: { cycleId: Id }) => {},
    openReviews: (_, _params: { cycleId: Id; inFlight: boolean }) => {},
    openStandards: (_, _params: { cycleId: Id; inFlight: boolean }) => {},
    collectCarryOver: (_, _params: { cycleId: Id; fromCycleId: Id | null }) => {},
    chaseLate: (_, _params: { cycleId: Id; what: 'reviews' | 'needs' | 'planAmendment' }) => {},
    startReport: (_, _params: { cycleId: Id; reportDueOn: IsoDate }) => {},
    startReviewFor: (_, _params: { cycleId: Id; personId: Id; from: IsoDate }) => {},
    startStandardsFor: (_, _params: { cycleId: Id; personId: Id }) => {},
    raiseInductionNeeds: (_, _params: { cycleId: Id; personId: Id; standing: Standing }) => {},
    endInstancesOf: (_, _params: { cycleId: Id; personId: Id; on: IsoDate }) => {},
    transferPerson: (_, _params: { cycleId: Id; personId: Id; toSchoolId: Id; on: IsoDate }) => {},
    askAboutMissing: (_, _params: { personId: Id; importId: Id }) => {},
    reassignReview: (_, _params: { cycleId: Id; personId: Id; from: Id | null; to: Id; on: IsoDate }) => {},
    passOnWork: (_, _params: { post: string; from: Id | null; to: Id | null; on: IsoDate }) => {},
    listStillOpen: (_, _params: { cycleId: Id }) => {},
    carryOver: (_, _params: { cycleId: Id; toSchoolId: Id | null }) => {},
    closePlan: (_, _params: { cycleId: Id }) => {},
    closePots: (_, _params: { on: IsoDate | null }) => {},
    transferPeople: (_, _params: { on: IsoDate | null; toSchoolId: Id | null }) => {},
    linkHistory: (_, _params: { toSchoolId: Id | null }) => {},
  },
  guards: {
    datesFollow: ({ context, event }) => event.type === 'CHANGE_DATES' && datesFollow(context, event),
    notOpenYet: ({ context }) => !context.opened,
    setUpComplete: ({ context }) => context.setUp,
    readyToOpen: ({ context, event }) => context.setUp && !isOver(context.closesOn, event.at),
    opensInReporting: ({ context, event }) => hasCome(context.reportOpensOn, event.at),
    opensInDelivery: ({ context, event }) => isOver(context.planAmendedOn, event.at),
    opensInAmending: ({ context, event }) => isOver(context.needsSortedOn, event.at),
    opensInPlanning: ({ context, event }) => isOver(context.reviewsDueOn, event.at),
    reviewsStillDue: ({ context, event }) => !isOver(context.reviewsDueOn, event.at),
    needsStillDue: ({ context, event }) => !isOver(context.needsSortedOn, event.at),
    amendmentStillDue: ({ context, event }) => !isOver(context.planAmendedOn, event.at),
    reportOpensLater: ({ context, event }) => !hasCome(context.reportOpensOn, event.at),
    reportNotBegun: ({ context }) => !context.reportStarted,
    joinsWithReviewAndStandards: ({ event }) =>
      event.type === 'JOIN' && getsReview(event) && event.hasFramework,
    joinsWithReview: ({ event }) => event.type === 'JOIN' && getsReview(event),
    joinsWithStandards: ({ event }) =>
      event.type === 'JOIN' && event.standing !== 'shortTerm' && event.reviewedHere && event.hasFramework,
    hasFramework: ({ event }) => event.type === 'CHANGE_STANDING' && event.hasFramework,
    stillAsking: ({ context }) => context.missing.length > 0,
    reportSettled: ({ context }) => context.reportFinished || !context.reportStarted,
  },
  delays: delaysOf(cycleClocks),
});
