import { z } from 'zod';
import { id, idParam, operation, Refused } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import type { Engine } from '../../engine/index.js';
import { mustHold } from '../../people/index.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Figures } from '../figures.service.js';
import { proposals } from '../proposals.js';
import { renderReport } from '../render-report.js';
import type { ReportsQueries } from '../reports.queries.js';
import { KINDS, WHOLE } from './readers.js';
import { paperView, questionView, record, reportView, section, sectionView } from './report.schemas.js';

export interface ReportReadParts {
  readonly unit: UnitOfWork;
  readonly engine: Engine;
  readonly queries: ReportsQueries;
  readonly figures: Figures;
}

/** Reads of reports, each as the caller. */
export function reportReads(parts: ReportReadParts): Operation[] {
  return [...lists(parts), ...whole(parts), ...papers(parts)];
}

function lists({ unit, engine }: ReportReadParts): Operation[] {
  return [
    operation({
      ...{ id: 'reports.list', method: 'get', path: '/reports' },
      summary: 'Impact reports, this year’s first',
      response: z.object({
        reports: z.array(z.object({ id, cycleId: id, state: z.string(), labels: z.array(z.string()) })),
      }),
      run: ({ proof }) =>
        unit.run(proof, async (tx) => {
          const rows = await tx.query<{ id: string; cycleId: string }>(
            `select r.id, r.cycle_id as "cycleId" from cpd.report r join cpd.cycle c on c.id = r.cycle_id
              where exists (select from engine.instance i where i.id = r.id) order by c.starts_on desc limit 50`,
          );
          const reports = [];
          for (const row of rows) {
            const { state, at } = await engine.read.instance(tx, row.id);
            reports.push({ ...row, state, labels: at.map(({ label }) => label) });
          }
          return { reports };
        }),
    }),
    operation({
      ...{ id: 'reports.proposals', method: 'get', path: '/reports/{id}/proposals' },
      summary: 'Priorities that the year leaves unfinished, for the next one',
      params: idParam,
      response: z.object({
        proposals: z.array(
          z.object({
            priorityId: id,
            code: z.string(),
            title: z.string(),
            because: z.array(z.string()).readonly(),
          }),
        ),
      }),
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => ({ proposals: await proposals(tx, params.id) })),
    }),
  ];
}

function whole({ unit, engine, queries, figures }: ReportReadParts): Operation[] {
  return [
    operation({
      ...{ id: 'reports.view', method: 'get', path: '/reports/{id}' },
      summary: 'The whole report as it stands, with questions',
      params: idParam,
      response: reportView.extend({
        state: z.string(),
        revision: z.int(),
        labels: z.array(z.string()),
        questions: z.array(questionView),
        read: z.array(section).readonly(),
        asked: z.array(section).readonly(),
      }),
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          mustHold(tx, WHOLE, 'The whole report');
          const view = await queries.view(tx, params.id, 'leaders');
          const { state, revision, at, context } = await engine.read.instance(tx, params.id);
          const { read, asked } = context as unknown as {
            read: z.infer<typeof section>[];
            asked: z.infer<typeof section>[];
          };
          const labels = at.map(({ label }) => label);
          const questions = await queries.questions(tx, params.id);
          return { ...view, ...{ state, revision, labels, questions, read, asked } };
        }),
    }),
    operation({
      ...{ id: 'reports.section', method: 'get', path: '/reports/{id}/sections/{section}' },
      summary: 'One section of the report',
      params: z.strictObject({ id, section }),
      response: sectionView.extend({
        version: z.int().meta({ description: 'Send it back when you save the commentary' }),
        questions: z.array(questionView),
      }),
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          mustHold(tx, WHOLE, 'The whole report');
          const view = await queries.view(tx, params.id, 'leaders');
          const found = view.sections.find((it) => it.section === params.section);
          if (!found) throw new Refused(404, 'not-found', 'The report has no such section.');
          const written = (await queries.commentary(tx, params.id)).find(
            (it) => it.section === params.section,
          );
          const questions = await queries.questions(tx, params.id);
          return {
            ...found,
            version: written?.version ?? 0,
            questions: questions.filter((it) => it.section === params.section),
          };
        }),
    }),
    operation({
      ...{ id: 'reports.records', method: 'get', path: '/reports/{id}/figures/{name}/records' },
      summary: 'The records behind a figure, as they stand now',
      description: 'As far as each is open to you. A published figure stays as it was when it was computed.',
      params: z.strictObject({ id, name: z.string().min(1).max(60) }),
      query: z.strictObject({
        limit: z.coerce.number().int().min(1).max(500).default(100),
        offset: z.coerce.number().int().min(0).max(100_000).default(0),
      }),
      response: z.object({ total: z.int(), records: z.array(record) }),
      run: ({ proof }, { params, query }) =>
        unit.run(proof, async (tx) => {
          mustHold(tx, WHOLE, 'The records behind the report');
          const rows = await figures.records(tx, params.id, params.name);
          const page = rows.slice(query.offset, query.offset + query.limit);
          return { total: rows.length, records: page.map(({ people: _people, ...row }) => row) };
        }),
    }),
  ];
}

function papers({ unit, queries }: ReportReadParts): Operation[] {
  const params = z.strictObject({ id, kind: z.enum(KINDS) });
  return [
    operation({
      ...{ id: 'reports.paper', method: 'get', path: '/reports/{id}/papers/{kind}' },
      summary: 'The report as governors or staff read it: totals, nobody named',
      params,
      response: paperView,
      run: ({ proof }, { params: asked }) => unit.run(proof, (tx) => queries.paper(tx, asked.id, asked.kind)),
    }),
    operation({
      ...{ id: 'reports.text', method: 'get', path: '/reports/{id}/papers/{kind}/text' },
      summary: 'The same in plain text (Markdown)',
      params,
      response: z.string(),
      produces: 'text/markdown',
      run: ({ proof }, { params: asked }) =>
        unit.run(proof, async (tx) => renderReport((await queries.paper(tx, asked.id, asked.kind)).body)),
    }),
    operation({
      ...{ id: 'reports.draftText', method: 'get', path: '/reports/{id}/text' },
      summary: 'The whole report as it stands, in plain text (Markdown)',
      params: idParam,
      response: z.string(),
      produces: 'text/markdown',
      run: ({ proof }, { params: asked }) =>
        unit.run(proof, async (tx) => {
          mustHold(tx, WHOLE, 'The whole report');
          return renderReport(await queries.view(tx, asked.id, 'leaders'));
        }),
    }),
    operation({
      ...{ id: 'reports.totals', method: 'get', path: '/reports/{id}/totals' },
      summary: 'The report as it stands, in totals: for a governor who reads it before the papers go out',
      params: idParam,
      response: reportView,
      run: ({ proof }, { params: asked }) =>
        unit.run(proof, async (tx) => {
          mustHold(tx, [...WHOLE, 'governor', 'chair'], 'The totals of the report');
          return queries.view(tx, asked.id, 'governors');
        }),
    }),
  ];
}
