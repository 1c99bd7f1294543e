import { rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EDITIONS, FORMATS, makeReportFile, ReportSources } from '../../reports/index.js';
import type { Edition, Format } from '../../reports/index.js';
import { CliError, EXIT } from '../errors.js';
import type { Output } from '../output.js';
import type { Session } from '../session.js';
import type { Served } from '../../start/installation.js';

/** What kind of file is wanted, where, and for whom. */
export interface FileWanted {
  readonly format: Format;
  readonly edition: Edition;
  readonly out: string;
}

/**
 * Reads the options of a report as a file; null: it is to be printed.
 * @throws CliError 'format', 'edition' or 'out'
 */
export function fileWanted(options: { format?: string; edition?: string; out?: string }): FileWanted | null {
  const { format, edition = 'head', out } = options;
  if (format === undefined && options.edition === undefined && out === undefined) return null;
  if (format === undefined || out === undefined) {
    const sentence = 'A file needs a format and a place: --format pdf --out report.pdf.';
    throw new CliError(format === undefined ? 'format' : 'out', sentence, EXIT.usage);
  }
  return {
    format: among(FORMATS, 'format', format),
    edition: among(EDITIONS, 'edition', edition),
    out: resolve(out),
  };
}

function among<T extends string>(known: readonly T[], option: string, given: string): T {
  const found = known.find((it) => it === given);
  if (found) return found;
  throw new CliError(option, `--${option} takes one of ${known.join(', ')}.`, EXIT.usage);
}

/** Writes a report to a file, whole or not at all. */
export async function writeReportFile(
  output: Output,
  session: Session,
  school: Served,
  report: { readonly id: string; readonly state: string },
  { format, edition, out }: FileWanted,
): Promise<void> {
  const sources = session.app.get(ReportSources, { strict: false });
  const source = await session.runtime.unit.run(session.asSystemOf(school), (tx) =>
    sources.of(tx, report.id, edition),
  );
  let bar: ReturnType<Output['progress']> | undefined;
  const { content } = await makeReportFile(source.report, format, (done, of) => {
    bar ??= output.progress('Report', of);
    bar.done(done);
  }).finally(() => bar?.end());
  await keep(out, content);
  output.result(
    { ok: true, school: school.urn, state: report.state, edition, format, file: out, bytes: content.length },
    `Wrote ${out}, ${Math.ceil(content.length / 1024)} KB.`,
  );
}

async function keep(out: string, content: Uint8Array): Promise<void> {
  const unfinished = `${out}.unfinished`;
  try {
    await writeFile(unfinished, content);
    await rename(unfinished, out);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new CliError('file', `The file ${out} cannot be written: ${code}.`, EXIT.unavailable);
  }
}
