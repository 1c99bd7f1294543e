import type { Wordings } from './wording.js';

/** Self-assessments against a framework. Ratings are never quoted. */
export const standardsWordings: Wordings = {
  'standards.assessmentDue': {
    title: ({ whose }) => `${whose} self-assessment`,
    text: ({ whose }) =>
      `${whose} self-assessment has not been handed on yet. The few standards to be worked on this year are enough.`,
  },
  'standards.confirmationDue': {
    title: ({ whose }) => `Confirming ${whose} self-assessment`,
    text: ({ whose }) =>
      `${whose} self-assessment waits to be looked at. Agree, or say where you see it differently and why.`,
  },
  'standards.differed': {
    title: () => 'Your reviewer sees something differently',
    text: () =>
      'Your reviewer has looked at your self-assessment and sees some of it differently. The reasons are there to read, and you can answer.',
  },
  'standards.gapClosed': {
    news: true,
    title: () => 'A gap has closed',
    text: () =>
      'A gap in your self-assessment has been closed. Well done; the evidence stays in your portfolio.',
  },
  'standards.gapMetAfterClosing': {
    news: true,
    title: () => 'A training need was met after the year closed',
    text: () =>
      'A training need behind a gap was met when the self-assessment of that year was closed already. Take it into the next one.',
  },
  'standards.gapStaysOpen': {
    news: true,
    title: () => 'A gap stays open for now',
    text: () =>
      'It was proposed to close a gap in your self-assessment, and it stays open for now. Talk about what would still help.',
  },
  'standards.late': {
    title: ({ whose }) => `${whose} self-assessment is late`,
    text: ({ whose }) =>
      `A step of ${whose} self-assessment is late, and those concerned have been reminded. You are told that it is late, not what it says.`,
  },
  'standards.proposalDue': {
    title: ({ whose }) => `A gap in ${whose} self-assessment that may close`,
    text: () =>
      'A training need was met, and it is proposed to close the gap behind it. Say whether you agree.',
  },
  'standards.submitted': {
    title: ({ whose }) => `${whose} self-assessment is there to look at`,
    text: ({ whose }) =>
      `${whose} self-assessment has been handed to you. Agree, or say where you see it differently and why.`,
  },
};
