import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Proof } from '../../platform/database/principal.js';
import type { ReportDocument } from '../document/index.js';
import { makeReportFile } from '../formats/index.js';
import type { Format, ReportFile } from '../formats/index.js';
import { ReportSources, versionOf } from './report-sources.js';
import type { FileOrigin } from './report-sources.js';

interface Claimed {
  readonly id: string;
  readonly school: string;
  readonly turn: number;
}

interface Wanted extends FileOrigin {
  readonly format: Format;
  readonly wanted: string;
}

const CLAIM = { name: 'reports.claim_file', text: 'select * from cpd.claim_report_file($1, $2, $3)' };
const WANTED = `select report_id as "reportId", paper_id as "paperId", readers, format, wanted_version as wanted
  from cpd.report_file where id = $1 and turn = $2`;
/** Every statement asks whether it is still this worker’s turn. */
const STEP = `update cpd.report_file set steps_done = $3, steps = $4, leased_until = clock_timestamp() + $5::interval
  where id = $1 and turn = $2`;
const TURN = 'select 1 from cpd.report_file where id = $1 and turn = $2 for update';
const CLEAR = 'delete from cpd.report_file_chunk where file_id = $1';
const CHUNK = 'insert into cpd.report_file_chunk (file_id, school_id, seq, content) values ($1, $2, $3, $4)';
/** What was wanted meanwhile in another version stays wanted. */
const BUILT = `update cpd.report_file set built_version = $2, built_at = $3, name = $4, media_type = $5, bytes = $6,
    wanted_version = case when wanted_version = $7 then $2 else wanted_version end, leased_until = null, attempts = 0,
    trouble = null, steps_done = steps
  where id = $1`;
const FAILED = `update cpd.report_file set trouble = left($3, 500), leased_until = clock_timestamp() + $4::interval
  where id = $1 and turn = $2`;

/** How long a step may take before another process may take the file over (this one may have died). */
const LEASE = '45 seconds';
/** Before a file that failed is tried again. */
const PAUSE = '2 seconds';
/** So many times a file is tried before somebody must ask anew. */
export const MOST_ATTEMPTS = 5;
const CHUNK_BYTES = 262_144;

/**
 * Makes the files that were asked for, one after the other, away from whoever asked. Nothing is written before a file is
 * whole: a process that dies leaves nothing half-made, and what it held is handed out again when its lease is over.
 */
@Injectable()
export class ReportBuilder implements BeforeApplicationShutdown {
  private readonly log = new Logger('Reports');
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(ReportSources) private readonly sources: ReportSources,
  ) {}

  /** There may be something to make. Cheap; may be called as often as one likes. */
  nudge(): void {
    this.again = true;
    if (this.stopped || this.running) return;
    this.running = this.run().finally(() => (this.running = undefined));
  }

  /** Waits until nothing is to be made, or it must pause. */
  async idle(): Promise<void> {
    await this.running;
  }

  /** Finishes the file that is under way. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        while (!this.stopped && (await this.once()));
      } catch (error) {
        this.log.warn(`Files of reports wait: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  /** Makes one file. False: there was none to make. */
  async once(): Promise<boolean> {
    const [claimed] = await this.unit.bare<Claimed>(CLAIM, [this.unit.secret, LEASE, MOST_ATTEMPTS]);
    if (!claimed) return false;
    const proof = this.unit.job(claimed.school);
    try {
      await this.make(proof, claimed);
    } catch (error) {
      const trouble = error instanceof Error ? error.message : String(error);
      this.log.error(`A file of a report could not be made (turn ${claimed.turn}): ${trouble}`);
      await this.unit.run(proof, (tx) => tx.query(FAILED, [claimed.id, claimed.turn, trouble, PAUSE]));
    }
    return true;
  }

  private async make(proof: Proof, claimed: Claimed): Promise<void> {
    const found = await this.unit.run(proof, async (tx) => {
      const [wanted] = await tx.query<Wanted>(WANTED, [claimed.id, claimed.turn]);
      return wanted && { wanted, report: await this.sources.ofFile(tx, wanted) };
    });
    if (!found) return;
    const { wanted, report } = found;
    let told = Promise.resolve();
    const file = await makeReportFile(report, wanted.format, (done, of) => {
      told = told.then(() => this.tell(proof, claimed, done, of));
    });
    await told;
    await this.keep(proof, claimed, wanted, report, file);
  }

  /** Lets others see how far it is, and keeps the file for this process meanwhile. */
  private async tell(proof: Proof, { id, turn }: Claimed, done: number, of: number): Promise<void> {
    await this.unit.run(proof, (tx) => tx.query(STEP, [id, turn, done, of, LEASE]));
  }

  private async keep(
    proof: Proof,
    { id, turn, school }: Claimed,
    { wanted }: Wanted,
    report: ReportDocument,
    { content, name, mediaType }: ReportFile,
  ): Promise<void> {
    await this.unit.run(proof, async (tx) => {
      if ((await tx.query(TURN, [id, turn])).length === 0) return;
      await tx.query(CLEAR, [id]);
      for (let seq = 0; seq * CHUNK_BYTES < content.length; seq++) {
        const chunk = content.subarray(seq * CHUNK_BYTES, (seq + 1) * CHUNK_BYTES);
        await tx.query(CHUNK, [id, school, seq, Buffer.from(chunk)]);
      }
      await tx.query(BUILT, [id, versionOf(report), tx.at, name, mediaType, content.length, wanted]);
    });
  }
}
