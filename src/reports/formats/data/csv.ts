import { strToU8, zipSync } from 'fflate';
import { stringify } from 'csv-stringify/sync';
import type { ReportDocument } from '../../document/index.js';
import type { DataTable, DataType, DataValue } from './data-table.js';
import { dataTables } from './data-tables.js';

/** ZIP knows no dates before this; the same report makes the same file. */
const NO_DATE = '2000-01-01T00:00:00.000Z';

/** Every table as CSV (UTF-8 with byte order mark, as spreadsheets want it), in one ZIP archive. Pure. */
export function reportCsv(report: ReportDocument): Uint8Array {
  const files = dataTables(report).map((table): [string, Uint8Array] => [
    `${fileName(table)}.csv`,
    strToU8(tableCsv(table)),
  ]);
  const mtime = new Date(report.frozenAt ?? report.computedAt ?? NO_DATE);
  return zipSync(Object.fromEntries(files), { mtime });
}

const fileName = ({ id }: DataTable): string => id.replaceAll(/[^\w-]/g, '-').slice(0, 80);

/** One table as CSV. Text that a spreadsheet would take for a formula is told that it is text; numbers stay numbers. */
export function tableCsv({ columns, rows }: DataTable): string {
  return stringify(
    [
      columns.map(({ title }) => title),
      ...rows.map((row) => row.map((value, at) => plain(value, columns[at]?.type ?? 'text'))),
    ],
    { bom: true, escape_formulas: true, quoted_string: true, record_delimiter: 'windows' },
  );
}

/** Pounds with two decimals; everything else as it is. */
function plain(value: DataValue, type: DataType): DataValue {
  return typeof value === 'number' && type === 'money' ? value / 100 : value;
}
