import type { Chart } from '../chart.js';
import { cycleClocks } from './cycle.clocks.js';
import { cycleMachine } from './cycle.machine.js';

const leads = ['cpdLeader', 'head', 'deputy'];
const office = [...leads, 'administrator'];
const officeAndSystem = [...office, 'system'];

/** One school's year: see {@link cycleMachine}. */
export const cycleChart: Chart = {
  name: 'cycle',
  version: 1,
  title: 'Year',
  explain:
    'Takes a school through its CPD year: reviews, planning, delivery, reporting, and over into the next year.',
  machine: cycleMachine,
  events: {
    CHANGE_DATES: {
      label: 'Change dates',
      explain: 'Every deadline that hangs on them is computed again.',
      by: office,
    },
    FINISH_SETUP: {
      label: 'Set-up is done',
      explain: 'The year can be opened, by hand or on its date.',
      by: officeAndSystem,
    },
    CORE_PLAN_APPROVED: {
      label: 'Core plan approved',
      explain: 'INSET, statutory training and induction may be booked.',
      by: ['system'],
    },
    DISCARD: {
      label: 'Discard this year',
      explain: 'A year that was set up by mistake disappears before anyone is asked for anything.',
      by: office,
    },
    OPEN: {
      label: 'Open the year',
      explain: 'Everyone who has a review gets one, everyone with a framework a self-assessment.',
      by: officeAndSystem,
    },
    ADVANCE: {
      label: 'Move on to the next phase',
      explain: 'What is still open stays open and is chased.',
      by: leads,
    },
    STEP_BACK: {
      label: 'Go back to the phase before',
      explain: 'Possible while its date lies ahead.',
      by: leads,
    },
    JOIN: {
      label: 'Somebody joined',
      explain: 'They get what belongs to them: a review, a self-assessment, induction.',
      by: officeAndSystem,
    },
    CHANGE_STANDING: {
      label: 'Induction done, or contract extended',
      explain: 'The person now gets a review in this year.',
      by: officeAndSystem,
    },
    LEAVER: {
      label: 'Somebody left',
      explain: 'What is open for them ends and the record stays; their duties pass on.',
      by: ['system'],
    },
    TRANSFER: {
      label: 'Somebody moved to another school',
      explain: 'Their record goes with them from that day.',
      by: officeAndSystem,
    },
    MISSING_FROM_FILE: {
      label: 'Not in the new staff file',
      explain: 'Somebody is asked whether the person has left.',
      by: ['system', 'administrator'],
    },
    STILL_HERE: {
      label: 'Still works here',
      explain: 'The question is closed and nothing changes.',
      by: officeAndSystem,
    },
    LINE_MANAGER_CHANGED: {
      label: 'Line manager changed',
      explain: 'The review passes to the new reviewer and does not start again.',
      by: officeAndSystem,
    },
    POST_CHANGED: {
      label: 'Post changed hands',
      explain: 'Open work passes to the successor; a vacancy to the head.',
      by: officeAndSystem,
    },
    REPORT_DONE: { label: 'Impact report published', explain: 'Reporting is done.', by: ['system'] },
    ADDENDUM_DONE: { label: 'Autumn addendum finished', explain: 'The year can be filed.', by: ['system'] },
    CLOSE: {
      label: 'Close the year',
      explain: 'Lists what is open, ends no review, carries unmet needs and long-range aims over.',
      by: office,
    },
    CONVERT: {
      label: 'The school converts or merges',
      explain: 'On that day pots close and people and history pass on.',
      by: ['administrator', 'head', 'system'],
    },
    CALL_OFF_CONVERSION: {
      label: 'Conversion called off',
      explain: 'The year goes on as it was.',
      by: ['administrator', 'head', 'system'],
    },
  },
  clocks: cycleClocks,
  commands: {
    startPlan: { label: 'Training plan begun', when: 'inTransaction' },
    pinVersions: { label: 'Workflow versions fixed for the year', when: 'inTransaction' },
    openReviews: { label: 'Reviews begun', when: 'afterCommit' },
    openStandards: { label: 'Self-assessments begun', when: 'afterCommit' },
    collectCarryOver: { label: 'Brought over from last year', when: 'afterCommit' },
    chaseLate: { label: 'Those who are late were listed and chased', when: 'afterCommit' },
    startReport: { label: 'Impact report begun', when: 'inTransaction' },
    startReviewFor: { label: 'Review begun for a joiner', when: 'afterCommit' },
    startStandardsFor: { label: 'Self-assessment begun for a joiner', when: 'afterCommit' },
    raiseInductionNeeds: { label: 'Induction and statutory needs raised', when: 'afterCommit' },
    endInstancesOf: { label: 'Open work of a leaver ended', when: 'afterCommit' },
    transferPerson: { label: 'Person transferred', when: 'afterCommit' },
    askAboutMissing: { label: 'Asked whether somebody has left', when: 'inTransaction' },
    reassignReview: { label: 'Review passed to the new line manager', when: 'afterCommit' },
    passOnWork: { label: 'Work passed to whoever holds the post', when: 'afterCommit' },
    listStillOpen: { label: 'What is still open was listed', when: 'afterCommit' },
    carryOver: { label: 'Unmet needs and long-range aims carried over', when: 'afterCommit' },
    closePlan: { label: 'Training plan closed', when: 'afterCommit' },
    closePots: { label: 'Pots closed', when: 'inTransaction' },
    transferPeople: { label: 'Staff transferred to the new school', when: 'afterCommit' },
    linkHistory: { label: 'History linked with the new school', when: 'inTransaction' },
  },
  refusals: {
    datesFollow: 'The dates must follow one another, from the opening of the year to the end of running on.',
    notOpenYet: 'The year is open already.',
    setUpComplete: 'The year cannot open by itself before staff and dates are in.',
    readyToOpen: 'Bring in staff and dates first; and a year whose closing date is past cannot be opened.',
    opensInReporting: 'It is not yet time for the report.',
    opensInDelivery: 'The plan is not yet due to be amended.',
    opensInAmending: 'Needs are not yet due to be sorted.',
    opensInPlanning: 'Reviews are not yet due.',
    reviewsStillDue: 'The date for reviews is past. Set a later date first.',
    needsStillDue: 'The date for sorting needs is past. Set a later date first.',
    amendmentStillDue: 'The date for amending the plan is past. Set a later date first.',
    reportOpensLater: 'Gathering for the report has begun by its date. Set a later date first.',
    reportNotBegun: 'The report of this year has been begun already.',
    joinsWithReviewAndStandards: 'This person has no review here, or no framework.',
    joinsWithReview:
      'This person has no review here: induction, a short contract, or another school holds it.',
    joinsWithStandards: 'This person has no standards self-assessment here.',
    hasFramework: 'This person’s staff group has no standards framework.',
    stillAsking: 'Nobody is being asked about.',
    reportSettled: 'The impact report is not finished.',
  },
  audience: () => ['everyone'],
};
