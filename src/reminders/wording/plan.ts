import type { Wordings } from './wording.js';

/** The school's training plan. */
export const planWordings: Wordings = {
  'plan.approved': {
    news: true,
    title: () => 'The training plan is approved',
    text: () => 'The training plan, or an amendment of it, is approved. What is in it can be arranged now.',
  },
  'plan.autumnAmendmentDue': {
    title: () => 'The autumn amendment',
    text: () =>
      'It is time for the amendment that takes the needs from the reviews into the training plan. What is not sorted yet can follow later.',
  },
  'plan.decisionDue': {
    title: () => 'The training plan waits for your decision',
    text: () =>
      'The training plan, or an amendment of it, has been with you for some days. Approve it, or return it with a comment.',
  },
  'plan.late': {
    title: () => 'The training plan is late',
    text: () =>
      'A step of the training plan is late, and whoever has it has been reminded. Perhaps a talk helps more than another reminder.',
  },
  'plan.returned': {
    title: () => 'The training plan came back',
    text: () =>
      'The training plan, or an amendment of it, was returned with comments. Nothing in it is lost.',
  },
  'plan.submissionDue': {
    title: () => 'Submitting the training plan',
    text: () =>
      'The training plan should be with whoever approves it by now. It can be amended later, so it need not be perfect.',
  },
  'plan.submitted': {
    title: () => 'A training plan for you to decide',
    text: () =>
      'A training plan, or an amendment of it, was submitted to you. Approve it, or return it with a comment.',
  },
};
