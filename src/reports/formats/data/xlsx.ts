import writeExcelFile from 'write-excel-file/node';
import { allowedInXml } from '../../../platform/documents/index.js';
import type { ReportDocument } from '../../document/index.js';
import type { DataTable, DataType, DataValue } from './data-table.js';
import { dataTables } from './data-tables.js';
import { sheetNames } from './sheet-names.js';

const FORMATS: Readonly<Record<Exclude<DataType, 'text'>, string>> = {
  count: '#,##0',
  minutes: '#,##0',
  money: '£#,##0.00;-£#,##0.00',
  percent: '0%',
};
/** Longest text of a cell that spreadsheets open. */
const LONGEST = 32_767;
const WIDTHS = { least: 10, most: 60 };
/** Columns of text are as wide as their texts, up to a point; beyond it lines are broken. */
const HEAD = { fontWeight: 'bold', backgroundColor: '#dfeadf', wrap: true, alignVertical: 'top' } as const;

/** Every table as a sheet of a workbook (Office Open XML): typed numbers, money and per cent as such, text never a formula. */
export async function reportXlsx(report: ReportDocument): Promise<Uint8Array> {
  const tables = dataTables(report);
  const names = sheetNames(tables.map(({ title }) => title));
  const sheets = tables.map((table, at) => ({
    sheet: names[at] ?? `Sheet ${at + 1}`,
    stickyRowsCount: 1,
    columns: widthsOf(table).map((width) => ({ width })),
    data: [
      table.columns.map(({ title }) => ({ ...HEAD, type: String, value: printable(title) })),
      ...table.rows.map((row) => row.map((value, at) => cell(value, table.columns[at]?.type ?? 'text'))),
    ],
  }));
  return new Uint8Array(await writeExcelFile(sheets).toBuffer());
}

function cell(value: DataValue, type: DataType) {
  if (value === null || value === '') return null;
  if (typeof value === 'string')
    return { type: String, value: printable(value), wrap: true, alignVertical: 'top' as const };
  const number = type === 'money' || type === 'percent' ? value / 100 : value;
  return {
    type: Number,
    value: number,
    format: type === 'text' ? '0' : FORMATS[type],
    alignVertical: 'top' as const,
  };
}

/** What XML does not allow is left out, and what no spreadsheet opens is cut. */
const printable = (text: string): string => allowedInXml(text).slice(0, LONGEST);

function widthsOf({ columns, rows }: DataTable): number[] {
  return columns.map(({ title, type }, at) => {
    const longest = Math.max(
      Math.min(title.length, 24),
      ...rows.map((row) => (type === 'text' ? String(row[at] ?? '').length : 12)),
    );
    return Math.min(WIDTHS.most, Math.max(WIDTHS.least, longest + 2));
  });
}
