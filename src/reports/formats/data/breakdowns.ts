import { isNotShown, isShare } from '../../document/index.js';
import type { Cell, Column, Table } from '../../document/index.js';
import type { DataColumn, DataTable, DataValue } from './data-table.js';

/** Below so many cases a percentage says more than is known. */
const FEWEST_FOR_PERCENT = 20;

/** So many of so many in whole per cent; null where there are too few. */
export const percentOf = (value: number, of: number): number | null =>
  of >= FEWEST_FOR_PERCENT ? Math.round((100 * value) / of) : null;

/** A table of the report for machines. Pure. */
export function breakdown({ id, title, columns, rows }: Table): DataTable {
  const hasNumbers = columns.some(({ type }) => type !== 'text');
  return {
    ...{ id, title },
    columns: [...columns.flatMap(columnsOf), ...(hasNumbers ? [REASON] : [])],
    rows: rows.map((row) => [
      ...row.flatMap((cell, at) => valuesOf(cell, columns[at]?.type ?? 'text')),
      ...(hasNumbers ? [reasonsOf(row, columns)] : []),
    ]),
  };
}

const REASON: DataColumn = { title: 'Why there is no number', type: 'text' };

function columnsOf({ title, type }: Column): DataColumn[] {
  if (type === 'pence') return [{ title: `${title} (£)`, type: 'money' }];
  if (type === 'minutes') return [{ title: `${title} (minutes)`, type: 'minutes' }];
  if (type !== 'share') return [{ title, type }];
  return [
    { title, type: 'count' },
    { title: `${title}: of`, type: 'count' },
    { title: `${title}: %`, type: 'percent' },
  ];
}

function valuesOf(cell: Cell, type: Column['type']): DataValue[] {
  const number = isNotShown(cell) ? null : cell;
  if (type !== 'share') return [isShare(number ?? '') ? null : (number as DataValue)];
  if (number === null || !isShare(number)) return [null, null, null];
  return [number.value, number.of, percentOf(number.value, number.of)];
}

function reasonsOf(row: readonly Cell[], columns: readonly Column[]): string {
  return row
    .flatMap((cell, at) => (isNotShown(cell) ? [`${columns[at]?.title ?? ''}: ${cell.notShown}`] : []))
    .join(' ');
}
