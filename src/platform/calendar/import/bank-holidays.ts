import { z } from 'zod';
import type { IsoDate } from '../types.js';
import type { CalendarProblem } from './outcome.js';
import { DATE_EXPECTED, writtenDate } from './written-date.js';

const Division = z.object({ events: z.array(z.object({ title: z.string(), date: z.string() })).min(1) });

/** Refused with every problem, or the dates in order with their titles. */
export type BankHolidayImport =
  | { readonly ok: false; readonly problems: readonly CalendarProblem[] }
  | {
      readonly ok: true;
      readonly bankHolidays: readonly IsoDate[];
      readonly titles: Readonly<Record<IsoDate, string>>;
      readonly warnings: readonly string[];
    };

/**
 * Bank holidays in the shape of gov.uk/bank-holidays.json: division -> events with title and date. `until` is the last
 * date for which they are needed: a list whose last calendar year is earlier is refused.
 */
export function importBankHolidays(
  text: string,
  { division = 'england-and-wales', until }: { division?: string; until?: IsoDate } = {},
): BankHolidayImport {
  const read = events(text, division);
  if (!Array.isArray(read)) return { ok: false, problems: [read] };
  const path = (index: number): string => `${division}.events[${index}]`;
  const dated = read.map(({ title, date }, index) => ({
    title,
    written: date,
    date: writtenDate(date),
    path: path(index),
  }));
  const problems: CalendarProblem[] = dated
    .filter(({ date }) => date === undefined)
    .map(({ written, path: at }) => ({ path: at, column: 'date', value: written, expected: DATE_EXPECTED }));
  const titles = Object.fromEntries(
    dated.flatMap(({ date, title }) => (date === undefined ? [] : [[date, title]])),
  );
  const bankHolidays = Object.keys(titles).sort();
  const last = bankHolidays.at(-1);
  if (until !== undefined && last !== undefined && last.slice(0, 4) < until.slice(0, 4)) {
    const expected = `bank holidays to the end of ${until.slice(0, 4)}`;
    problems.push({ path: `${division}.events`, column: 'date', value: `ends on ${last}`, expected });
  }
  if (problems.length > 0) return { ok: false, problems };
  const twice = dated.length - bankHolidays.length;
  return {
    ok: true,
    bankHolidays,
    titles,
    warnings: twice > 0 ? [`${twice} dates are in the list more than once.`] : [],
  };
}

function events(text: string, division: string): z.infer<typeof Division>['events'] | CalendarProblem {
  let raw: unknown;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const value = error instanceof Error ? error.message : '';
    return {
      path: 'file',
      column: 'file',
      value,
      expected: 'a JSON document as on gov.uk/bank-holidays.json',
    };
  }
  const found = z.object({ [division]: Division }).safeParse(raw);
  if (found.success) return found.data[division]?.events ?? [];
  const issue = found.error.issues[0];
  const path = issue?.path.join('.') || 'file';
  return {
    path,
    column: division,
    value: text.slice(0, 40),
    expected: 'division, then events with title and date',
  };
}
