import { dayNumber } from './day-numbers.js';
import type { IsoDate } from './types.js';

/** A year that begins in the middle of a calendar year; both dates included. */
export interface SplitYear {
  /** Calendar year in which it begins. */
  readonly startYear: number;
  /** For people: '2026-27'. */
  readonly name: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** How a school keeps its money: maintained schools April to March, academies September to August. */
export type FinancialYearStart = 'april' | 'september';

/** The school year of a date: 1 September to 31 August. */
export function schoolYearOf(date: IsoDate): SplitYear {
  return yearFrom(date, '09-01', '08-31');
}

/** The school year that begins in a calendar year. */
export function schoolYearStarting(startYear: number): SplitYear {
  return schoolYearOf(`${startYear}-09-01`);
}

/** The financial year of a date, for the kind of school. */
export function financialYearOf(date: IsoDate, start: FinancialYearStart): SplitYear {
  return start === 'april' ? yearFrom(date, '04-01', '03-31') : yearFrom(date, '09-01', '08-31');
}

function yearFrom(date: IsoDate, first: string, last: string): SplitYear {
  dayNumber(date);
  const year = Number(date.slice(0, 4));
  const startYear = date.slice(5) >= first ? year : year - 1;
  const end = String((startYear + 1) % 100).padStart(2, '0');
  return {
    startYear,
    name: `${startYear}-${end}`,
    from: `${startYear}-${first}`,
    to: `${startYear + 1}-${last}`,
  };
}
