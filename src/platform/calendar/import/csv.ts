import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { accept } from './accept.js';
import type { Entry, EntryKind, Reading } from './entry.js';
import type { CalendarImport, CalendarProblem, ImportOptions } from './outcome.js';
import { readStretch } from './stretch.js';

const COLUMNS = {
  kind: ['kind', 'type'],
  name: ['name', 'title', 'description'],
  start: ['start', 'from', 'start date', 'date'],
  end: ['end', 'to', 'end date'],
} as const;
type Column = keyof typeof COLUMNS;

const KINDS: Readonly<Record<string, EntryKind>> = {
  term: 'term',
  'half term': 'holiday',
  holiday: 'holiday',
  inset: 'inset',
  'inset day': 'inset',
  'bank holiday': 'bankHoliday',
  closure: 'closure',
};
const KIND_EXPECTED = 'one of: term, half term, holiday, INSET, bank holiday, closure';

const Rows = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/**
 * Term dates from a CSV file with a header line: kind, name, start, end (in any order; more columns are ignored). A
 * single day may leave its end empty. Every problem is reported with its line and column.
 */
export function importTermDatesCsv(text: string, options: ImportOptions = {}): CalendarImport {
  const rows = readRows(text);
  if (!Array.isArray(rows)) return { ok: false, problems: [rows] };
  const [header, ...lines] = rows;
  const at = positions(header?.record ?? []);
  const missing = (['kind', 'start'] as const).filter((column) => at[column] === -1);
  if (missing.length > 0) {
    const value = header?.record.join(',') ?? '';
    return { ok: false, problems: missing.map((column) => missingColumn(column, value)) };
  }
  return accept(readLines(lines, at), options);
}

function readLines(lines: z.infer<typeof Rows>, at: Readonly<Record<Column, number>>): Reading {
  const entries: Entry[] = [];
  const problems: CalendarProblem[] = [];
  for (const { record, info } of lines) {
    const cell = (column: Column): string => record[at[column]] ?? '';
    const place = { line: info.lines };
    const kind = KINDS[plain(cell('kind'))];
    if (kind === undefined)
      problems.push({ ...place, column: 'kind', value: cell('kind'), expected: KIND_EXPECTED });
    const written = {
      kind: kind ?? 'holiday',
      name: cell('name'),
      from: cell('start'),
      to: cell('end'),
      place,
    };
    const read = readStretch(written, { from: 'start', to: 'end' });
    if (Array.isArray(read)) problems.push(...read);
    else if (kind !== undefined) entries.push(read);
  }
  return { entries, problems, warnings: [] };
}

function readRows(text: string): z.infer<typeof Rows> | CalendarProblem {
  try {
    return Rows.parse(
      parse(text, {
        bom: true,
        info: true,
        trim: true,
        relax_column_count: true,
        skip_records_with_empty_values: true,
      }),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line: unknown = error['lines'];
    const place = typeof line === 'number' ? { line } : { path: 'file' };
    return {
      ...place,
      column: 'file',
      value: error.message,
      expected: 'a CSV file with every quotation closed',
    };
  }
}

function positions(header: readonly string[]): Readonly<Record<Column, number>> {
  const names = header.map(plain);
  const find = (column: Column): number =>
    names.findIndex((name) => COLUMNS[column].some((known) => known === name));
  return { kind: find('kind'), name: find('name'), start: find('start'), end: find('end') };
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');
}

function missingColumn(column: Column, value: string): CalendarProblem {
  return { line: 1, column, value, expected: `a column named ${COLUMNS[column].join(' or ')}` };
}
