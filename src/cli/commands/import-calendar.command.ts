import { CALENDAR_FORMATS, readBankHolidays, readTermDates, Settings } from '../../cycles/index.js';
import type { CalendarFormat } from '../../cycles/index.js';
import type { CalendarProblem } from '../../platform/calendar/index.js';
import type { Proof } from '../../platform/database/principal.js';
import { CliError, EXIT } from '../errors.js';
import { fileAt } from '../file.js';
import { table } from '../output.js';
import type { Output } from '../output.js';
import { chosenSchool, withSession } from '../session.js';

export interface ImportCalendarOptions {
  readonly school?: string;
  readonly format?: string;
  readonly dryRun?: boolean;
}

export interface ImportBankHolidaysOptions {
  readonly school?: string;
  readonly division: string;
  readonly dryRun?: boolean;
}

type Read =
  | { readonly ok: false; readonly problems: readonly CalendarProblem[] }
  | { readonly ok: true; readonly warnings: readonly string[] };

/** Checks a file of term dates and, unless it is a dry run or something is wrong with it, takes it in. */
export async function importCalendarCommand(
  output: Output,
  path: string,
  { school, format, dryRun }: ImportCalendarOptions,
): Promise<void> {
  const known = CALENDAR_FORMATS.find((one) => one === format) as CalendarFormat | undefined;
  if (format !== undefined && known === undefined)
    throw new CliError('format', `--format takes one of: ${CALENDAR_FORMATS.join(', ')}.`, EXIT.usage);
  const read = readTermDates(await fileAt(path), known);
  await bringIn(output, read, { school, dryRun }, (settings, proof) =>
    read.ok ? settings.bringIn(proof, read.calendar) : Promise.resolve(0),
  );
}

/** The same for a list of bank holidays. */
export async function importBankHolidaysCommand(
  output: Output,
  path: string,
  { school, division, dryRun }: ImportBankHolidaysOptions,
): Promise<void> {
  const read = readBankHolidays(await fileAt(path), division);
  await bringIn(output, read, { school, dryRun }, (settings, proof) =>
    read.ok ? settings.bringInBankHolidays(proof, read.bankHolidays) : Promise.resolve(0),
  );
}

async function bringIn(
  output: Output,
  read: Read,
  { school: urn, dryRun }: { school?: string; dryRun?: boolean },
  write: (settings: Settings, proof: Proof) => Promise<number>,
): Promise<void> {
  if (!read.ok) {
    output.result({ ok: false, problems: read.problems }, problemsTable(read.problems));
    throw new CliError('refused', 'Nothing was written. Mend the file as the table says, then try again.');
  }
  if (dryRun) {
    const heading = 'The file is in order. Nothing was written.';
    output.result({ ok: true, written: false, warnings: read.warnings }, inWords(heading, read.warnings));
    return;
  }
  await withSession(output, async (session) => {
    const school = await chosenSchool(session, urn);
    const proof = session.asSystemOf(school);
    const settings = session.app.get(Settings, { strict: false });
    const clocksMoved = await write(settings, proof);
    const assumed = await session.runtime.unit.run(proof, (tx) => settings.assumptions(tx));
    const warnings = [...new Set([...read.warnings, ...assumed])];
    output.result(
      { ok: true, written: true, school: school.urn, clocksMoved, warnings },
      inWords(`Taken in at ${school.name}. ${clocksMoved} due times moved.`, warnings),
    );
  });
}

function inWords(heading: string, warnings: readonly string[]): string {
  return [
    heading,
    ...(warnings.length > 0 ? ['', 'Worth a look:'] : []),
    ...warnings.map((w) => `- ${w}`),
  ].join('\n');
}

function problemsTable(problems: readonly CalendarProblem[]): string {
  return table(
    ['Where', 'Column', 'Value', 'Expected'],
    problems.map((problem) => [
      problem.line === undefined ? (problem.path ?? 'file') : `line ${problem.line}`,
      problem.column,
      printable(problem.value),
      problem.expected,
    ]),
  );
}

/** What stands in a file is not for the terminal to carry out, nor to fill the screen with. */
const printable = (value: string): string => value.replace(/\p{C}/gu, ' ').slice(0, 60);
