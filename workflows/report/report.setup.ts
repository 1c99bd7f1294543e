import { setup } from 'xstate';
import { delaysOf } from '../delays.js';
import { reportClocks } from './report.clocks.js';
import type { Id, RemindParams, TellParams } from '../chart.js';
import * as policy from './report.policy.js';
import type { ReportContext, ReportEvent, ReportInput, Section } from './report.types.js';

type OfReport = { reportId: Id; edition: number };

/** What the report's machine is made of. */
export const reportSetup = setup({
  types: { context: {} as ReportContext, events: {} as ReportEvent, input: {} as ReportInput },
  actions: {
    remind: (_, _params: RemindParams) => {},
    tell: (_, _params: TellParams) => {},
    computeFigures: (_, _params: OfReport) => {},
    makeGovernorEdition: (_, _params: OfReport) => {},
    sendPapers: (_, _params: OfReport) => {},
    publishReport: (_, _params: OfReport) => {},
    publishAddendum: (_, _params: OfReport) => {},
    proposePriorities: (_, _params: { reportId: Id; cycleId: Id }) => {},
    askWriter: (_, _params: { reportId: Id; section: Section }) => {},
  },
  guards: {
    everySectionWritten: ({ context }) => policy.everySectionWritten(context),
    notTheWriter: ({ context, event }) => !policy.isWriter(context, event.by),
    headIsThrough: ({ context }) => policy.headIsThrough(context),
    somethingAsked: ({ context }) => context.asked.length > 0,
    sectionAsked: ({ context, event }) => event.type === 'ANSWER' && context.asked.includes(event.section),
    everythingAnswered: ({ context }) => context.asked.length === 0,
    answersGovernors: ({ context }) => context.asked.length === 0 && context.askedBy === 'governors',
  },
  delays: delaysOf(reportClocks),
});
