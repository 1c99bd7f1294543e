import { checkLineManagers } from './check-line-managers.js';
import { checkPeople, hasLeft } from './check-people.js';
import { decodeBytes } from './decode-bytes.js';
import type { Encoding } from './decode-bytes.js';
import { parseTable } from './parse-table.js';
import type { Table, TableRow } from './parse-table.js';
import { plainWord } from './plain-word.js';
import { readRow } from './read-row.js';
import { planColumns } from './staff-columns.js';
import { Findings } from './staff-problem.js';
import type { StaffProblem, StaffWarning } from './staff-problem.js';
import type { IsoDate, StaffGroup, StaffRow } from './staff-row.js';

/** Limits of one file. */
export const MOST_BYTES = 5 * 1024 * 1024;
export const MOST_ROWS = 20_000;

export interface StaffFileOptions {
  /** Today in the school's zone: decides who has left already. */
  readonly today: IsoDate;
  /** Renamed columns: header in the file -> header that is understood, e.g. { 'Works Email': 'Email' }. */
  readonly map?: Readonly<Record<string, string>>;
}

export interface StaffFileSummary {
  readonly people: number;
  /** People whose leaving date has not passed. */
  readonly inPost: number;
  readonly byGroup: Readonly<Partial<Record<StaffGroup, number>>>;
  readonly withoutEmail: number;
  readonly earlyCareerTeachers: number;
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly extraColumns: readonly string[];
}

export type StaffFile =
  | {
      readonly ok: true;
      readonly rows: readonly StaffRow[];
      readonly warnings: readonly StaffWarning[];
      readonly summary: StaffFileSummary;
    }
  | {
      readonly ok: false;
      readonly problems: readonly StaffProblem[];
      readonly warnings: readonly StaffWarning[];
    };

/**
 * Reads a staff list exported from a school's information system. Never throws on bad input: either every row is
 * good, or every problem of the file is reported at once, in the order of its lines.
 */
export function readStaffFile(bytes: Buffer, options: StaffFileOptions): StaffFile {
  const findings = new Findings();
  const decoded = tableOf(bytes, findings);
  if (!decoded) return refused(findings);
  const { table, encoding } = decoded;
  const columns = planColumns(table.header, options.map ?? {}, findings);
  const people = table.rows.filter((row) => !isHeaderAgain(row, table.header, findings));
  const rows = people.map((row) => readRow(row, columns, findings));
  checkPeople(rows, columns, options.today, findings);
  checkLineManagers(rows, columns, options.today, findings);
  if (findings.problems.length > 0) return refused(findings);
  const extraColumns = Object.keys(rows[0]?.extra ?? {});
  const summary = { ...summarise(rows, options.today), encoding, delimiter: table.delimiter, extraColumns };
  return { ok: true, rows, warnings: inLineOrder(findings.warnings), summary };
}

/** Files that were put together from several begin anew in the middle: one sentence says so, not one for each cell. */
function isHeaderAgain(row: TableRow, header: TableRow, findings: Findings): boolean {
  const words = header.cells.map(plainWord);
  const again = row.cells.every((cell, at) => plainWord(cell) === words[at]);
  if (again)
    findings.problem(
      'headerAgain',
      row.line,
      '',
      row.cells.slice(0, 3).join(','),
      'A person: this line has the headers again. Were several files put together? Take the line out.',
    );
  return again;
}

/** What stops reading altogether: not a text, too large, nothing in it. */
function tableOf(bytes: Buffer, findings: Findings): { table: Table; encoding: Encoding } | undefined {
  if (bytes.length > MOST_BYTES) {
    findings.problem('tooLarge', 0, '', `${bytes.length} bytes`, 'A file of at most 5 MB.');
    return undefined;
  }
  const decoded = decodeBytes(bytes);
  if (!decoded.ok) {
    findings.problem('notText', decoded.line, '', '', decoded.expected);
    return undefined;
  }
  const table = parseTable(decoded.text, findings);
  if (!table)
    findings.problem(
      'emptyFile',
      0,
      '',
      '',
      'A header line and one line for each person: the file is empty.',
    );
  else if (table.rows.length === 0)
    findings.problem(
      'noPeople',
      table.header.line,
      '',
      '',
      'A line for each person below the header: there is none.',
    );
  else if (table.rows.length > MOST_ROWS) {
    findings.problem(
      'tooManyRows',
      0,
      '',
      `${table.rows.length} rows`,
      'At most 20,000 rows: import one school at a time.',
    );
    return undefined;
  }
  return table && { table, encoding: decoded.encoding };
}

function refused(findings: Findings): StaffFile {
  return { ok: false, problems: inLineOrder(findings.problems), warnings: inLineOrder(findings.warnings) };
}

function inLineOrder<T extends { readonly line: number }>(found: readonly T[]): T[] {
  return [...found].sort((a, b) => a.line - b.line);
}

function summarise(
  rows: readonly StaffRow[],
  today: IsoDate,
): Omit<StaffFileSummary, 'encoding' | 'delimiter' | 'extraColumns'> {
  const byGroup: Partial<Record<StaffGroup, number>> = {};
  for (const { staffGroup } of rows) byGroup[staffGroup] = (byGroup[staffGroup] ?? 0) + 1;
  return {
    people: rows.length,
    inPost: rows.filter((row) => !hasLeft(row, today)).length,
    byGroup,
    withoutEmail: rows.filter((row) => row.email === null).length,
    earlyCareerTeachers: rows.filter((row) => row.ect).length,
  };
}
