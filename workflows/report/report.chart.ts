import type { Chart } from '../chart.js';
import { reportClocks } from './report.clocks.js';
import { reportMachine } from './report.machine.js';

const writes = ['cpdLeader', 'cpdTeam'];
/** The chair is a post of its own: whoever holds it need not be entered among the governors too. */
const governs = ['governor', 'chair'];
const reads = ['head', 'deputy', ...governs];
const runs = ['cpdLeader', 'head', 'deputy', 'administrator'];

/** The annual impact report: see {@link reportMachine}. */
export const reportChart: Chart = {
  name: 'report',
  version: 1,
  title: 'Impact report',
  explain:
    'Takes the annual report from computed figures over commentary, head and governors to its autumn addendum.',
  machine: reportMachine,
  events: {
    DRAFT: { label: 'Compute the figures', explain: 'Every figure is computed from the records.', by: runs },
    FIGURES_COMPUTED: { label: 'Figures computed', explain: 'The draft stands.', by: ['system'] },
    FIGURES_FAILED: {
      label: 'Figures not computed',
      explain: 'An administrator is told; it can be tried again.',
      by: ['system'],
    },
    RECOMPUTE: {
      label: 'Compute the figures again',
      explain: 'Later records come in; what was written stays.',
      by: [...writes, ...runs],
    },
    START_COMMENTARY: {
      label: 'Begin to write',
      explain: 'The sections open for the commentary.',
      by: writes,
    },
    WRITE_SECTION: { label: 'Section written', explain: 'The section counts as written.', by: writes },
    SUBMIT: { label: 'Send to the head', explain: 'The head reads section by section.', by: ['cpdLeader'] },
    READ: { label: 'Read', explain: 'The section stands.', by: reads },
    ASK: { label: 'Ask about this section', explain: 'The writer answers; other sections stand.', by: reads },
    SEND_BACK: {
      label: 'Send the questions back now',
      explain: 'The writer answers before the rest is read.',
      by: reads,
    },
    ANSWER: { label: 'Answer', explain: 'The section is read again.', by: writes },
    SEND_PAPERS: {
      label: 'Send the papers',
      explain: 'Governors get the edition with totals only.',
      by: ['head', 'deputy', 'administrator'],
    },
    GOVERNORS_ASK: {
      label: 'Question from the governors',
      explain: 'The writer answers; it comes back to the governors.',
      by: reads,
    },
    RECEIVED: {
      label: 'Received by the governors',
      explain: 'It can be published.',
      by: [...reads, 'administrator'],
    },
    PUBLISH: {
      label: 'Publish',
      explain: 'Staff can read it; reporting for the year is done.',
      by: ['head', 'deputy'],
    },
    CORRECT: {
      label: 'Correct a published report',
      explain: 'A new edition replaces it; the old one is kept.',
      by: ['head', 'cpdLeader'],
    },
    OPEN_ADDENDUM: { label: 'Begin the addendum', explain: 'Autumn results can be added.', by: runs },
    ADD_RESULTS: {
      label: 'Add the autumn results',
      explain: 'The addendum is published and the report is closed.',
      by: ['cpdLeader', 'head'],
    },
    NO_RESULTS: { label: 'No autumn results', explain: 'The report is closed.', by: ['cpdLeader', 'head'] },
    MOVE_MEETING: {
      label: 'The governors meet on another day',
      explain: 'Every date is counted back again.',
      by: [...runs, ...governs],
    },
  },
  clocks: reportClocks,
  commands: {
    computeFigures: { label: 'Figures asked for', when: 'afterCommit' },
    makeGovernorEdition: { label: 'Governors’ edition made', when: 'afterCommit' },
    sendPapers: { label: 'Papers sent', when: 'afterCommit' },
    publishReport: { label: 'Report published', when: 'inTransaction' },
    publishAddendum: { label: 'Addendum published', when: 'inTransaction' },
    proposePriorities: { label: 'Priorities proposed for next year', when: 'afterCommit' },
    askWriter: { label: 'Question put to the writer', when: 'afterCommit' },
  },
  refusals: {
    everySectionWritten: 'Some sections have no commentary yet.',
    notTheWriter: 'Nobody signs off a report that they wrote; the deputy or the chair reads it.',
    headIsThrough: 'Some sections are neither read nor asked about.',
    somethingAsked: 'No question has been asked.',
    sectionAsked: 'Nobody asked about this section, or it is answered.',
    everythingAnswered: 'Some questions are still open.',
    answersGovernors: 'The questions are not the governors’, or not all answered.',
  },
  audience: () => [
    'post:cpdLeader',
    'post:cpdTeam',
    'post:head',
    'post:deputy',
    'post:administrator',
    'post:governor',
    'post:chair',
  ],
};
