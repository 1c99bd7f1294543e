import { strFromU8, unzipSync } from 'fflate';

/** A cell as it stands in the file: a number as written, a text, or a formula. */
export interface RawCell {
  readonly kind: 'number' | 'text' | 'formula';
  readonly value: string;
  /** The format code of the cell; 'General' where it has none. */
  readonly format: string;
}

/** Reads a workbook straight from its XML, by code that shares nothing with what wrote it. Sheets in their order. */
export function workbook(file: Uint8Array): { name: string; rows: (RawCell | null)[][] }[] {
  const parts = unzipSync(file);
  const xml = (path: string): string => strFromU8(parts[path] ?? new Uint8Array());
  const strings = all(xml('xl/sharedStrings.xml'), /<si\b[^>]*>(.*?)<\/si>/gs).map(([, it = '']) =>
    all(it, /<t\b[^>]*>(.*?)<\/t>/gs)
      .map(([, text = '']) => unescaped(text))
      .join(''),
  );
  const formats = formatsOf(xml('xl/styles.xml'));
  const targets = new Map(
    all(xml('xl/_rels/workbook.xml.rels'), /<Relationship\b([^>]*)\/>/g).map(([, it = '']) => [
      attribute(it, 'Id'),
      attribute(it, 'Target'),
    ]),
  );
  return all(xml('xl/workbook.xml'), /<sheet\b([^>]*)\/>/g).map(([, it = '']) => ({
    name: unescaped(attribute(it, 'name')),
    rows: all(xml(`xl/${targets.get(attribute(it, 'r:id'))}`), /<row\b[^>]*>(.*?)<\/row>/gs).map(
      ([, row = '']) => cellsOf(row, strings, formats),
    ),
  }));
}

function cellsOf(row: string, strings: readonly string[], formats: readonly string[]): (RawCell | null)[] {
  const cells: (RawCell | null)[] = [];
  for (const [, attributes = '', inside = ''] of all(row, /<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const format = formats[Number(attribute(attributes, 's') || 0)] ?? 'General';
    const value = /<v>(.*?)<\/v>/s.exec(inside)?.[1];
    const inline = /<t\b[^>]*>(.*?)<\/t>/s.exec(inside)?.[1];
    const type = attribute(attributes, 't');
    const at = columnOf(attribute(attributes, 'r'));
    while (cells.length < at) cells.push(null);
    if (/<f\b/.test(inside)) cells.push({ kind: 'formula', value: inside, format });
    else if (type === 's') cells.push({ kind: 'text', value: strings[Number(value)] ?? '', format });
    else if (type === 'inlineStr') cells.push({ kind: 'text', value: unescaped(inline ?? ''), format });
    else cells.push(value === undefined ? null : { kind: 'number', value, format });
  }
  return cells;
}

function formatsOf(styles: string): string[] {
  const codes = new Map(
    all(styles, /<numFmt\b([^>]*)\/>/g).map(([, it = '']) => [
      attribute(it, 'numFmtId'),
      unescaped(attribute(it, 'formatCode')),
    ]),
  );
  const cells = /<cellXfs\b.*?<\/cellXfs>/s.exec(styles)?.[0] ?? '';
  return all(cells, /<xf\b([^>]*)>/g).map(([, it = '']) => codes.get(attribute(it, 'numFmtId')) ?? 'General');
}

const all = (text: string, pattern: RegExp): RegExpMatchArray[] => [...text.matchAll(pattern)];
const attribute = (attributes: string, name: string): string =>
  new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
/** 'C7' -> 2. */
const columnOf = (reference: string): number =>
  Array.from(reference.replace(/\d+$/, '')).reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
const unescaped = (text: string): string =>
  text
    .replaceAll(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex?: string, decimal?: string) =>
      String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
