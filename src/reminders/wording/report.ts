import type { Wordings } from './wording.js';

/** The annual impact report. */
export const reportWordings: Wordings = {
  'report.addendumMissing': {
    news: true,
    title: () => 'The report closes without the autumn results',
    text: () =>
      'The autumn results were not added to the impact report in time. It is closed as it is and says that they are not in it.',
  },
  'report.answersLate': {
    title: () => 'Questions about the impact report',
    text: () => 'The head or the governors asked something about the impact report and wait for an answer.',
  },
  'report.commentaryLate': {
    title: () => 'The commentary of the impact report',
    text: () =>
      'The figures of the impact report are ready, and the commentary is not there yet. A few sentences to each section are enough.',
  },
  'report.figuresFailed': {
    title: () => 'The figures of the impact report',
    text: () =>
      'The figures of the impact report could not be worked out. Nothing is lost; ask for them again, and tell whoever looks after this system if it happens twice.',
  },
  'report.meetingHeld': {
    title: () => 'Did the governors meet?',
    text: () =>
      'The day of the governors’ meeting has passed. Note that it took place, or give the new date, so that the report can be published.',
  },
  'report.papersLate': {
    title: () => 'Papers for the governors',
    text: () =>
      'The impact report should go out with the papers seven clear days before the governors meet. It has not been sent to them yet.',
  },
  'report.papersSent': {
    news: true,
    title: () => 'The impact report is among your papers',
    text: () =>
      'The governors’ edition of the impact report is ready to be read before the meeting. You can put a question about any section of it.',
  },
  'report.publicationDue': {
    title: () => 'Publishing the impact report',
    text: () => 'The governors have received the impact report. It can now be published to all staff.',
  },
  'report.readingDue': {
    title: () => 'The impact report waits to be read',
    text: () =>
      'The impact report is with the head. Each section can be marked as read, or sent back with a question.',
  },
};
