import { assign } from 'xstate';
import { including } from './report.policy.js';
import { reportSetup } from './report.setup.js';
import type { ReportContext } from './report.types.js';

const ofReport = ({ context }: { context: ReportContext }) => ({
  reportId: context.reportId,
  edition: context.edition,
});
/** From the governors to the autumn addendum. */
export const governors = reportSetup.createStateConfig({
  meta: { label: 'With the governors', explain: 'Governors read an edition with totals only.' },
  initial: 'preparingPapers',
  entry: { type: 'makeGovernorEdition', params: ofReport },
  states: {
    preparingPapers: {
      meta: {
        label: 'Papers to be sent',
        explain: 'The governors’ edition goes out with seven clear days before the meeting.',
        duties: [
          {
            name: 'sendPapers',
            label: 'Send the papers to the governors',
            role: 'head',
            due: 'papersDue',
            event: 'SEND_PAPERS',
          },
        ],
      },
      on: {
        SEND_PAPERS: {
          target: 'awaitingMeeting',
          actions: [
            { type: 'sendPapers', params: ofReport },
            { type: 'remind', params: { who: 'governor', about: 'report.papersSent' } },
          ],
        },
      },
      after: {
        papersDue: {
          actions: [
            { type: 'remind', params: { who: 'head', about: 'report.papersLate' } },
            { type: 'remind', params: { who: 'cpdLeader', about: 'report.papersLate', escalation: true } },
          ],
        },
      },
    },
    awaitingMeeting: {
      meta: { label: 'Waiting for the meeting', explain: 'The governors have their papers.' },
      on: {
        GOVERNORS_ASK: {
          target: '#report.live.commentary.answering',
          actions: [
            assign(({ context, event }) => ({
              asked: including(context.asked, event.section),
              askedBy: 'governors' as const,
            })),
            {
              type: 'askWriter',
              params: ({ context, event }) => ({ reportId: context.reportId, section: event.section }),
            },
          ],
        },
        RECEIVED: 'received',
      },
      after: {
        meetingDue: {
          actions: { type: 'remind', params: { who: 'head', about: 'report.meetingHeld' } },
        },
      },
    },
    received: {
      meta: {
        label: 'Received by the governors',
        explain: 'The head publishes it to the staff.',
        duties: [
          {
            name: 'publishReport',
            label: 'Publish the report',
            role: 'head',
            due: 'publicationDue',
            event: 'PUBLISH',
          },
        ],
      },
      on: {
        PUBLISH: {
          target: '#report.live.published',
          actions: [
            { type: 'publishReport', params: ofReport },
            {
              type: 'tell',
              params: ({ context }) => ({
                to: context.cycleId,
                event: { type: 'REPORT_DONE', reportId: context.reportId },
              }),
            },
            {
              type: 'proposePriorities',
              params: ({ context }) => ({ reportId: context.reportId, cycleId: context.cycleId }),
            },
          ],
        },
      },
      after: {
        publicationDue: {
          actions: { type: 'remind', params: { who: 'head', about: 'report.publicationDue' } },
        },
      },
    },
  },
});

const finish = {
  type: 'tell',
  params: ({ context }: { context: ReportContext }) => ({
    to: context.cycleId,
    event: { type: 'ADDENDUM_DONE', reportId: context.reportId },
  }),
} as const;

export const published = reportSetup.createStateConfig({
  meta: {
    label: 'Published',
    explain: 'Everyone in the school can read it; autumn results are still to come.',
  },
  on: {
    CORRECT: {
      actions: [
        assign({ edition: ({ context }) => context.edition + 1 }),
        { type: 'computeFigures', params: ofReport },
        { type: 'publishReport', params: ofReport },
      ],
    },
    OPEN_ADDENDUM: 'addendum',
  },
  after: { addendumOpens: 'addendum' },
});

export const addendum = reportSetup.createStateConfig({
  meta: {
    label: 'Autumn addendum',
    explain: 'Results that came in autumn are added.',
    duties: [
      {
        name: 'addResults',
        label: 'Add the autumn results, or say that there are none',
        role: 'cpdLeader',
        due: 'addendumLapses',
        event: 'ADD_RESULTS',
      },
    ],
  },
  on: {
    ADD_RESULTS: {
      target: '#report.closed',
      actions: [{ type: 'publishAddendum', params: ofReport }, finish],
    },
    NO_RESULTS: { target: '#report.closed', actions: finish },
  },
  after: {
    addendumLapses: {
      target: '#report.closed',
      actions: [{ type: 'remind', params: { who: 'head', about: 'report.addendumMissing' } }, finish],
    },
  },
});
