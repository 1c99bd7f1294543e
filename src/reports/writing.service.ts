import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Section } from '../../workflows/report/report.types.js';
import { Refused } from '../api/problem.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { mustNameNobody } from './names-nobody.js';
import { ReportsQueries } from './reports.queries.js';

export interface CommentaryGiven {
  readonly section: Section;
  /** The version that the writer saw; 0 where there was none. */
  readonly version: number;
  readonly text: string;
  readonly notKnown: string;
}

/** What people write into a report. Commentary goes to governors and staff, so nobody is named in it. */
@Injectable()
export class ReportWriting {
  constructor(@Inject(ReportsQueries) private readonly queries: ReportsQueries) {}

  /** Saves over the version that the writer saw. Throws Refused 409 'version-moved-on', 422 'names-somebody'. */
  async save(tx: Tx, reportId: string, given: CommentaryGiven): Promise<number> {
    await mustNameNobody(tx, `${given.text}\n${given.notKnown}`);
    const latest = (await this.queries.commentary(tx, reportId)).find((it) => it.section === given.section);
    if ((latest?.version ?? 0) !== given.version) {
      throw new Refused(409, 'version-moved-on', 'Somebody else has written here since. Nothing is lost.', {
        version: latest?.version ?? 0,
        theirs: latest?.body ?? '',
      });
    }
    await tx.query(
      `insert into cpd.report_commentary (school_id, report_id, section, version, body, not_known, written_by, written_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[tx.principal.school, reportId, given.section, given.version + 1, given.text, given.notKnown],
        ...[tx.principal.person, tx.at],
      ],
    );
    return given.version + 1;
  }

  /** Throws Refused 409 'nothing-written' for a section without a word. */
  async mustBeWritten(tx: Tx, reportId: string, section: Section): Promise<void> {
    const written = (await this.queries.commentary(tx, reportId)).find((it) => it.section === section);
    if (!written?.body.trim())
      throw new Refused(409, 'nothing-written', 'Write something about this section first.');
  }

  async ask(tx: Tx, reportId: string, section: Section, question: string): Promise<void> {
    await tx.query(
      `insert into cpd.report_question (id, school_id, report_id, section, body, asked_by, asked_at)
        values ($1, $2, $3, $4, $5, $6, $7)`,
      [...[randomUUID(), tx.principal.school, reportId, section, question], ...[tx.principal.person, tx.at]],
    );
  }

  /** Answers every open question about a section. Throws Refused 422 'names-somebody'. */
  async answer(tx: Tx, reportId: string, section: Section, answer: string): Promise<void> {
    await mustNameNobody(tx, answer);
    await tx.query(
      `update cpd.report_question set answer = $3, answered_by = $4, answered_at = $5
        where report_id = $1 and section = $2 and answered_at is null`,
      [reportId, section, answer, tx.principal.person, tx.at],
    );
  }

  /** Who read a section, and when. That nobody signs off what they wrote is the chart's to see. */
  async read(tx: Tx, reportId: string, section: Section): Promise<void> {
    await tx.query(
      `insert into cpd.report_reading (id, school_id, report_id, section, by_person, at) values ($1, $2, $3, $4, $5, $6)`,
      [randomUUID(), tx.principal.school, reportId, section, tx.principal.person, tx.at],
    );
  }

  async addResults(tx: Tx, reportId: string, body: string): Promise<void> {
    await mustNameNobody(tx, body);
    await tx.query(
      `insert into cpd.report_addendum (report_id, school_id, body, written_by, written_at) values ($1, $2, $3, $4, $5)`,
      [reportId, tx.principal.school, body, tx.principal.person, tx.at],
    );
  }

  /** Why a published report is corrected: stands in the edition that puts it right. Throws Refused 422 'names-somebody'. */
  async correct(tx: Tx, reportId: string, edition: number, words: string): Promise<void> {
    await mustNameNobody(tx, words);
    await tx.query(
      `insert into cpd.report_erratum (report_id, edition, school_id, words, written_by, written_at)
        values ($1, $2, $3, $4, $5, $6)`,
      [reportId, edition, tx.principal.school, words, tx.principal.person, tx.at],
    );
  }

  async addAsk(tx: Tx, reportId: string, title: string, pence: number): Promise<string> {
    const id = randomUUID();
    await tx.query(
      `insert into cpd.report_ask (id, school_id, report_id, title, pence, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, tx.principal.school, reportId, title, pence, tx.principal.person, tx.at],
    );
    return id;
  }

  /** Throws Refused 404 'not-found'. */
  async strikeAsk(tx: Tx, id: string): Promise<void> {
    const struck = await tx.query(
      'update cpd.report_ask set struck_at = $2 where id = $1 and struck_at is null returning 1',
      [id, tx.at],
    );
    if (struck.length === 0)
      throw new Refused(404, 'not-found', 'There is no such ask, or it is not yours to strike.');
  }
}
