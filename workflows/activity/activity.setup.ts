import { setup } from 'xstate';
import { delaysOf } from '../delays.js';
import { activityClocks } from './activity.clocks.js';
import type { Id, RemindParams, TellParams } from '../chart.js';
import * as policy from './activity.policy.js';
import type {
  ActivityContext,
  ActivityEvent,
  ActivityInput,
  ActivityNews,
  AttendanceEntry,
} from './activity.types.js';

const { placesOf } = policy;

/** What the activity's machine is made of. */
export const activitySetup = setup({
  types: { context: {} as ActivityContext, events: {} as ActivityEvent, input: {} as ActivityInput },
  actions: {
    remind: (_, _params: RemindParams) => {},
    tell: (_, _params: TellParams) => {},
    tellBookings: (_, _params: { activityId: Id; event: ActivityNews }) => {},
    givePlace: (_, _params: { bookingId: Id }) => {},
    queueForPlace: (_, _params: { bookingId: Id }) => {},
    freePlace: (_, _params: { bookingId: Id }) => {},
    leaveQueue: (_, _params: { bookingId: Id }) => {},
    recordAttendance: (_, _params: { sessionId: Id; entries: readonly AttendanceEntry[] }) => {},
    passAttendance: (_, _params: { sessionId: Id; entries: readonly AttendanceEntry[] }) => {},
    returnNeeds: (_, _params: { activityId: Id }) => {},
    askFollowUp: (_, _params: { followUpId: Id }) => {},
  },
  guards: {
    qualityChecked: ({ context }) => policy.qualityChecked(context),
    bookingShut: ({ context }) => policy.bookingShut(context),
    alreadyPlaced: ({ event }) => event.type === 'REQUEST_PLACE' && placesOf(event).holds,
    alreadyQueued: ({ event }) => event.type === 'REQUEST_PLACE' && placesOf(event).queued,
    mayMoveUpNow: ({ context, event }) =>
      event.type === 'REQUEST_PLACE' &&
      placesOf(event).queued &&
      policy.placeFree(context, placesOf(event)) &&
      placesOf(event).dayFull !== true,
    waitsForTheDay: ({ context, event }) =>
      event.type === 'REQUEST_PLACE' && placesOf(event).queued && policy.placeFree(context, placesOf(event)),
    dayTooFull: ({ context, event }) =>
      event.type === 'REQUEST_PLACE' &&
      policy.placeFree(context, placesOf(event)) &&
      placesOf(event).dayFull === true,
    placeFree: ({ context, event }) =>
      event.type === 'REQUEST_PLACE' && policy.placeFree(context, placesOf(event)),
    givesBackPlace: ({ event }) => event.type === 'RELEASE_PLACE' && placesOf(event).holds,
    leavesWaitingList: ({ event }) => event.type === 'RELEASE_PLACE' && placesOf(event).queued,
    roomForThoseTaken: ({ event }) =>
      event.type === 'CHANGE_CAPACITY' &&
      (event.capacity === null || event.capacity >= placesOf(event).taken),
    somebodyMovesUp: ({ context }) => context.promoting.length > 0,
    somebodyHeldBack: ({ context }) => context.heldBack.length > 0,
    isFull: ({ context }) => policy.isFull(context),
    numbersReached: ({ context }) => context.taken >= context.minimum,
    fallsBelowMinimum: ({ context, event }) =>
      event.type === 'RELEASE_PLACE' && policy.fallsBelowMinimum(context, event),
    datesGiven: ({ event }) =>
      (event.type === 'POSTPONE' || event.type === 'SET_DATES') && event.sessions.length > 0,
    hasStarted: ({ context }) => context.started,
    isConfirmed: ({ context }) => context.confirmed,
    sessionPlanned: ({ context, event }) =>
      'sessionId' in event && policy.isPlanned(context, event.sessionId),
    onlySession: ({ context, event }) =>
      event.type === 'CANCEL_SESSION' && policy.isOnlySession(context, event.sessionId),
    sessionUnknown: ({ context, event }) =>
      event.type === 'ADD_SESSION' && context.sessions.every(({ id }) => id !== event.sessionId),
    nobodyPlaced: ({ context }) => context.taken === 0,
    nobodyConcerned: ({ context }) => context.taken + context.waiting === 0,
    somebodyConcerned: ({ context }) => context.taken + context.waiting > 0,
    noSessionAhead: ({ context }) => policy.noSessionAhead(context),
    nothingToCome: ({ context }) => policy.nothingToCome(context),
    milestonesAhead: ({ context }) => context.nextMilestoneOn !== null,
    milestoneAhead: ({ context, event }) =>
      'milestoneId' in event && policy.milestoneAhead(context, event.milestoneId),
    followUpsOwed: ({ context }) => context.nextFollowUpOn !== null,
    nothingOwed: ({ context }) => context.nextFollowUpOn === null,
    followUpOwed: ({ context, event }) =>
      event.type === 'DO_FOLLOW_UP' && policy.followUpOwed(context, event.followUpId),
    isExternal: ({ context }) => context.external,
    hasFacilitator: ({ context }) => context.people.facilitator !== null,
    facilitatorLeaves: ({ context, event }) =>
      event.type === 'LEAVER' && [context.people.facilitator].flat().includes(event.personId),
  },
  delays: delaysOf(activityClocks),
});
