import { parse } from 'csv-parse/sync';
import type { Findings } from './staff-problem.js';

/** Cells of one row and the line on which it begins. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly header: TableRow;
  readonly rows: readonly TableRow[];
  readonly delimiter: string;
}

/** Rows with a quote that is never closed, after which reading goes on; more than this and the file is hopeless. */
const REPAIRS = 20;
/** A cell of a staff list never runs on so far: its opening quote was left open and a later quote closed it. */
const LINES_IN_CELL = 3;

/**
 * Splits text into a header and rows. Comma, semicolon, tab or bar: whichever the header has most of, or what a first
 * line `sep=;` says. Undefined when there is nothing but white space.
 */
export function parseTable(text: string, findings: Findings): Table | undefined {
  const said = /^sep=(.)\n/i.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  const delimiter = said?.[1] ?? delimiterOf(body.split('\n').find((line) => line.trim() !== '') ?? '');
  const rows = readRows(body, delimiter, said ? 1 : 0, findings).filter((row) =>
    row.cells.some((cell) => cell.trim() !== ''),
  );
  const [header, ...people] = rows;
  return header && { header: widened(header, people), rows: people, delimiter };
}

/** Some exports end every row but the header with separators: blank columns without a header. */
function widened(header: TableRow, rows: readonly TableRow[]): TableRow {
  const width = header.cells.length;
  const least = rows.reduce((fewest, { cells }) => Math.min(fewest, cells.length), Infinity);
  const blank = rows.every(({ cells }) => cells.slice(width).every((cell) => cell.trim() === ''));
  if (rows.length === 0 || least <= width || !blank) return header;
  return { ...header, cells: [...header.cells, ...new Array<string>(least - width).fill('')] };
}

function delimiterOf(headerLine: string): string {
  const bare = headerLine.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((candidate) => [bare.split(candidate).length, candidate] as const);
  return counts.reduce((best, next) => (next[0] > best[0] ? next : best))[1];
}

function readRows(text: string, delimiter: string, linesBefore: number, findings: Findings): TableRow[] {
  const rows: TableRow[] = [];
  let rest = text;
  let offset = linesBefore;
  for (let repairs = 0; ; repairs += 1) {
    const stopped = readUntilOpenQuote(rest, delimiter, offset, rows, findings);
    if (stopped === undefined) return rows;
    const lines = rest.split('\n');
    const open = lines[stopped - offset - 1] ?? '';
    findings.problem(
      'quoteNotClosed',
      stopped,
      '',
      open,
      'A quotation mark opens on this line and is never closed: close or remove it.',
    );
    if (repairs === REPAIRS) return rows;
    findings.doubt(stopped);
    rows.push({ line: stopped, cells: open.split(delimiter).map((cell) => cell.replace(/^"|"$/g, '')) });
    rest = lines.slice(stopped - offset).join('\n');
    offset = stopped;
  }
}

/** Adds rows; gives the line on which a row begins that the end of the file leaves open. */
function readUntilOpenQuote(
  text: string,
  delimiter: string,
  offset: number,
  rows: TableRow[],
  findings: Findings,
): number | undefined {
  let ended = offset;
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      on_record: (cells: string[], { lines }) => {
        const row = { line: ended + 1, cells };
        ended = offset + lines;
        rows.push(row);
        if (cells.some((cell) => cell.split('\n', LINES_IN_CELL + 1).length > LINES_IN_CELL))
          findings.problem(
            'quoteNotClosed',
            row.line,
            '',
            cells.find((cell) => cell.includes('\n')) ?? '',
            RUNS_ON,
          );
        return null;
      },
    });
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED') return ended + 1;
    throw error;
  }
}

const RUNS_ON = 'A cell that begins here runs on over several lines: is its quotation mark closed?';
