import type { Wordings } from './wording.js';

/** Reviews. Those above the two people learn only that something is late. */
export const reviewWordings: Wordings = {
  'review.agreedDue': {
    title: ({ whose }) => `Agreeing ${whose} review`,
    text: ({ whose }) =>
      `The school’s date for agreeing reviews has passed and ${whose} review is still open. If a meeting is hard to fit in, please say so to each other; nothing that was written is lost.`,
  },
  'review.changesAsked': {
    title: ({ whose }) => `Changes asked for in ${whose} statement`,
    text: ({ whose }) =>
      `Changes were asked for in ${whose} review statement. Have a look when you can, then share it again.`,
  },
  'review.closedDue': {
    title: ({ whose }) => `Closing ${whose} review`,
    text: ({ whose }) =>
      `The date for closing ${whose} review has passed. It can still be closed; the sooner, the fresher the year is in mind.`,
  },
  'review.commentsDue': {
    title: ({ whose }) => `Comments on ${whose} statement`,
    text: ({ whose }) =>
      `The time for comments on ${whose} review statement is up. Comments can still be added, and it can still be agreed.`,
  },
  'review.contested': {
    title: ({ whose }) => `A training need in ${whose} review`,
    text: ({ whose }) =>
      `A statement was issued without agreement, and only one of the two people wanted one or more of the training needs in ${whose} review. Please decide whether they pass to the CPD leader.`,
  },
  'review.contribution': {
    title: ({ whose }) => `A word towards ${whose} review`,
    text: ({ whose }) =>
      `You were asked to contribute to ${whose} review. A few lines are enough; only the two people concerned will read them.`,
  },
  'review.decided': {
    news: true,
    title: ({ whose }) => `A decision in ${whose} review`,
    text: ({ whose }) => `What was in dispute in ${whose} review has been decided. You can read it there.`,
  },
  'review.disputed': {
    title: ({ whose }) => `Your help with ${whose} review`,
    text: ({ whose }) =>
      `Two people do not agree about something in ${whose} review and ask you to decide. Please hear them both first.`,
  },
  'review.draftDue': {
    title: ({ whose }) => `The draft of ${whose} statement`,
    text: ({ whose }) =>
      `The draft of ${whose} review statement was due some working days after the meeting. Share it as it stands if it is nearly there; it can be taken back for a while.`,
  },
  'review.judged': {
    news: true,
    title: ({ whose }) => `The end of ${whose} review`,
    text: ({ whose }) =>
      `The closing part of ${whose} review has been shared. Take your time to read it; there is room for comments.`,
  },
  'review.late': {
    title: ({ whose }) => `${whose} review is late`,
    text: ({ whose }) =>
      `A step of ${whose} review is late, and those concerned have been reminded. You are told that it is late, not what it says. Perhaps they need time, or cover, to meet.`,
  },
  'review.meetingBooked': {
    news: true,
    title: ({ whose }) => `A day for ${whose} planning meeting`,
    text: ({ whose }) =>
      `The planning meeting of ${whose} review has a day. It stands in the review; another day can be agreed there.`,
  },
  'review.meetingUnrecorded': {
    title: ({ whose }) => `Did the meeting for ${whose} review take place?`,
    text: ({ whose }) =>
      `The planning meeting for ${whose} review was booked and has not been recorded. Record it, or move it to another day.`,
  },
  'review.midYearDue': {
    title: ({ whose }) => `The mid-year meeting for ${whose} review`,
    text: ({ whose }) =>
      `The mid-year meeting for ${whose} review has not been recorded yet. Half an hour will do.`,
  },
  'review.moderationDue': {
    title: ({ whose }) => `Your decision in ${whose} review`,
    text: ({ whose }) =>
      `Two people are still waiting for your decision in ${whose} review. What both of them want has not been held up.`,
  },
  'review.reviewerChanged': {
    news: true,
    title: ({ whose }) => `A new reviewer for ${whose} review`,
    text: ({ whose }) =>
      `Somebody else is the reviewer in ${whose} review from now on. It goes on where it was and does not start again.`,
  },
  'review.shared': {
    title: ({ whose }) => `${whose} review statement is there to read`,
    text: ({ whose }) =>
      `${whose} review statement and training needs have been shared. Read them, comment, and agree when they are right.`,
  },
  'review.signDue': {
    title: ({ whose }) => `Signing ${whose} review`,
    text: ({ whose }) =>
      `The closing part of ${whose} review waits to be signed. Comments are welcome; to sign is not to agree with every word.`,
  },
};
