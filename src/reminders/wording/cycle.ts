import type { Wordings } from './wording.js';

/** The school's year. */
export const cycleWordings: Wordings = {
  'cycle.corePlanLate': {
    title: () => 'The core plan for next year',
    text: () =>
      'The core plan (training days, statutory training, induction, qualifications that go on) has not been approved yet. Most training days fall in the first week of September.',
  },
  'cycle.missingUnanswered': {
    title: () => 'People missing from the staff file',
    text: () =>
      'The latest staff file leaves somebody out, and nobody has said whether they are still here. Nothing is ended until you answer.',
  },
  'cycle.needsDue': {
    title: () => 'Training needs to sort',
    text: () =>
      'The date for sorting the training needs has passed, and some are still waiting. The amended plan rests on them.',
  },
  'cycle.openingLate': {
    title: () => 'The new year is not open yet',
    text: () =>
      'The date on which the new year should open has passed. Reviews can begin as soon as you open it.',
  },
  'cycle.planAmendmentDue': {
    title: () => 'The autumn amendment of the training plan',
    text: () =>
      'The date has come by which the training plan takes in the needs from the reviews. Those sorted so far can go in now.',
  },
  'cycle.reportDue': {
    title: () => 'The impact report',
    text: () =>
      'The impact report should be ready for the head by now. Its figures are already there; what is missing is your commentary.',
  },
  'cycle.reviewsDue': {
    title: () => 'Reviews that are not agreed yet',
    text: () =>
      'The date for agreeing reviews has passed and some are still open. You see whose; what they say stays with the people concerned.',
  },
};
