import { amount, hours, pounds } from '../../amount.js';
import { isNotShown, isShare } from '../../document/index.js';
import type { Cell, ColumnType, DocumentFigure } from '../../document/index.js';
import type { ShownFigure } from './shown.js';

/** What stands where there is no number. */
export const NO_NUMBER = '–';

/** '1,204'. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** A cell in words: the same as `amount` says elsewhere, without the unit that its column has. */
export function cellInWords(cell: Cell, type: ColumnType): string {
  if (isNotShown(cell)) return NO_NUMBER;
  if (isShare(cell)) return `${grouped(cell.value)} of ${grouped(cell.of)}`;
  if (typeof cell === 'string') return cell;
  if (type === 'pence') return pounds(cell);
  return type === 'minutes' ? hours(cell) : grouped(cell);
}

/** A figure that is known: what counts first, and beside it of how many. */
export function figureInWords({ name, value, of, unit }: DocumentFigure): ShownFigure | null {
  if (value === null) return null;
  const said = amount(value, of, unit);
  if (unit === 'pence') {
    const [money = said, ...cases] = said.split(' ');
    return { name, value: money, of: cases.join(' ').replace(/[()]/g, '') };
  }
  if (unit === 'minutes') return { name, value: said, of: '' };
  const [count = said, ...rest] = said.split(' ');
  return { name, value: grouped(Number(count)), of: rest.join(' ') };
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' },
});

/** An instant as a day in England: '8 July 2027'. */
export const dayInWords = (instant: string): string => DAY.format(new Date(instant));
