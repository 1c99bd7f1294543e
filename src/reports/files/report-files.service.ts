import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../../api/problem.js';
import { idFrom } from '../../platform/ids.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { Format } from '../formats/index.js';
import { MOST_ATTEMPTS, ReportBuilder } from './report-builder.js';
import { ReportSources, versionOf } from './report-sources.js';
import type { Edition } from './report-sources.js';

/** How a file is. `done` of `of` steps; `trouble`: why the last attempt failed. */
export interface FileState {
  readonly id: string;
  readonly state: 'ready' | 'making' | 'failed';
  readonly done: number;
  readonly of: number;
  readonly trouble: string | null;
  readonly name: string | null;
  readonly bytes: number | null;
  readonly madeAt: Date | null;
}

export interface KeptFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

/** A request for what is there already, or under way, changes nothing; after too many failures it begins anew. */
const WANT = {
  name: 'reports.want_file',
  text: `insert into cpd.report_file as f (id, school_id, report_id, paper_id, readers, format, wanted_version, wanted_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (id) do update set wanted_version = excluded.wanted_version, wanted_at = excluded.wanted_at, attempts = 0,
      leased_until = null, trouble = null, steps_done = 0
    where f.wanted_version <> excluded.wanted_version
      or f.built_version is distinct from f.wanted_version and f.attempts >= $9`,
};
const STATE = {
  name: 'reports.file_state',
  text: `select id, steps_done as done, steps as of, trouble, name, bytes, built_at as "madeAt", attempts,
      built_version is not distinct from $2 as ready from cpd.report_file where id = $1`,
};
const CONTENT = {
  name: 'reports.file_content',
  text: `select f.name, f.media_type as "mediaType", string_agg(c.content, ''::bytea order by c.seq) as content
    from cpd.report_file f join cpd.report_file_chunk c on c.file_id = f.id
    where f.id = $1 and f.built_version = $2 group by f.id, f.name, f.media_type`,
};

interface Row extends Omit<FileState, 'state'> {
  readonly attempts: number;
  readonly ready: boolean;
}

/** Files of reports, as the caller: what they may not read is not there. */
@Injectable()
export class ReportFiles {
  constructor(
    @Inject(ReportSources) private readonly sources: ReportSources,
    @Inject(ReportBuilder) private readonly builder: ReportBuilder,
  ) {}

  /** Asks for a file of the report as it is now; one that is there already is ready at once. Throws Refused 403, 404. */
  async want(tx: Tx, reportId: string, edition: Edition, format: Format): Promise<FileState> {
    const { paperId, report } = await this.sources.of(tx, reportId, edition);
    const id = fileId(reportId, paperId, report.readers, format);
    const version = versionOf(report);
    await tx.asSystem((system) =>
      system.query(WANT, [
        ...[id, tx.principal.school, reportId, paperId, report.readers, format, version, tx.at],
        MOST_ATTEMPTS,
      ]),
    );
    return this.look(tx, id, version);
  }

  /** How far a file is. Throws Refused 403, 404 'not-wanted'. */
  async state(tx: Tx, reportId: string, edition: Edition, format: Format): Promise<FileState> {
    const { paperId, report } = await this.sources.of(tx, reportId, edition);
    return this.look(tx, fileId(reportId, paperId, report.readers, format), versionOf(report));
  }

  /** The file. Throws Refused 403, 404, and 409 'not-ready' where it is not there or the report has changed since. */
  async content(tx: Tx, reportId: string, edition: Edition, format: Format): Promise<KeptFile> {
    const { paperId, report } = await this.sources.of(tx, reportId, edition);
    const id = fileId(reportId, paperId, report.readers, format);
    const [file] = await tx.query<KeptFile>(CONTENT, [id, versionOf(report)]);
    if (file) return file;
    throw new Refused(
      409,
      'not-ready',
      'This file is not there yet, or the report has changed since: ask for it first.',
    );
  }

  private async look(tx: Tx, id: string, version: string): Promise<FileState> {
    const [row] = await tx.query<Row>(STATE, [id, version]);
    if (!row) throw new Refused(404, 'not-wanted', 'Nobody has asked for this file yet.');
    const { attempts, ready, ...file } = row;
    // Whoever looks wakes the builder: what another process left lying is taken up again.
    if (!ready) tx.afterCommit(() => this.builder.nudge());
    const gaveUp = !ready && attempts >= MOST_ATTEMPTS && file.trouble !== null;
    return { ...file, state: ready ? 'ready' : gaveUp ? 'failed' : 'making' };
  }
}

const fileId = (reportId: string, paperId: string | null, readers: string, format: Format): string =>
  idFrom('report-file', reportId, paperId ?? 'live', readers, format);
