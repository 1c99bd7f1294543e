import type { Wordings } from './wording.js';

/** Courses and coaching that the school provides or books. */
export const activityWordings: Wordings = {
  'activity.attendanceLate': {
    title: () => 'Who was there?',
    text: () => 'A session has taken place and attendance has not been entered yet.',
  },
  'activity.belowMinimum': {
    title: () => 'Fewer people than planned',
    text: () =>
      'Somebody gave a place back, and a course or coaching that was confirmed now has fewer people than it needs. It goes on unless you decide otherwise.',
  },
  'activity.decisionDue': {
    title: () => 'Does it go ahead?',
    text: () =>
      'Booking has ended for a course or coaching with fewer people than it needs. Please confirm it, move it or cancel it, so that people can plan.',
  },
  'activity.facilitatorLeft': {
    title: () => 'Somebody else is needed to lead',
    text: () =>
      'The person who was to lead a course or coaching has left. Name somebody else, or talk to those who have places.',
  },
  'activity.followUpAsked': {
    title: () => 'A follow-up was promised',
    text: () =>
      'After a course or coaching something was promised for a day to come: by you, or by a provider and you see to it. Tick it off when it is done.',
  },
  'activity.followUpLate': {
    title: () => 'A follow-up is waiting',
    text: () => 'Something that was to be done after a course or coaching has not been ticked off yet.',
  },
  'activity.milestoneLate': {
    title: () => 'A milestone has passed',
    text: () =>
      'The date of a milestone in a longer qualification has passed without a note. Perhaps those taking part need time or help.',
  },
  'activity.newDatesLate': {
    title: () => 'New dates are missing',
    text: () =>
      'A course or coaching was postponed and has no new dates yet. Places and money are kept until it has.',
  },
  'activity.undecided': {
    title: () => 'A course or coaching is still undecided',
    text: () =>
      'It is not decided whether a course or coaching with few people goes ahead, and the day is near. The CPD leader has been reminded.',
  },
};
