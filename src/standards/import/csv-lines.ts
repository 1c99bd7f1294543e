import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { unguarded } from './csv-text.js';
import { MOST_BYTES, problemAt } from './framework-problem.js';
import type { FrameworkProblem } from './framework-problem.js';

type Field = 'code' | 'section' | 'sectionTitle' | 'text' | 'parent' | 'stage' | 'relations';

const HEADERS: Readonly<Record<Field, readonly string[]>> = {
  code: ['code', 'reference', 'ref', 'humancodingscheme'],
  section: ['section', 'part', 'area', 'sectioncode'],
  sectionTitle: ['sectiontitle'],
  text: ['text', 'statement', 'title', 'standard', 'fullstatement', 'description'],
  parent: ['parent', 'partof', 'parentcode'],
  stage: ['stage'],
  relations: ['relations', 'relatedto'],
};

/** One standard as its line has it; '' where the cell is blank or the column missing. */
export interface Line {
  readonly line: number;
  readonly cell: Readonly<Record<Field, string>>;
}

/** Not TextDecoder for windows-1252: Node 20 reads it as Latin-1, which turns curly quotes into control characters. */
function decode(bytes: Buffer): string {
  const utf16 = bytes.subarray(0, 2).toString('hex') === 'fffe';
  if (utf16) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, 'windows-1252');
  }
}

/** The lines below the header by column; what stops reading goes to the problems. */
export function readLines(bytes: Buffer, problems: FrameworkProblem[]): Line[] {
  if (bytes.length > MOST_BYTES) {
    problems.push(problemAt('', 'tooLarge', `${bytes.length} bytes`, 'A file of at most 10 MB.'));
    return [];
  }
  const text = decode(bytes).replace(/\r\n?/g, '\n');
  if (text.includes('\0')) {
    problems.push(problemAt('', 'notText', '', 'A CSV file: this one is not a text.'));
    return [];
  }
  const headerLine = text.split('\n', 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].reduce((best, next) =>
    headerLine.split(next).length > headerLine.split(best).length ? next : best,
  );
  const rows = readRows(text, delimiter, problems);
  const [header, ...records] = rows;
  if (!header) return [];
  const columns = findColumns(header.cells, problems);
  return records.map(({ line, cells }) => {
    if (cells.length > header.cells.length)
      problems.push(
        problemAt(
          `line ${line}`,
          'tooManyFields',
          cells.join(delimiter),
          'Text with a comma in it needs quotation marks.',
        ),
      );
    const cell = (field: Field): string =>
      unguarded((cells[columns[field] ?? -1] ?? '').trim())
        .normalize('NFC')
        .replace(/\s+/g, ' ');
    return {
      line,
      cell: {
        code: cell('code'),
        section: cell('section') || 'all',
        sectionTitle: cell('sectionTitle'),
        text: cell('text'),
        parent: cell('parent'),
        stage: cell('stage'),
        relations: cell('relations'),
      },
    };
  });
}

function readRows(
  text: string,
  delimiter: string,
  problems: FrameworkProblem[],
): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let ended = 0;
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      on_record: (cells: string[], { lines }) => {
        if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: ended + 1, cells });
        ended = lines;
        return null;
      },
    });
  } catch {
    const expected = 'A quotation mark opens on this line and is never closed: close or remove it.';
    problems.push(problemAt(`line ${ended + 1}`, 'notCsv', '', expected));
  }
  return rows;
}

function findColumns(
  header: readonly string[],
  problems: FrameworkProblem[],
): Partial<Record<Field, number>> {
  const words = header.map((name) => name.toLowerCase().replace(/[^\p{L}]/gu, ''));
  const columns: Partial<Record<Field, number>> = {};
  for (const field of Object.keys(HEADERS) as Field[]) {
    const index = HEADERS[field].map((name) => words.indexOf(name)).find((at) => at >= 0);
    if (index !== undefined) columns[field] = index;
    else if (field === 'code' || field === 'text')
      problems.push(
        problemAt(
          'line 1',
          'missingHeader',
          header.join(', '),
          `A column headed ${HEADERS[field].join(' or ')}.`,
        ),
      );
  }
  return columns;
}
