import { isIsoDate } from '../day-numbers.js';
import type { IsoDate } from '../types.js';

/** What a date in a file must look like. */
export const DATE_EXPECTED = 'a real date from 2000 to 2100, as dd/mm/yyyy or yyyy-mm-dd';

/** The date that a file means by 03/09/2026, 3.9.2026, 2026-09-03 or 20260903; undefined for anything else. */
export function writtenDate(text: string): IsoDate | undefined {
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text.trim());
  const british = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  const [year, month, day] = iso ? iso.slice(1) : british ? british.slice(1).reverse() : [];
  if (!year || !month || !day || year < '2000' || year > '2100') return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIsoDate(date) ? date : undefined;
}
