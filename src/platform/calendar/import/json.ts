import { z } from 'zod';
import { SCHOOL_ZONE } from '../types.js';
import { accept } from './accept.js';
import type { Entry, EntryKind } from './entry.js';
import type { CalendarImport, CalendarProblem, ImportOptions } from './outcome.js';
import { readStretch } from './stretch.js';

const Stretch = z.object({ name: z.string().default(''), start: z.string(), end: z.string() });
const Year = z.object({
  zone: z.string().optional(),
  terms: z.array(Stretch).optional(),
  half_terms: z.array(Stretch).optional(),
  holidays: z.array(Stretch).optional(),
  insetDays: z.array(z.string()).optional(),
  inset_days: z.array(z.string()).optional(),
  bankHolidays: z.array(z.string()).optional(),
  closures: z.array(z.string()).optional(),
});
type Year = z.infer<typeof Year>;

const STRETCHES = { terms: 'term', half_terms: 'term', holidays: 'holiday' } as const;
const DAYS = {
  insetDays: 'inset',
  inset_days: 'inset',
  bankHolidays: 'bankHoliday',
  closures: 'closure',
} as const;

/**
 * Term dates from JSON: a calendar as `SchoolCalendar` has it (plus `holidays`, which cut terms), a year as open data
 * has it (`half_terms`, taught stretches in spite of their name, and `inset_days`), or a list of either for one
 * school. Problems carry the path of the value.
 */
export function importTermDatesJson(text: string, options: ImportOptions = {}): CalendarImport {
  let raw: unknown;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const value = error instanceof Error ? error.message : text.slice(0, 40);
    return { ok: false, problems: [{ path: 'file', column: 'file', value, expected: 'a JSON document' }] };
  }
  const list = Array.isArray(raw);
  const checked = z.array(Year).safeParse(list ? raw : [raw]);
  if (!checked.success) return { ok: false, problems: checked.error.issues.map(wrongShape(raw, list)) };
  const read = checked.data.map((year, index) => readYear(year, list ? `[${index}].` : '', options));
  const [entries, problems] = [read.flatMap((year) => year.entries), read.flatMap((year) => year.problems)];
  return accept({ entries, problems, warnings: [] }, options);
}

function readYear(
  year: Year,
  prefix: string,
  options: ImportOptions,
): { entries: Entry[]; problems: CalendarProblem[] } {
  const entries: Entry[] = [];
  const problems: CalendarProblem[] = [];
  const add = (kind: EntryKind, name: string, from: string, to: string, path: string): void => {
    const read = readStretch({ kind, name, from, to, place: { path } }, { from: 'start', to: 'end' });
    if (Array.isArray(read)) problems.push(...read);
    else entries.push(read);
  };
  const zone = options.zone ?? SCHOOL_ZONE;
  if (year.zone !== undefined && year.zone !== zone) {
    problems.push({ path: `${prefix}zone`, column: 'zone', value: year.zone, expected: zone });
  }
  for (const key of Object.keys(STRETCHES) as (keyof typeof STRETCHES)[]) {
    for (const [index, { name, start, end }] of (year[key] ?? []).entries()) {
      add(STRETCHES[key], name, start, end, `${prefix}${key}[${index}]`);
    }
  }
  for (const key of Object.keys(DAYS) as (keyof typeof DAYS)[]) {
    for (const [index, day] of (year[key] ?? []).entries())
      add(DAYS[key], '', day, day, `${prefix}${key}[${index}]`);
  }
  return { entries, problems };
}

function wrongShape(raw: unknown, list: boolean): (issue: z.core.$ZodIssue) => CalendarProblem {
  return ({ path, message }) => {
    const own = list ? path : path.slice(1);
    const value = own.reduce<unknown>(
      (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
      raw,
    );
    const shown = own.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
    return {
      path: shown.replace(/^\./, '') || 'file',
      column: String(own.at(-1) ?? 'file'),
      value: (JSON.stringify(value) ?? '').slice(0, 80),
      expected: message,
    };
  };
}
