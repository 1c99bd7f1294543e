import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, operation, pence, Refused, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { Documents } from '../document/documents.service.js';
import { Figures } from '../figures.service.js';
import { ReportFiles } from '../files/index.js';
import { ReportsQueries } from '../reports.queries.js';
import { Recommendations } from '../recommendations/recommendations.service.js';
import { ReportWriting } from '../writing.service.js';
import { documentReads } from './document-reads.js';
import { reportChoices } from './report-choices.js';
import { reportFiles } from './report-files.js';
import { reportReads } from './report-reads.js';
import { reportSteps } from './report-steps.js';
import { commentary, section } from './report.schemas.js';

/** The annual impact report: figures that open to their records, commentary, questions, and what others read. */
@Injectable()
export class ReportsOperations implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(ReportsQueries) private readonly queries: ReportsQueries,
    @Inject(Figures) private readonly figures: Figures,
    @Inject(Documents) private readonly documents: Documents,
    @Inject(Recommendations) private readonly recommendations: Recommendations,
    @Inject(ReportWriting) private readonly writing: ReportWriting,
    @Inject(ReportFiles) private readonly files: ReportFiles,
  ) {}

  operations(): readonly Operation[] {
    const { unit, engine, queries, documents, figures, recommendations, writing } = this;
    return [
      ...reportReads({ unit, engine, queries, figures }),
      ...documentReads(unit, documents),
      ...reportFiles(unit, this.files),
      ...reportChoices(unit, recommendations, (tx, id) => this.mustBeInWriting(tx, id)),
      ...reportSteps(engine, writing),
      this.save(),
      ...this.asks(),
    ];
  }

  private save(): Operation {
    return operation({
      ...{ id: 'reports.save', method: 'put', path: '/reports/{id}/sections/{section}' },
      summary: 'Save the commentary of a section over the version that I saw',
      description: 'While it is being written or answered; saving moves nothing.',
      params: z.strictObject({ id, section }),
      body: commentary,
      response: z.object({ version: z.int() }),
      run: ({ proof }, { params, body }) =>
        this.unit.run(proof, async (tx) => {
          await this.mustBeInWriting(tx, params.id);
          return { version: await this.writing.save(tx, params.id, { section: params.section, ...body }) };
        }),
    });
  }

  private asks(): Operation[] {
    return [
      operation({
        ...{ id: 'reports.addAsk', method: 'post', path: '/reports/{id}/asks' },
        summary: 'Ask for something next year, with its cost',
        params: idParam,
        body: z.strictObject({ title: text(200), pence }),
        response: z.object({ id }),
        status: 201,
        run: ({ proof }, { params, body }) =>
          this.unit.run(proof, async (tx) => {
            await this.mustExist(tx, params.id);
            return { id: await this.writing.addAsk(tx, params.id, body.title, body.pence) };
          }),
      }),
      operation({
        ...{ id: 'reports.strikeAsk', method: 'delete', path: '/report-asks/{id}' },
        summary: 'Strike an ask',
        params: idParam,
        response: z.object({ done: z.literal(true) }),
        run: ({ proof }, { params }) =>
          this.unit.run(proof, async (tx) => {
            await this.writing.strikeAsk(tx, params.id);
            return { done: true as const };
          }),
      }),
    ];
  }

  private async mustExist(tx: Tx, reportId: string): Promise<void> {
    const [row] = await tx.query('select 1 from cpd.report where id = $1', [reportId]);
    if (!row) throw new Refused(404, 'not-found', 'There is no such report, or it is not open to you.');
  }

  private async mustBeInWriting(tx: Tx, reportId: string): Promise<void> {
    const { chart, state } = await this.engine.read.instance(tx, reportId);
    if (chart !== 'report')
      throw new Refused(404, 'not-found', 'There is no such report, or it is not open to you.');
    if (!/^live\.(gathering|drafted|commentary)/.test(state))
      throw new Refused(409, 'not-in-writing', 'The report is with its readers; wait for their questions.');
  }
}
