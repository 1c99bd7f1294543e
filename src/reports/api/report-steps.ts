import { z } from 'zod';
import { reportChart } from '../../../workflows/report/report.chart.js';
import { command, isoDate, plainCommands, text } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import type { Engine } from '../../engine/index.js';
import { moveMeeting } from '../meeting.js';
import type { ReportWriting } from '../writing.service.js';
import { answerGiven, commentary, ofSection, question, section } from './report.schemas.js';

const of = { chart: reportChart, collection: 'reports' };
const sectionOnly = (body: { section: string }): Record<string, unknown> => ({ section: body.section });
const nothing = (): Record<string, unknown> => ({});
const WITH_WORDS = [
  ...['WRITE_SECTION', 'READ', 'ASK', 'ANSWER', 'GOVERNORS_ASK', 'ADD_RESULTS', 'MOVE_MEETING', 'CORRECT'],
];

/** Every event of a report that people send, with what is written along. */
export function reportSteps(engine: Engine, writing: ReportWriting): Operation[] {
  return [
    command(engine, {
      ...{ ...of, event: 'WRITE_SECTION', payload: sectionOnly },
      body: z.strictObject({ section, ...commentary.shape }),
      within: async (tx, body, report) => {
        await writing.save(tx, report.id, body);
        await writing.mustBeWritten(tx, report.id, body.section);
      },
    }),
    command(engine, {
      ...{ ...of, event: 'READ', body: ofSection, payload: sectionOnly },
      within: (tx, body, report) => writing.read(tx, report.id, body.section),
    }),
    command(engine, {
      ...{ ...of, event: 'ASK', body: question, payload: sectionOnly },
      within: (tx, body, report) => writing.ask(tx, report.id, body.section, body.question),
    }),
    command(engine, {
      ...{ ...of, event: 'GOVERNORS_ASK', body: question, payload: sectionOnly },
      within: (tx, body, report) => writing.ask(tx, report.id, body.section, body.question),
    }),
    command(engine, {
      ...{ ...of, event: 'ANSWER', body: answerGiven, payload: sectionOnly },
      within: (tx, body, report) => writing.answer(tx, report.id, body.section, body.answer),
    }),
    command(engine, {
      ...{ ...of, event: 'ADD_RESULTS', body: z.strictObject({ text: text(20_000) }), payload: nothing },
      within: (tx, body, report) => writing.addResults(tx, report.id, body.text),
    }),
    command(engine, {
      ...{ ...of, event: 'CORRECT', body: z.strictObject({ words: text(4000) }), payload: nothing },
      within: (tx, body, report) =>
        writing.correct(tx, report.id, Number(report.context['edition']) + 1, body.words),
    }),
    command(engine, {
      ...{ ...of, event: 'MOVE_MEETING', body: z.strictObject({ on: isoDate }) },
      within: (tx, body, report) => moveMeeting(tx, report, body.on),
    }),
    ...plainCommands(engine, reportChart, 'reports', WITH_WORDS),
  ];
}
