import type { Chart, EventRule, Role } from '../chart.js';
import { standardsClocks } from './standards.clocks.js';
import { standardsMachine } from './standards.machine.js';
import { standardsAudience } from './standards.policy.js';

const rule = (by: readonly Role[], label: string, explain: string): EventRule => ({ label, explain, by });
const both = ['person', 'reviewer'];
/** Nobody but the two reads a self-assessment, so nobody else acts in it: others arrange for the person, as the system. */
const arranges = ['system'];

export const standardsChart: Chart = {
  name: 'standards',
  version: 1,
  title: 'Standards',
  explain:
    'Finds the gaps that one person wants to work on, and shows at the end of the year which of them closed.',
  machine: standardsMachine,
  events: {
    SUBMIT: rule(['person'], 'Send to the reviewer', 'The reviewer can read your ratings and evidence.'),
    SUBMIT_ON_PAPER: rule(
      ['reviewer'],
      'Enter an assessment on paper',
      'The person rated themselves on paper or on a shared device.',
    ),
    TAKE_BACK: rule(both, 'Take back', 'It goes back a step; nothing written is lost.'),
    CONFIRM: rule(['reviewer'], 'Agree', 'Gaps are put beside the review annex.'),
    DIFFER: rule(['reviewer'], 'Differ, with reasons', 'The person reads the reasons and answers.'),
    ACCEPT: rule(['person'], 'Accept the reviewer’s view', 'The ratings follow the reviewer.'),
    KEEP_OWN_VIEW: rule(['person'], 'Keep your own view', 'Both views stand side by side.'),
    CHOOSE: rule(both, 'Choose the gaps to work on', 'They can go into the review annex as needs.'),
    EVIDENCE: rule(both, 'Add evidence', 'It is kept with the standard it shows.'),
    PROPOSE_GAP_CLOSED: rule(
      ['system'],
      'A need was met',
      'The reviewer is asked whether its gap is closed.',
    ),
    CLOSE_GAP: rule(['reviewer'], 'Close the gap', 'The standard counts as reached.'),
    KEEP_GAP_OPEN: rule(['reviewer'], 'Keep the gap open', 'It stays on the list, and the person is told.'),
    CONSENT: rule(
      ['person'],
      'Offer your strengths',
      'Colleagues with a need can be matched with you, while you agree.',
    ),
    REASSIGN: rule(arranges, 'Change the reviewer', 'Nothing starts again; the old reviewer loses access.'),
    POST_CHANGED: rule(
      ['system'],
      'A post changed hands',
      'Reminders and a vacant reviewer’s place pass on.',
    ),
    PAUSE: rule([...arranges, 'reviewer'], 'Pause', 'Clocks stand still; others see only that it is paused.'),
    RESUME: rule([...arranges, 'reviewer'], 'Resume', 'It goes on where it stood.'),
    CYCLE_CLOSED: rule(
      ['system'],
      'The year closed',
      'Late evaluations may still close gaps until 31 October.',
    ),
    DATES_CHANGED: rule(
      ['system'],
      'Dates changed',
      'The school changed by when it is due; what was late is asked for anew.',
    ),
    FILE: rule(['system'], 'The year is filed', 'The record is kept as it stands.'),
    LEAVE: rule(arranges, 'The person left', 'The assessment ends; the portfolio is theirs to take.'),
  },
  clocks: standardsClocks,
  commands: {
    takePicture: { label: 'Ratings kept for before and after', when: 'inTransaction' },
    offerGaps: { label: 'Gaps put beside the review annex', when: 'inTransaction' },
    markGapClosed: { label: 'Gap closed', when: 'inTransaction' },
    offerStrengths: { label: 'Strengths offered for matching, or no longer', when: 'inTransaction' },
    openToReviewer: { label: 'Access passed to the new reviewer', when: 'inTransaction' },
  },
  refusals: {
    somethingRated: 'Rate at least one standard first.',
    offlineRated:
      'Only for people who assess themselves on paper or on a shared device, with at least one rating.',
    yearClosed: 'The year still runs.',
    ownAssessment: 'Only the person takes it back before it is confirmed.',
    notSelf: 'Nobody confirms or reopens their own self-assessment.',
    openGaps: 'Choose only gaps that this assessment found and that are open.',
    openGap: 'This gap is not open here.',
    wasProposed: 'Nobody has proposed to close this gap.',
    hasProposal: 'No gap is proposed to be closed.',
    noProposal: 'A gap still waits for an answer.',
    somebodyAbove: 'There is nobody further to tell.',
    reviewerApart: 'Nobody confirms themselves. Choose somebody else.',
    returnsAfterLeaving: 'The last day away cannot lie before the first.',
  },
  audience: standardsAudience,
};
