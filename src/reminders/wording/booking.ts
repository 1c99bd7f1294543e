import type { Wordings } from './wording.js';

/** Places on courses and coaching, their approval, cover and follow-up. Never why somebody goes. */
export const bookingWordings: Wordings = {
  'booking.absenceUnexplained': {
    title: ({ whose }) => `${whose} place was not taken up`,
    text: ({ who }) =>
      `Nothing is noted about why ${who} could not be there. There is usually a good reason; please note that there was one, so that the place and the cost are settled.`,
  },
  'booking.approvalDue': {
    title: ({ whose }) => `${whose} request waits for your answer`,
    text: ({ whose }) =>
      `${whose} request for a place is waiting for you. Approve it, decline it with a reason, or ask a question.`,
  },
  'booking.approvalLate': {
    title: ({ whose }) => `${whose} request is still waiting`,
    text: ({ whose }) =>
      `${whose} request for a place has been waiting for an answer, and whoever was asked has been reminded. Places go quickly.`,
  },
  'booking.attendanceMissing': {
    title: ({ whose }) => `Did ${whose} training take place?`,
    text: ({ who }) => `It is not noted yet whether ${who} attended. One tick is enough.`,
  },
  'booking.cannotCover': {
    title: ({ whose }) => `No cover for ${whose} training day`,
    text: () =>
      `Cover could not be found for the time away. Another person may step in, the date may move, or the place can be given back in time.`,
  },
  'booking.clashDue': {
    title: ({ whose }) => `${whose} request clashes with something`,
    text: ({ whose }) =>
      `The check of ${whose} request found a clash that nobody has settled: another date, too many people out, or a day outside the contract.`,
  },
  'booking.confirmationMissing': {
    title: ({ whose }) => `The booking confirmation for ${whose} place`,
    text: ({ whose }) =>
      `${whose} place was approved, but no booking confirmation has been entered. Approved is not booked: please check with the provider and enter it.`,
  },
  'booking.coverFellThrough': {
    urgent: true,
    title: ({ whose }) => `Cover for ${whose} training fell through`,
    text: ({ who }) => `The cover arranged for ${who} fell through. Somebody else is needed.`,
  },
  'booking.coverLate': {
    title: ({ whose }) => `Cover for ${whose} training is not arranged`,
    text: ({ who }) => `The day is coming closer and nobody covers for ${who} yet. It can still be arranged.`,
  },
  'booking.fundingDue': {
    title: ({ whose }) => `Funding for ${whose} request`,
    text: ({ whose }) =>
      `${whose} request asks for money from a pot that you look after. Say yes, say no, or name another pot.`,
  },
  'booking.newDatesUnanswered': {
    title: ({ whose }) => `New dates for ${whose} place`,
    text: ({ who }) =>
      `The dates have moved and it is not known whether they suit ${who}. The place is kept until there is an answer.`,
  },
  'booking.noCoverYet': {
    urgent: true,
    title: ({ whose }) => `Still no cover for ${whose} training`,
    text: ({ who }) =>
      `It is close now, and nobody covers for ${who} yet. Please talk to whoever arranges cover.`,
  },
  'booking.recompenseLate': {
    title: ({ whose }) => `Pay or time in lieu for ${whose} training`,
    text: () =>
      `The training lies outside contracted days, and it was agreed to make up for it. That has not been noted as done.`,
  },
  'booking.shareBackLate': {
    title: ({ whose }) => `Sharing what came of ${whose} training`,
    text: ({ who }) =>
      `It was planned that ${who} would share what was learnt with colleagues. Five minutes in a meeting are enough; tick it when it is done.`,
  },
  'booking.stillWaiting': {
    news: true,
    title: ({ whose }) => `${whose} place on the waiting list`,
    text: ({ whose }) =>
      `${whose} name is still on the waiting list. You need not do anything; you may also look for another date.`,
  },
};
