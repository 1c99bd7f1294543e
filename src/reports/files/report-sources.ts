import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../../api/problem.js';
import { mustHold } from '../../people/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { Documents } from '../document/documents.service.js';
import type { ReportDocument } from '../document/index.js';
import { ReportsQueries } from '../reports.queries.js';
import type { Paper } from '../reports.queries.js';

/** head: the whole report as it stands. governors: their paper, or the totals before it. staff, addendum: what was published. */
export const EDITIONS = ['head', 'governors', 'staff', 'addendum'] as const;
export type Edition = (typeof EDITIONS)[number];

/** What a file is made from. `paperId` null: the report as it stands. */
export interface Source {
  readonly paperId: string | null;
  readonly report: ReportDocument;
}

const PAPER: Readonly<Record<Exclude<Edition, 'head'>, Paper['kind']>> = {
  ...{ governors: 'governors', staff: 'published', addendum: 'addendum' },
};
const WHOLE = ['cpdLeader', 'cpdTeam', 'head', 'deputy'];

/** Finds the report that a file is made from. */
@Injectable()
export class ReportSources {
  constructor(
    @Inject(Documents) private readonly documents: Documents,
    @Inject(ReportsQueries) private readonly queries: ReportsQueries,
  ) {}

  /** The report of an edition as the caller may read it. Throws Refused 403, 404 'not-found' or 'no-paper'. */
  async of(tx: Tx, reportId: string, edition: Edition): Promise<Source> {
    if (edition === 'head') {
      mayRead(tx, WHOLE, 'The whole report');
      return { paperId: null, report: await this.documents.live(tx, reportId, 'leaders') };
    }
    try {
      const { id, kind, version } = await this.queries.paper(tx, reportId, PAPER[edition]);
      return { paperId: id, report: await this.documents.frozen(tx, reportId, kind, version) };
    } catch (error) {
      if (edition !== 'governors' || !(error instanceof Refused) || error.status !== 404) throw error;
      mayRead(tx, [...WHOLE, 'governor', 'chair'], 'The totals of the report');
      return { paperId: null, report: await this.documents.live(tx, reportId, 'governors') };
    }
  }

  /** The report that a file in the records is made from, as the system. */
  async ofFile(tx: Tx, file: FileOrigin): Promise<ReportDocument> {
    if (file.paperId === null) {
      return this.documents.live(tx, file.reportId, file.readers === 'governors' ? 'governors' : 'leaders');
    }
    const { kind, version } = await this.queries.paperById(tx, file.paperId);
    return this.documents.frozen(tx, file.reportId, kind, version);
  }
}

/** What the records say of the report that a file is made from. */
export interface FileOrigin {
  readonly reportId: string;
  readonly paperId: string | null;
  readonly readers: string;
}

/** The system of the school is the command line: whoever has the server may read all. */
function mayRead(tx: Tx, posts: readonly string[], what: string): void {
  if (!tx.principal.system) mustHold(tx, posts, what);
}

/** Counts up when files of the same report look different than before. */
const LOOK = 1;

/** Digest of a report as files show it: the same digest, the same file. Pure. */
export const versionOf = (report: ReportDocument): string =>
  createHash('sha256')
    .update(`${LOOK}\n${JSON.stringify(report)}`)
    .digest('hex');
