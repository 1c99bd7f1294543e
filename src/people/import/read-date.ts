import type { IsoDate } from './staff-row.js';

export type DateReading =
  | { readonly ok: true; readonly date: IsoDate }
  | { readonly ok: false; readonly code: 'badDate' | 'impossibleDate'; readonly expected: string };

const EXPECTED = 'A date as dd/mm/yyyy, such as 01/09/2026 (or 2026-09-01).';
/** Nobody on a payroll began before, or leaves after: such a year is a slip of the keyboard. */
const YEARS = { first: 1940, last: 2100 };

/**
 * Reads dd/mm/yyyy (also with - or . between) and yyyy-mm-dd; a time of day behind it, as exports add, is dropped.
 * Never guesses: two-digit years, months written first and Excel's day numbers are refused with what is wrong.
 */
export function readDate(text: string): DateReading {
  const [dayPart = ''] = text.split(/[T ](?=\d{1,2}:\d{2})/);
  const british = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(dayPart);
  if (british) return inCalendar(Number(british[3]), Number(british[2]), Number(british[1]), true);
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(dayPart);
  if (iso) return inCalendar(Number(iso[1]), Number(iso[2]), Number(iso[3]), false);
  if (/^\d{5}(\.\d+)?$/.test(text))
    return bad(`This is Excel's number for a day: format the column as a date and save again. ${EXPECTED}`);
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/.test(dayPart)) return bad(`The year needs four digits. ${EXPECTED}`);
  return bad(EXPECTED);
}

function bad(expected: string): DateReading {
  return { ok: false, code: 'badDate', expected };
}

function inCalendar(year: number, month: number, day: number, dayFirst: boolean): DateReading {
  const impossible = (why: string): DateReading => ({
    ok: false,
    code: 'impossibleDate',
    expected: `${why} ${EXPECTED}`,
  });
  if (dayFirst && month > 12 && day >= 1 && day <= 12)
    return impossible('There is no such month: is the month written before the day?');
  if (year < YEARS.first || year > YEARS.last)
    return impossible(`The year must lie between ${YEARS.first} and ${YEARS.last}.`);
  const moment = new Date(Date.UTC(year, month - 1, day));
  if (month < 1 || moment.getUTCMonth() !== month - 1 || moment.getUTCDate() !== day)
    return impossible('There is no such day.');
  return { ok: true, date: moment.toISOString().slice(0, 10) };
}
