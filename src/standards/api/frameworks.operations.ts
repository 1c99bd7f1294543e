import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { operation, isoDate, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FrameworksService } from '../frameworks.service.js';
import { readCase, readFrameworkCsv, writeCase, writeFrameworkCsv } from '../import/index.js';
import { code, frameworkLine } from './standards.schemas.js';

const about = z.strictObject({
  code,
  title: text(300),
  version: text(40),
  inForceFrom: isoDate,
  inForceTo: isoDate.optional(),
  source: z.url({ protocol: /^https?$/ }),
});
const params = z.strictObject({ code });

/** Frameworks: those that every school has, and its own. */
@Injectable()
export class FrameworksOperations implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(FrameworksService) private readonly frameworks: FrameworksService,
  ) {}

  operations(): readonly Operation[] {
    const { unit, frameworks } = this;
    return [
      operation({
        id: 'frameworks.list',
        method: 'get',
        path: '/frameworks',
        summary: 'Standards frameworks, the school’s own first',
        response: z.object({ frameworks: z.array(frameworkLine) }),
        run: ({ proof }) => unit.run(proof, async (tx) => ({ frameworks: await frameworks.list(tx) })),
      }),
      operation({
        id: 'frameworks.read',
        method: 'get',
        path: '/frameworks/{code}',
        summary: 'One framework with its standards',
        params,
        response: z.unknown(),
        run: ({ proof }, { params: { code: wanted } }) => unit.run(proof, (tx) => frameworks.one(tx, wanted)),
      }),
      operation({
        id: 'frameworks.importCsv',
        method: 'post',
        path: '/frameworks/csv',
        summary: 'Import a framework from CSV: every problem is told, and nothing is taken in halves',
        query: about,
        consumes: 'text/csv',
        body: z.instanceof(Buffer),
        status: 201,
        response: frameworkLine,
        run: ({ proof }, { query, body }) =>
          unit.run(proof, (tx) =>
            frameworks.keep(tx, readFrameworkCsv(body, { ...query, inForceTo: query.inForceTo ?? null })),
          ),
      }),
      operation({
        id: 'frameworks.importCase',
        method: 'post',
        path: '/frameworks/case',
        summary: 'Import a framework from a 1EdTech CASE package',
        query: about.partial(),
        consumes: 'application/json',
        body: z.instanceof(Buffer),
        status: 201,
        response: frameworkLine,
        run: ({ proof }, { query, body }) =>
          unit.run(proof, (tx) => frameworks.keep(tx, readCase(body, query))),
      }),
      operation({
        id: 'frameworks.exportCsv',
        method: 'get',
        path: '/frameworks/{code}/csv',
        summary: 'A framework as CSV',
        params,
        produces: 'text/csv',
        response: z.unknown(),
        run: ({ proof }, { params: { code: wanted } }) =>
          unit.run(proof, async (tx) => writeFrameworkCsv(await frameworks.one(tx, wanted))),
      }),
      operation({
        id: 'frameworks.exportCase',
        method: 'get',
        path: '/frameworks/{code}/case',
        summary: 'A framework as a 1EdTech CASE package',
        params,
        response: z.unknown(),
        run: ({ proof }, { params: { code: wanted } }) =>
          unit.run(proof, async (tx) => writeCase(await frameworks.one(tx, wanted), { asAt: tx.at })),
      }),
    ];
  }
}
