import { decodeBytes } from '../people/index.js';
import {
  importBankHolidays,
  importTermDatesCsv,
  importTermDatesICal,
  importTermDatesJson,
} from '../platform/calendar/index.js';
import type { BankHolidayImport, CalendarImport, CalendarProblem } from '../platform/calendar/index.js';

export const CALENDAR_FORMATS = ['csv', 'json', 'ical'] as const;
export type CalendarFormat = (typeof CALENDAR_FORMATS)[number];

const IMPORTERS = { csv: importTermDatesCsv, json: importTermDatesJson, ical: importTermDatesICal } as const;

/** Reads a file of term dates. Without a format it is what the file looks like. Never throws on bad input. */
export function readTermDates(bytes: Buffer, format?: CalendarFormat): CalendarImport {
  const text = textOf(bytes);
  if (typeof text !== 'string') return { ok: false, problems: [text] };
  return IMPORTERS[format ?? formatOf(text)](text);
}

/** Reads bank holidays as gov.uk/bank-holidays.json publishes them. Never throws on bad input. */
export function readBankHolidays(bytes: Buffer, division?: string): BankHolidayImport {
  const text = textOf(bytes);
  if (typeof text !== 'string') return { ok: false, problems: [text] };
  return importBankHolidays(text, division === undefined ? {} : { division });
}

function textOf(bytes: Buffer): string | CalendarProblem {
  const decoded = decodeBytes(bytes);
  if (!decoded.ok) {
    const value = decoded.line > 0 ? `line ${decoded.line}` : '';
    return { path: 'file', column: 'file', value, expected: decoded.expected };
  }
  if (decoded.text.trim() !== '') return decoded.text;
  return { path: 'file', column: 'file', value: '', expected: 'term dates: the file is empty' };
}

function formatOf(text: string): CalendarFormat {
  const start = text.trimStart();
  if (/^BEGIN:VCALENDAR/i.test(start)) return 'ical';
  return start.startsWith('{') || start.startsWith('[') ? 'json' : 'csv';
}
