import type { Chart } from '../chart.js';
import { reviewClocks } from './review.clocks.js';
import { reviewEvents } from './review.events.js';
import { reviewMachine } from './review.machine.js';
import { reviewAudience } from './review.policy.js';
import { reviewRefusals } from './review.refusals.js';

export const reviewChart: Chart = {
  name: 'review',
  version: 1,
  title: 'Review',
  explain: 'Two people plan a year, agree it in confidence, and pass on nothing but its training needs.',
  machine: reviewMachine,
  events: reviewEvents,
  clocks: reviewClocks,
  commands: {
    inviteToMeeting: { label: 'Meeting put in both calendars', when: 'afterCommit' },
    askSettler: { label: 'Contested needs opened to whoever decides', when: 'inTransaction' },
    openToReviewer: { label: 'Access passed to the new reviewer', when: 'inTransaction' },
    passNeeds: { label: 'Training needs passed to the CPD leader', when: 'afterCommit' },
    applyRevision: { label: 'Objectives changed by agreement', when: 'inTransaction' },
    carryAim: { label: 'Long-range aim carried into the next review', when: 'afterCommit' },
  },
  refusals: reviewRefusals,
  audience: reviewAudience,
};
