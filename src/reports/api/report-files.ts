import { z } from 'zod';
import { Download, id, operation } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EDITIONS } from '../files/index.js';
import type { ReportFiles } from '../files/index.js';
import { FORMATS } from '../formats/index.js';

const params = z.strictObject({ id, edition: z.enum(EDITIONS), format: z.enum(FORMATS) });
const path = '/reports/{id}/files/{edition}/{format}';
const response = z.object({
  id,
  state: z.enum(['ready', 'making', 'failed']),
  done: z.int().meta({ description: 'Steps that are done' }),
  of: z.int(),
  trouble: z.string().nullable().meta({ description: 'Why the last attempt failed' }),
  name: z.string().nullable(),
  bytes: z.int().nullable(),
  madeAt: z.date().nullable().meta({ type: 'string', format: 'date-time' }),
});

/** Reports to take along: asked for, watched, downloaded. csv is a ZIP archive with one file for each table. */
export function reportFiles(unit: UnitOfWork, files: ReportFiles): Operation[] {
  return [
    operation({
      ...{ id: 'reports.makeFile', method: 'post', path, params, response },
      summary: 'Ask for a file of the report as it is now',
      description:
        'It is made in the background. Asking again for what is there, or under way, changes nothing.',
      run: ({ proof }, { params: { id: report, edition, format } }) =>
        unit.run(proof, (tx) => files.want(tx, report, edition, format)),
    }),
    operation({
      ...{ id: 'reports.fileState', method: 'get', path, params, response },
      summary: 'How far a file is',
      run: ({ proof }, { params: { id: report, edition, format } }) =>
        unit.run(proof, (tx) => files.state(tx, report, edition, format)),
    }),
    operation({
      ...{ id: 'reports.download', method: 'get', path: `${path}/content`, params },
      summary: 'The file itself, once it is ready',
      produces: 'application/octet-stream',
      response: z.unknown(),
      run: ({ proof }, { params: { id: report, edition, format } }) =>
        unit.run(proof, async (tx) => new Download(await files.content(tx, report, edition, format))),
    }),
  ];
}
