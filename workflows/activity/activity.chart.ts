import type { Chart } from '../chart.js';
import { activityClocks } from './activity.clocks.js';
import { activityMachine } from './activity.machine.js';
import type { ActivityContext } from './activity.types.js';

const decides = ['cpdLeader', 'head', 'deputy'];
const organises = [...decides, 'cpdTeam', 'organiser'];
const leads = [...organises, 'facilitator'];

/** Something provided: see {@link activityMachine}. */
export const activityChart: Chart = {
  name: 'activity',
  version: 1,
  title: 'Courses and coaching',
  explain:
    'Takes something provided from a draft over booking and its sessions to the end of its follow-ups.',
  machine: activityMachine,
  facts: {
    REQUEST_PLACE: 'places',
    RELEASE_PLACE: 'places',
    CHANGE_CAPACITY: 'places',
    DAY_HAS_ROOM: 'places',
  },
  events: {
    OUTLINE: {
      label: 'Change the draft',
      explain: 'Dates, places and numbers can change freely until it is published.',
      by: organises,
    },
    RECORD_QUALITY: {
      label: 'Record a quality check',
      explain: 'One of the five parts of the DfE Standard is judged.',
      by: organises,
    },
    PUBLISH: { label: 'Publish', explain: 'People can ask for places.', by: [...decides, 'cpdTeam'] },
    DISCARD: { label: 'Discard the draft', explain: 'Nobody has seen it; it disappears.', by: organises },
    REQUEST_PLACE: {
      label: 'Place asked for',
      explain: 'The booking gets a place or a position on the waiting list.',
      by: ['system'],
    },
    RELEASE_PLACE: { label: 'Place given back', explain: 'The first who waits moves up.', by: ['system'] },
    CHANGE_CAPACITY: {
      label: 'Change the number of places',
      explain: 'More places go to those who wait, in order.',
      by: organises,
    },
    DAY_HAS_ROOM: {
      label: 'A day has room again',
      explain: 'Whoever was held back because too many were out moves up.',
      by: ['system'],
    },
    OFFER: {
      label: 'Offer it to other schools of the trust',
      explain: 'Their staff see it and can ask for places; their own school approves and pays.',
      by: decides,
    },
    CLOSE_BOOKING: {
      label: 'Close booking',
      explain: 'No new bookings; the waiting list still moves.',
      by: organises,
    },
    REOPEN_BOOKING: {
      label: 'Open booking again',
      explain: 'People can ask for places until the new date.',
      by: organises,
    },
    CONFIRM: {
      label: 'It will take place',
      explain: 'Bookings hear that it runs, whatever the numbers.',
      by: decides,
    },
    POSTPONE: {
      label: 'Postpone',
      explain: 'Places and money stay; cover and part-timers are asked again.',
      by: [...organises, 'facilitator'],
    },
    SET_DATES: { label: 'Set new dates', explain: 'Bookings hear the new dates.', by: organises },
    ADD_SESSION: { label: 'Add a session', explain: 'Bookings hear the new dates.', by: leads },
    MOVE_SESSION: {
      label: 'Move a session',
      explain: 'Bookings hear the new dates and cover is asked again.',
      by: leads,
    },
    CANCEL_SESSION: {
      label: 'Call off a session',
      explain: 'The rest goes on; if it was the only one, new dates are sought.',
      by: leads,
    },
    RECORD_ATTENDANCE: {
      label: 'Say who was there',
      explain: 'Each booking hears of it.',
      by: leads,
    },
    FINISH: { label: 'The work is finished', explain: 'Provision without sessions ends.', by: leads },
    CANCEL: {
      label: 'Cancel',
      explain: 'Bookings end, money comes back less charges, needs go back to the plan.',
      by: [...decides, 'cpdTeam'],
    },
    REACH_MILESTONE: {
      label: 'Milestone reached',
      explain: 'Bookings hear of it; the next milestone counts.',
      by: leads,
    },
    MOVE_MILESTONE: { label: 'Move a milestone', explain: 'Its clock is computed again.', by: leads },
    GIVE_UP_MILESTONE: {
      label: 'Give up a milestone',
      explain: 'It no longer keeps the activity open.',
      by: decides,
    },
    ADD_FOLLOW_UP: {
      label: 'Ask for a follow-up',
      explain: 'Provider or facilitator is asked to do something by a date.',
      by: leads,
    },
    DO_FOLLOW_UP: { label: 'Follow-up done', explain: 'The action is closed.', by: leads },
    CHANGE_FACILITATOR: {
      label: 'Name the facilitator',
      explain: 'A colleague leads it from now on.',
      by: organises,
    },
    LEAVER: {
      label: 'Somebody left',
      explain: 'If they led it, another facilitator is sought.',
      by: ['system'],
    },
    NEW_CYCLE: {
      label: 'A new year began',
      explain: 'It counts in the new year from now on.',
      by: ['system'],
    },
  },
  clocks: activityClocks,
  commands: {
    tellBookings: { label: 'Its bookings were told', when: 'afterCommit' },
    givePlace: { label: 'Place given', when: 'inTransaction' },
    queueForPlace: { label: 'Put on the waiting list', when: 'inTransaction' },
    freePlace: { label: 'Place freed', when: 'inTransaction' },
    leaveQueue: { label: 'Taken off the waiting list', when: 'inTransaction' },
    recordAttendance: { label: 'Register taken', when: 'inTransaction' },
    passAttendance: { label: 'Bookings told who was there', when: 'afterCommit' },
    returnNeeds: { label: 'Needs sent back to the plan', when: 'afterCommit' },
    askFollowUp: { label: 'Follow-up asked for', when: 'afterCommit' },
  },
  refusals: {
    qualityChecked: 'Check it against all five parts of the DfE Standard first.',
    bookingShut: 'Booking is open.',
    alreadyPlaced: 'This booking has no place yet.',
    alreadyQueued: 'This booking is not on the waiting list.',
    mayMoveUpNow: 'This booking is not waiting, or no place is free for it.',
    waitsForTheDay: 'This booking is not waiting for the day.',
    dayTooFull: 'The day has room, or no place is free.',
    somebodyHeldBack: 'Nobody is held back.',
    placeFree: 'No place is free, or others wait already.',
    givesBackPlace: 'This booking has no place.',
    leavesWaitingList: 'This booking is not on the waiting list.',
    roomForThoseTaken: 'More people have a place than that. Some must withdraw first.',
    somebodyMovesUp: 'Nobody moves up.',
    isFull: 'There are places left.',
    numbersReached: 'Too few people have a place as yet.',
    fallsBelowMinimum: 'There are still enough people.',
    datesGiven: 'Give at least one session with its date.',
    hasStarted: 'It has not begun.',
    isConfirmed: 'It is not confirmed.',
    sessionPlanned: 'This session is not among those still to come.',
    onlySession: 'There are other sessions.',
    sessionUnknown: 'This session is there already.',
    nobodyPlaced: 'Somebody had a place.',
    nobodyConcerned: 'Somebody has a place, or waits for one.',
    somebodyConcerned: 'Nobody has a place or waits for one.',
    noSessionAhead: 'There are sessions to come.',
    nothingToCome: 'Sessions, milestones or the last day are still to come.',
    milestonesAhead: 'No milestone is ahead.',
    milestoneAhead: 'This milestone is not ahead: it was reached or given up, or does not exist.',
    followUpsOwed: 'No follow-up is owed.',
    nothingOwed: 'A follow-up is still owed.',
    followUpOwed: 'This follow-up is done already, or does not exist.',
    isExternal: 'It is led by the school itself.',
    hasFacilitator: 'Nobody is named to lead it.',
    facilitatorLeaves: 'Somebody else leads it.',
  },
  audience: ({ offeredTo }: ActivityContext) => ['everyone', ...offeredTo.map((school) => `org:${school}`)],
};
