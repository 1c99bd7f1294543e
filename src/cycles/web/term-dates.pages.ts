import { z } from 'zod';
import { problemOf } from '../../api/index.js';
import { localDate } from '../../platform/calendar/index.js';
import {
  count,
  get,
  goTo,
  longDate,
  paths,
  plainDate,
  post,
  show,
  view,
  writtenDate,
} from '../../web/index.js';
import type { PageModel, Reply, Visit } from '../../web/index.js';

interface DatesModel extends PageModel {
  readonly lede: string;
  readonly terms: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly days: readonly { readonly title: string; readonly dates: readonly string[] }[];
  readonly closures: readonly { readonly date: string; readonly text: string }[];
  readonly assumptions: readonly string[];
  readonly problems: readonly { readonly place: string; readonly value: string; readonly expected: string }[];
  readonly errors: readonly { readonly text: string; readonly href: string }[];
  readonly fileError: string | null;
  readonly closedError: string | null;
  readonly closedTyped: string;
}

const datesView = view<DatesModel>('cycles/web/term-dates.njk');
const calendar = z.object({
  terms: z.array(z.object({ name: z.string(), start: z.string(), end: z.string() })),
  insetDays: z.array(z.string()),
  bankHolidays: z.array(z.string()),
  closures: z.array(z.string()),
  assumptions: z.array(z.string()),
});
const brought = z.object({ clocksMoved: z.int(), warnings: z.array(z.string()).default([]) });
const found = z.object({
  problems: z
    .array(
      z.object({
        line: z.number().nullish(),
        column: z.string().nullish(),
        value: z.string().nullish(),
        expected: z.string(),
      }),
    )
    .default([]),
});
/** This year and the next are what people look for. */
const MOST_TERMS = 12;
const MOST_DAYS = 16;

export const datesPage = get(paths.settingsDates, (visit) => dates(visit));

/** Term dates, or bank holidays as gov.uk publishes them: all of a file, or nothing. */
export const sendDates = post(paths.settingsDates, async (visit) => {
  const file = visit.fields.file('file');
  if (!file || file.content.length === 0) return dates(visit, { fileError: 'Choose a file of dates' });
  const isHolidays = visit.fields.text('what') === 'bankHolidays';
  try {
    const answer = brought.parse(
      await visit.tell(isHolidays ? 'school.importBankHolidays' : 'school.importCalendar', {
        body: file.content,
      }),
    );
    return goTo(paths.settingsDates.pattern, {
      title: isHolidays ? 'The bank holidays are in' : 'The term dates are in',
      text: `${movedWords(answer.clocksMoved)} ${answer.warnings.join(' ')}`.slice(0, 480),
    });
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status !== 422 && problem.status !== 413) throw error;
    const { problems } = found.parse(problem);
    return dates(visit, { fileError: problem.detail, problems });
  }
});

/** Snow: the school is shut on a day, or open after all. */
export const setClosed = post(paths.settingsClosure, async (visit) => {
  const typed = visit.fields.text('date');
  const date = writtenDate(typed, localDate(await visit.now()));
  const closed = visit.fields.text('_what') !== 'open';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date))
    return dates(visit, { closedError: 'Enter a day, like 12 January 2027', closedTyped: typed });
  const answer = brought.parse(await visit.tell('school.setClosure', { params: { date }, body: { closed } }));
  return goTo(paths.settingsDates.pattern, {
    title: `${longDate(date)} counts as ${closed ? 'closed' : 'open'}`,
    text: movedWords(answer.clocksMoved),
  });
});

const movedWords = (n: number): string =>
  n === 0 ? 'No deadline moves.' : `${count(n, 'deadline moves', 'deadlines move')} with it.`;

const yearBefore = (date: string): string => `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`;

interface Again {
  readonly fileError?: string;
  readonly closedError?: string;
  readonly closedTyped?: string;
  readonly problems?: z.output<typeof found>['problems'];
}

async function dates(visit: Visit<string>, again: Again = {}): Promise<Reply> {
  const known = await visit.ask('school.calendar', calendar);
  const yearAgo = yearBefore(localDate(await visit.now()));
  const said = (all: readonly string[]): string[] =>
    all
      .filter((it) => it >= yearAgo)
      .slice(0, MOST_DAYS)
      .map((it) => longDate(it, '2000-01-01'));
  const errors = [
    ...(again.fileError ? [{ text: again.fileError, href: '#file' }] : []),
    ...(again.closedError ? [{ text: again.closedError, href: '#date' }] : []),
  ];
  return show(
    datesView,
    {
      title: 'Term dates',
      back: { href: paths.settings.pattern, text: 'School settings' },
      lede:
        known.terms.length > 0
          ? 'Deadlines count school days by these dates. When they change, deadlines move with them.'
          : 'No dates are known yet: deadlines count as in a usual year until they are.',
      terms: known.terms
        .filter(({ end }) => end >= yearAgo)
        .slice(0, MOST_TERMS)
        .map(({ name, start, end }) => ({
          name,
          from: plainDate(start),
          to: plainDate(end),
        })),
      days: [
        { title: 'INSET days', dates: said(known.insetDays) },
        { title: 'Bank holidays', dates: said(known.bankHolidays) },
      ],
      closures: known.closures.map((date) => ({ date, text: longDate(date, '2000-01-01') })),
      assumptions: known.assumptions,
      problems: (again.problems ?? []).map(({ line, column, value, expected }) => ({
        place: [line ? `line ${line}` : '', column ?? ''].filter(Boolean).join(', '),
        value: value ?? '',
        expected,
      })),
      ...{ errors, fileError: again.fileError ?? null, closedError: again.closedError ?? null },
      closedTyped: again.closedTyped ?? '',
    },
    errors.length > 0 ? 422 : 200,
  );
}
