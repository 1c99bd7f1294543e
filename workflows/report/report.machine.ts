import { assign } from 'xstate';
import { afterMoving, beginReport, excluding, including } from './report.policy.js';
import { addendum, governors, published } from './report.outward.js';
import { reportSetup } from './report.setup.js';
import type { ReportContext } from './report.types.js';

const ofReport = ({ context }: { context: ReportContext }) => ({
  reportId: context.reportId,
  edition: context.edition,
});
/** Figures of the next edition: each opens to the records behind it. */
const compute = [
  assign<ReportContext, never, undefined, never, never>({ edition: ({ context }) => context.edition + 1 }),
  { type: 'computeFigures', params: ofReport },
] as const;

const gathering = reportSetup.createStateConfig({
  meta: { label: 'Gathering', explain: 'The records of the year come together.' },
  initial: 'collecting',
  states: {
    collecting: {
      meta: {
        label: 'Collecting records',
        explain: 'Evaluations still come in; those that do not are counted as not returned.',
      },
      on: { DRAFT: { target: 'computing', actions: compute } },
      after: { draftOpens: { target: 'computing', actions: compute } },
    },
    computing: {
      meta: { label: 'Computing figures', explain: 'Every figure is computed from the records.' },
      on: {
        FIGURES_COMPUTED: '#report.live.drafted',
        FIGURES_FAILED: {
          target: 'failed',
          actions: { type: 'remind', params: { who: 'administrator', about: 'report.figuresFailed' } },
        },
      },
    },
    failed: {
      meta: {
        label: 'Figures not computed',
        explain: 'Something went wrong; nothing is lost, and it can be tried again.',
        duties: [
          {
            name: 'retryFigures',
            label: 'Have the figures computed again',
            role: 'administrator',
            event: 'DRAFT',
          },
        ],
      },
      on: { DRAFT: { target: 'computing', actions: compute }, FIGURES_COMPUTED: '#report.live.drafted' },
    },
  },
});

const drafted = reportSetup.createStateConfig({
  meta: {
    label: 'Drafted',
    explain: 'Every figure stands and opens to its records; the CPD leader can begin to write.',
    duties: [
      {
        name: 'startCommentary',
        label: 'Look at the figures and begin to write',
        role: 'cpdLeader',
        due: 'commentaryDue',
        event: 'START_COMMENTARY',
      },
    ],
  },
  on: {
    START_COMMENTARY: 'commentary',
    RECOMPUTE: { target: 'gathering.computing', actions: compute },
  },
  after: {
    commentaryDue: {
      actions: { type: 'remind', params: { who: 'head', about: 'report.commentaryLate', escalation: true } },
    },
  },
});

const commentary = reportSetup.createStateConfig({
  meta: { label: 'Commentary', explain: 'The CPD leader says what the figures mean and what is not known.' },
  initial: 'writing',
  states: {
    writing: {
      meta: {
        label: 'Being written',
        explain: 'The CPD leader writes, section by section.',
        duties: [
          {
            name: 'writeCommentary',
            label: 'Write the commentary',
            role: 'cpdLeader',
            due: 'commentaryDue',
            event: 'SUBMIT',
          },
        ],
      },
      on: {
        WRITE_SECTION: {
          actions: assign({ written: ({ context, event }) => including(context.written, event.section) }),
        },
        RECOMPUTE: { target: '#report.live.gathering.computing', actions: compute },
        SUBMIT: {
          guard: 'everySectionWritten',
          target: '#report.live.withHead',
          actions: assign({ people: ({ event }) => ({ writer: event.by }) }),
        },
      },
      after: {
        commentaryDue: {
          actions: [
            { type: 'remind', params: { who: 'cpdLeader', about: 'report.commentaryLate' } },
            { type: 'remind', params: { who: 'head', about: 'report.commentaryLate', escalation: true } },
          ],
        },
      },
    },
    answering: {
      meta: {
        label: 'Questions to be answered',
        explain: 'The head or the governors asked about some sections; the rest stands.',
        duties: [
          {
            name: 'answerQuestions',
            label: 'Answer the questions',
            role: 'cpdLeader',
            due: 'papersDue',
            event: 'ANSWER',
          },
        ],
      },
      on: {
        ANSWER: {
          guard: 'sectionAsked',
          actions: assign(({ context, event }) => ({
            asked: excluding(context.asked, event.section),
            read: excluding(context.read, event.section),
          })),
        },
      },
      always: [
        { guard: 'answersGovernors', target: '#report.live.governors', actions: assign({ askedBy: null }) },
        { guard: 'everythingAnswered', target: '#report.live.withHead', actions: assign({ askedBy: null }) },
      ],
      after: {
        papersDue: {
          actions: {
            type: 'remind',
            params: { who: 'cpdLeader', about: 'report.answersLate', escalation: true },
          },
        },
      },
    },
  },
});

const withHead = reportSetup.createStateConfig({
  meta: {
    label: 'With the head',
    explain:
      'The head reads section by section, or asks; where the head wrote it, the deputy or the chair reads.',
    duties: [
      {
        name: 'readReport',
        label: 'Read the report, section by section',
        role: 'head',
        due: 'readingDue',
        event: 'READ',
      },
    ],
  },
  on: {
    READ: {
      guard: 'notTheWriter',
      actions: assign(({ context, event }) => ({
        read: including(context.read, event.section),
        asked: excluding(context.asked, event.section),
      })),
    },
    ASK: {
      guard: 'notTheWriter',
      actions: [
        assign(({ context, event }) => ({
          asked: including(context.asked, event.section),
          read: excluding(context.read, event.section),
        })),
        {
          type: 'askWriter',
          params: ({ context, event }) => ({ reportId: context.reportId, section: event.section }),
        },
      ],
    },
    SEND_BACK: {
      guard: 'somethingAsked',
      target: 'commentary.answering',
      actions: assign({ askedBy: 'head' }),
    },
  },
  always: { guard: 'headIsThrough', target: 'afterReading' },
  after: {
    readingDue: {
      actions: [
        { type: 'remind', params: { who: 'head', about: 'report.readingDue' } },
        { type: 'remind', params: { who: 'deputy', about: 'report.readingDue', escalation: true } },
      ],
    },
  },
});

/** The annual impact report, written from the records. */
export const reportMachine = reportSetup.createMachine({
  id: 'report',
  meta: {
    label: 'Impact report',
    explain: 'What changed this year, for the head, the governors and the staff.',
  },
  context: ({ input }) => beginReport(input),
  initial: 'live',
  states: {
    live: {
      meta: { label: 'In hand', explain: 'The report is on its way.' },
      initial: 'gathering',
      on: {
        // Figures that were asked for twice may arrive late: they stand, and move nothing.
        FIGURES_COMPUTED: { actions: assign({}) },
        FIGURES_FAILED: {
          actions: { type: 'remind', params: { who: 'administrator', about: 'report.figuresFailed' } },
        },
        MOVE_MEETING: {
          target: '.asItWas',
          reenter: true,
          actions: assign(({ context, event }) => afterMoving(context, event.on)),
        },
      },
      states: {
        gathering,
        drafted,
        commentary,
        withHead,
        afterReading: {
          meta: {
            label: 'Read by the head',
            explain: 'Questions go back to the writer; without any it goes to the governors.',
          },
          always: [
            {
              guard: 'somethingAsked',
              target: 'commentary.answering',
              actions: assign({ askedBy: 'head' }),
            },
            { target: 'governors' },
          ],
        },
        governors,
        published,
        addendum,
        asItWas: { type: 'history', history: 'deep' },
      },
    },
    closed: {
      type: 'final',
      meta: { label: 'Closed', explain: 'The report is complete, with its addendum or without.' },
    },
  },
});
