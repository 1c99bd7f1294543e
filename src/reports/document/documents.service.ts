import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { ReportsQueries } from '../reports.queries.js';
import type { Paper } from '../reports.queries.js';
import type { ReportDocument } from './document.js';
import { documentOf } from './document-of.js';

const READERS_OF = { governors: 'governors', published: 'staff', addendum: 'staff' } as const;

/** Hands out reports as documents, each as the caller: what the database does not show them is not there. */
@Injectable()
export class Documents {
  constructor(@Inject(ReportsQueries) private readonly queries: ReportsQueries) {}

  /** As it stands now. Throws Refused 404 'not-found'. */
  async live(tx: Tx, reportId: string, readers: 'leaders' | 'governors'): Promise<ReportDocument> {
    return documentOf(await this.queries.view(tx, reportId, readers), { readers, frozenAt: null });
  }

  /** As it was frozen for others; the latest of its kind, or one version. Throws Refused 404 'no-paper'. */
  async frozen(
    tx: Tx,
    reportId: string,
    kind: Paper['kind'],
    version: number | null = null,
  ): Promise<ReportDocument> {
    const paper = await this.queries.paper(tx, reportId, kind, version);
    return documentOf(paper.body, {
      readers: READERS_OF[kind],
      frozenAt: new Date(paper.madeAt).toISOString(),
    });
  }
}
