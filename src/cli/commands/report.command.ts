import { renderReport, ReportsQueries } from '../../reports/index.js';
import { CliError, EXIT } from '../errors.js';
import type { Output } from '../output.js';
import { chosenSchool, withSession } from '../session.js';
import { fileWanted, writeReportFile } from './report-file.js';

export interface ReportOptions {
  readonly school?: string;
  readonly year?: string;
  /** Totals only, small groups hidden. */
  readonly governors?: boolean;
  /** As a file: which kind, whose edition, and where. */
  readonly format?: string;
  readonly edition?: string;
  readonly out?: string;
}

interface Found {
  readonly id: string;
  readonly title: string;
  readonly state: string;
}

const REPORTS = `select r.id, c.title, i.state from cpd.report r join cpd.cycle c on c.id = r.cycle_id
  join engine.instance i on i.id = r.id order by c.starts_on desc`;

/** Prints a school's impact report as it stands, or writes it to a file: the newest year's, or the one that is named. */
export async function reportCommand(output: Output, options: ReportOptions): Promise<void> {
  const wanted = fileWanted(options);
  await withSession(output, async (session) => {
    const school = await chosenSchool(session, options.school);
    const proof = session.asSystemOf(school);
    const found = await session.runtime.unit.run(proof, async (tx) =>
      chosenReport(await tx.query<Found>(REPORTS), options.year),
    );
    if (wanted) return writeReportFile(output, session, school, found, wanted);
    const queries = session.app.get(ReportsQueries, { strict: false });
    const report = await session.runtime.unit.run(proof, (tx) =>
      queries.view(tx, found.id, options.governors ? 'governors' : 'leaders'),
    );
    if (report.edition === 0) {
      throw new CliError(
        'not-computed',
        `The figures of ${found.title} have not been computed yet.`,
        EXIT.refused,
      );
    }
    output.result({ ok: true, school: school.urn, state: found.state, report }, renderReport(report));
  });
}

function chosenReport(reports: readonly Found[], title: string | undefined): Found {
  const found = title === undefined ? reports[0] : reports.find((r) => r.title === title);
  if (found) return found;
  const known =
    reports.map((r) => `"${r.title}"`).join(', ') || 'none: reports begin when a year comes to its end';
  throw new CliError('no-such-report', `There is no such report. Reports of this school: ${known}.`);
}
