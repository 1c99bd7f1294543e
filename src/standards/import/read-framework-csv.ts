import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { checkFramework } from './check-framework.js';
import { unguarded } from './csv-text.js';
import { RELATION_KINDS } from './framework.js';
import type { Framework, FrameworkAbout, Relation, Section, Stage, Standard } from './framework.js';
import { MOST_BYTES, problemAt } from './framework-problem.js';
import type { FrameworkProblem } from './framework-problem.js';
import { inReadingOrder } from './reading-order.js';

export type FrameworkFile =
  | { readonly ok: true; readonly framework: Framework; readonly warnings: readonly FrameworkProblem[] }
  | {
      readonly ok: false;
      readonly problems: readonly FrameworkProblem[];
      readonly warnings: readonly FrameworkProblem[];
    };

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

interface Line {
  readonly line: number;
  readonly cell: Readonly<Record<Field, string>>;
}

/**
 * Reads standards from CSV: code, section, text, and where it has them section title, parent, stage and relations
 * ('buildsOn Q1; related Q7'). UTF-8, or windows-1252 as older spreadsheets write.
 * @param about what the file does not say; `stages` gives titles to stages, else their code is their title
 */
export function readFrameworkCsv(
  bytes: Buffer,
  about: FrameworkAbout & { readonly stages?: readonly Stage[] },
): FrameworkFile {
  const warnings: FrameworkProblem[] = [];
  const problems: FrameworkProblem[] = [];
  const lines = readLines(bytes, problems);
  if (lines.length === 0 && problems.length === 0)
    problems.push(problemAt('', 'noStandards', '', 'A header line and one line for each standard.'));
  if (problems.length > 0) return { ok: false, problems, warnings };
  const sections = sectionsOf(lines);
  const standards = lines.map(({ cell }): Standard => {
    const { code, text: title, parent, stage } = cell;
    const section = sections.codes.get(cell.section) ?? '';
    return { code, section, title, ...(parent && { parent }), ...(stage && { stage }) };
  });
  const relations = lines.flatMap((line) => readRelations(line, problems));
  const stages = about.stages ?? stagesOf(standards);
  const { stages: _given, ...rest } = about;
  const framework = {
    ...rest,
    sections: sections.list,
    ...(stages.length > 0 && { stages }),
    standards,
    relations,
  };
  problems.push(...checkFramework(framework, (index) => `line ${lines[index]?.line ?? 0}`));
  warnings.push(...sectionsThatDiffer(standards, lines));
  return problems.length > 0
    ? { ok: false, problems, warnings }
    : { ok: true, framework: inReadingOrder(framework), warnings };
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

function readLines(bytes: Buffer, problems: FrameworkProblem[]): Line[] {
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

/** A section is named by code, or by a title from which a code is made. */
function sectionsOf(lines: readonly Line[]): { list: Section[]; codes: Map<string, string> } {
  const codes = new Map<string, string>();
  const list: Section[] = [];
  for (const { cell } of lines) {
    if (codes.has(cell.section)) continue;
    const plain = /^[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,63}$/u.test(cell.section);
    const code = plain ? cell.section : `section-${list.length + 1}`;
    codes.set(cell.section, code);
    list.push({ code, title: cell.sectionTitle || cell.section });
  }
  return { list, codes };
}

function stagesOf(standards: readonly Standard[]): Stage[] {
  const codes = new Set(standards.flatMap(({ stage }) => stage ?? []));
  return [...codes].map((code) => ({ code, title: code, presumes: [] }));
}

function readRelations({ line, cell }: Line, problems: FrameworkProblem[]): Relation[] {
  const entries = cell.relations.split(';').map((entry) => entry.trim());
  return entries.filter(Boolean).flatMap((entry) => {
    const [word, to, ...more] = entry.split(' ');
    const kind = RELATION_KINDS.find((known) => known === word);
    if (kind && to && more.length === 0) return [{ from: cell.code, to, kind }];
    problems.push(
      problemAt(
        `line ${line}`,
        'unknownRelation',
        entry,
        `One of ${RELATION_KINDS.join(', ')}, a space and a code.`,
      ),
    );
    return [];
  });
}

function sectionsThatDiffer(standards: readonly Standard[], lines: readonly Line[]): FrameworkProblem[] {
  const sections = new Map(standards.map(({ code, section }) => [code, section]));
  return standards.flatMap(({ parent, section }, index) => {
    const above = parent === undefined ? undefined : sections.get(parent);
    if (above === undefined || above === section) return [];
    const expected = `Its parent ${parent} stands in section ${above}: kept as the file has it.`;
    return [problemAt(`line ${lines[index]?.line ?? 0}`, 'sectionDiffers', section, expected)];
  });
}
