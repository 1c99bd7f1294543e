import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { isNotShown, isShare } from '../../../src/reports/document/index.js';
import type { Cell, ReportDocument, Table } from '../../../src/reports/document/index.js';
import { reportCsv } from '../../../src/reports/formats/data/csv.js';
import { reportJson } from '../../../src/reports/formats/data/json.js';
import { sheetNames } from '../../../src/reports/formats/data/sheet-names.js';
import { reportXlsx } from '../../../src/reports/formats/data/xlsx.js';
import { anyReport, anyText } from './support/any-report.js';
import { SAMPLE } from './support/sample-report.js';
import { workbook } from './support/workbook.js';

/** The numbers of a table in reading order, straight from the document: pence and minutes as they are. */
const numbersOf = (rows: readonly (readonly Cell[])[]): number[] =>
  rows.flat().flatMap((cell) => {
    if (typeof cell === 'number') return [cell];
    return typeof cell === 'object' && !isNotShown(cell) && isShare(cell) ? [cell.value, cell.of] : [];
  });
const tablesOf = ({ sections }: ReportDocument): Table[] => sections.flatMap(({ tables }) => [...tables]);
const isPercent = (title: string): boolean => title === '%' || title.endsWith(': %');
const isMoney = (title: string): boolean => title.endsWith('(£)');
const TABLES_BEFORE = 2;
/** A failure is told at once: to shrink texts of ten thousand signs takes longer than to read them. */
const RUNS = { numRuns: 25, endOnFailure: true };

function csvFiles(report: ReportDocument): Map<string, string[][]> {
  const files = Object.entries(unzipSync(reportCsv(report)));
  return new Map(
    files.map(([name, content]) => [name, parse(strFromU8(content), { bom: true }) as unknown as string[][]]),
  );
}

/** Numbers of one CSV file, money as pence, per cent left out because it is only said, not counted. */
function csvNumbers([head = [], ...rows]: readonly string[][], text: readonly number[]): number[] {
  return rows.flatMap((row) =>
    row.flatMap((value, at) => {
      const title = head[at] ?? '';
      if (value === '' || text.includes(at) || isPercent(title) || title.startsWith('Why')) return [];
      return [isMoney(title) ? Math.round(Number(value) * 100) : Number(value)];
    }),
  );
}

async function xlsxNumbers(report: ReportDocument): Promise<number[][]> {
  return workbook(await reportXlsx(report))
    .map(({ rows: [head = [], ...rows] }) =>
      rows.map((row) =>
        row.flatMap((cell, at) => {
          const title = head[at]?.value ?? '';
          if (cell?.kind !== 'number' || isPercent(title)) return [];
          return [isMoney(title) ? Math.round(Number(cell.value) * 100) : Number(cell.value)];
        }),
      ),
    )
    .map((rows) => rows.flat());
}

describe('a report as spreadsheet, CSV and JSON', () => {
  it('has the same numbers in each of them as in the document, whatever people wrote', async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, async (report) => {
        const expected = tablesOf(report).map(({ rows }) => numbersOf(rows));
        const count = expected.length;
        const sheets = await xlsxNumbers(report);
        expect(sheets.slice(TABLES_BEFORE, TABLES_BEFORE + count)).toEqual(expected);
        const files = csvFiles(report);
        for (const [at, { id, columns }] of tablesOf(report).entries()) {
          // A share takes three columns, so places are counted along.
          const places = columns.flatMap(({ type }) => (type === 'share' ? ['n', 'n', 'n'] : [type]));
          const text = places.flatMap((type, place) => (type === 'text' ? [place] : []));
          expect(csvNumbers(files.get(`${id}.csv`) ?? [], text)).toEqual(expected[at]);
        }
        const json = JSON.parse(reportJson(report)) as ReportDocument;
        expect(tablesOf(json).map(({ rows }) => numbersOf(rows))).toEqual(expected);
      }),
      RUNS,
    );
  });

  it('writes numbers as numbers: pounds and per cent in their formats, minutes whole', async () => {
    const sheets = workbook(await reportXlsx(SAMPLE));
    expect(sheets.map(({ name }) => name)).toEqual([
      ...['About', 'Figures', 'Outcomes met, by school priorit', 'Cash by kind', 'Cash for each outcome met'],
      ...['In words', 'Definitions'],
    ]);
    const cash = sheets[3]?.rows[1];
    expect(cash?.[1]).toEqual({ kind: 'number', value: '6000.01', format: '£#,##0.00;-£#,##0.00' });
    expect(cash?.[2]).toEqual({ kind: 'number', value: '18683', format: '#,##0' });
    const priorities = sheets[2]?.rows;
    expect(priorities?.[1]?.slice(1, 4)).toEqual([
      { kind: 'number', value: '47', format: '#,##0' },
      { kind: 'number', value: '62', format: '#,##0' },
      { kind: 'number', value: '0.76', format: '0%' },
    ]);
    // Fewer than twenty cases: no per cent. Not shown: no number, and why.
    expect(priorities?.[2]?.[3] ?? null).toBeNull();
    expect(priorities?.[3]?.slice(1, 4)).toEqual([null, null, null]);
    expect(priorities?.[3]?.[5]).toMatchObject({ value: 'Met: It would speak of fewer than 5 people.' });
  });

  it('never shows 0 where nothing is known, and says why', async () => {
    const row = csvFiles(SAMPLE)
      .get('figures.csv')
      ?.find(([, name]) => name === 'Outcomes measured');
    expect(row?.slice(3)).toEqual(['', '', '', '', '', 'measures', 'Nothing has been measured.']);
    const figures = workbook(await reportXlsx(SAMPLE))[1]?.rows ?? [];
    const same = figures.find((it) => it[1]?.value === 'Outcomes measured');
    expect(same?.slice(3, 8)).toEqual([null, null, null, null, null]);
  });

  it('reads the same in a spreadsheet program’s eyes: an independent reader agrees', async () => {
    const file = Buffer.from(await reportXlsx(SAMPLE));
    const sheets = await readWorkbook(file);
    const cash = sheets.find(({ sheet }) => sheet === 'Cash by kind');
    expect(cash?.data.slice(0, 2)).toEqual([
      ['Kind', 'Spent (£)', 'Paid time (minutes)', 'Why there is no number'],
      ['fee', 6000.01, 18_683, null],
    ]);
  });

  it('holds no formula, whatever people wrote', async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, async (report) => {
        const cells = workbook(await reportXlsx(report)).flatMap(({ rows }) => rows.flat());
        expect(cells.filter((cell) => cell?.kind === 'formula')).toEqual([]);
        for (const rows of csvFiles(report).values())
          for (const value of rows.flat())
            expect(value).not.toMatch(/^(?!-[\d.]+$)[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/);
      }),
      RUNS,
    );
  });

  it('loses no text that a file may hold', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (commentary) => {
        const sections = SAMPLE.sections.map((it) => ({ ...it, commentary: `Said: ${commentary}` }));
        const report = { ...SAMPLE, sections };
        const csv = csvFiles(report)
          .get('words.csv')
          ?.find(([, kind]) => kind === 'Commentary');
        expect(csv?.[2]).toBe(Buffer.from(`Said: ${commentary}`).toString());
        const words = workbook(await reportXlsx(report)).find(({ name }) => name === 'In words');
        const sheet = words?.rows.find((row) => row[1]?.value === 'Commentary');
        const plain = (text: string): string =>
          text.replaceAll(/[\r\n]+/g, '\n').replaceAll(/(?![\t\n])[\p{Cc}\p{Cs}\ufffd-\uffff]/gu, '');
        expect(plain(sheet?.[2]?.value ?? '')).toBe(plain(`Said: ${commentary}`));
      }),
      RUNS,
    );
  });

  it('gives every sheet a name of its own that a spreadsheet takes', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 30 }), (titles) => {
        const names = sheetNames(titles);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(titles.length);
        for (const name of names) {
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(31);
          expect(name).not.toMatch(/[\\/?*:[\]]|^'|'$|^history$/i);
        }
      }),
    );
  });

  it('makes the same file of the same report', () => {
    expect(reportCsv(SAMPLE)).toEqual(reportCsv(SAMPLE));
    expect(reportJson(SAMPLE)).toBe(reportJson(SAMPLE));
  });
});
