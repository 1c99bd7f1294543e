import { z } from 'zod';
import { id, idParam, operation } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import { mustHold } from '../../people/index.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { definitions } from '../definitions.js';
import type { Documents } from '../document/documents.service.js';
import { definitionsAnswer, reportDocument } from './document.schema.js';
import { KINDS, WHOLE } from './readers.js';

/** The report as data, each edition as far as it is open to the caller. */
export function documentReads(unit: UnitOfWork, documents: Documents): Operation[] {
  return [
    operation({
      ...{ id: 'reports.document', method: 'get', path: '/reports/{id}/document' },
      summary: 'The whole report as it stands, as data: what every format is made from',
      params: idParam,
      response: reportDocument,
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          mustHold(tx, WHOLE, 'The whole report');
          return documents.live(tx, params.id, 'leaders');
        }),
    }),
    operation({
      ...{ id: 'reports.paperDocument', method: 'get', path: '/reports/{id}/papers/{kind}/document' },
      summary: 'The report as governors or staff read it, as data',
      params: z.strictObject({ id, kind: z.enum(KINDS) }),
      query: z.strictObject({ version: z.coerce.number().int().min(1).max(10_000).optional() }),
      response: reportDocument,
      run: ({ proof }, { params, query }) =>
        unit.run(proof, (tx) => documents.frozen(tx, params.id, params.kind, query.version)),
    }),
    operation({
      ...{ id: 'reports.totalsDocument', method: 'get', path: '/reports/{id}/totals/document' },
      summary: 'The report as it stands in totals, as data: before there is a paper',
      params: idParam,
      response: reportDocument,
      run: ({ proof }, { params }) =>
        unit.run(proof, async (tx) => {
          mustHold(tx, [...WHOLE, 'governor', 'chair'], 'The totals of the report');
          return documents.live(tx, params.id, 'governors');
        }),
    }),
    operation({
      ...{ id: 'reports.published', method: 'get', path: '/published-reports' },
      summary: 'Reports that were published to the staff, newest first',
      response: z.object({ reports: z.array(z.object({ id, year: z.string() })) }),
      run: ({ proof }) =>
        unit.run(proof, async (tx) => ({
          reports: await tx.query<{ id: string; year: string }>(
            `select report_id as id, max(body->>'year') as year from cpd.report_paper where kind = 'published'
              group by report_id order by max(made_at) desc limit 50`,
          ),
        })),
    }),
    operation({
      ...{ id: 'reports.definitions', method: 'get', path: '/report-definitions' },
      summary: 'What each figure of the report means, in words',
      response: definitionsAnswer,
      run: () => Promise.resolve({ definitions: [...definitions] }),
    }),
  ];
}
