import type { z } from 'zod';
import { localDate } from '../../platform/calendar/index.js';
import { kindOf } from '../../records/index.js';
import {
  capital,
  count,
  dueWords,
  joined,
  longDate,
  nearDate,
  paths,
  plainDate,
  postTitle,
  small,
  whose,
} from '../../web/index.js';
import type { PageModel } from '../../web/index.js';
import type { awaited, duty, myYear, yearRecord } from '../home.schemas.js';
import { taskPage } from './task-pages.js';

type Duty = z.output<typeof duty>;
type Awaited = z.output<typeof awaited>;
type YearRecord = z.output<typeof yearRecord>;

export interface HomeModel extends PageModel {
  readonly greeting: string;
  readonly lede: string;
  readonly needsYou: readonly TaskRow[];
  /** Beyond the first ones: said, never hidden. */
  readonly more: string | null;
  readonly waiting: readonly WaitingRow[];
  readonly year: { readonly title: string; readonly entries: readonly TimelineEntry[] } | null;
}

/** For the macro `taskRow`. */
export interface TaskRow {
  readonly when: string;
  readonly left: string;
  readonly late: boolean;
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly action: string;
}

interface WaitingRow {
  readonly what: string;
  readonly about: string;
  readonly href: string;
  readonly who: string;
  readonly since: string;
}

/** For the macro `timeline`. */
export interface TimelineEntry {
  readonly title: string;
  readonly text: string;
  readonly kind: 'done' | 'now' | 'next';
  readonly href?: string;
}

export interface HomeFacts {
  readonly person: { readonly id: string; readonly name: string };
  readonly at: string;
  readonly duties: readonly Duty[];
  readonly awaited: readonly Awaited[];
  readonly myYear: z.output<typeof myYear>;
}

const SHOWN = 12;
const LONGEST_LINE = 9;
/** Forms of address that a name may begin with. */
const TITLES: ReadonlySet<string> = new Set([
  'Mr',
  'Mrs',
  'Ms',
  'Miss',
  'Mx',
  'Dr',
  'Prof',
  'Rev',
  'Revd',
  'Sir',
  'Dame',
]);

export function presentHome({ person, at, duties, awaited: others, myYear: year }: HomeFacts): HomeModel {
  const today = localDate(at);
  const rows = duties.map((one) => taskRow(one, person.id, today));
  return {
    title: 'Today',
    greeting: `${greetingAt(at)}, ${forenameOf(person.name)}`,
    lede: ledeOf(rows, today),
    needsYou: rows.slice(0, SHOWN),
    more: rows.length > SHOWN ? `And ${count(rows.length - SHOWN, 'more thing')} after these.` : null,
    waiting: others.map((one) => waitingRow(one, person.id, today)),
    year: year.year && { title: year.year.title, entries: timelineOf(year, today) },
  };
}

function taskRow(one: Duty, reader: string, today: string): TaskRow {
  return {
    ...dueWords(one.dueOn, today, one.workingDays),
    title: one.label,
    text: `${aboutOf(one, reader)}. ${one.because}`,
    ...taskPage(one, reader),
  };
}

function waitingRow(one: Awaited, reader: string, today: string): WaitingRow {
  const names = one.who.map(({ name, post }) => (post === null ? name : `${name}, ${postTitle(post)}`));
  return {
    what: one.label,
    about: aboutOf(one, reader),
    href: paths.record.to({ id: one.record }),
    who: joined(names, 'or') || 'Nobody yet: the post is vacant',
    since: nearDate(localDate(one.since), today),
  };
}

/** 'Your training need: Hearing readers', 'Tara Quill’s review', 'Training plan'. */
function aboutOf(one: Pick<Duty, 'chart' | 'title' | 'subject'>, reader: string): string {
  const { chart, title, subject } = one;
  const kind = kindOf(chart);
  const owner = subject === null ? '' : subject.id === reader ? 'your' : whose(subject.name);
  return capital(`${owner} ${kind}`.trim()) + (title === null ? '' : `: ${title}`);
}

function ledeOf(rows: readonly TaskRow[], today: string): string {
  const date = `It is ${longDate(today)}.`;
  if (rows.length === 0) return `${date} Nothing needs you just now.`;
  const late = rows.filter((row) => row.late).length;
  const things = capital(`${count(rows.length, 'thing')} ${rows.length === 1 ? 'needs' : 'need'} you`);
  const lateWords =
    late === 0
      ? ''
      : late === rows.length
        ? ', late already'
        : `, ${count(late, 'of them', 'of them')} late already`;
  return `${things}${lateWords}. ${date}`;
}

/** 'Tunde' of 'Mr Tunde Adeyemi'. */
function forenameOf(name: string): string {
  const words = name.split(' ').filter((word) => !TITLES.has(word.replace('.', '')));
  return words[0] ?? name;
}

function greetingAt(at: string): string {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: 'numeric', hour12: false }).format(
      new Date(at),
    ),
  );
  if (hour < 12) return 'Good morning';
  return hour < 18 ? 'Good afternoon' : 'Good evening';
}

function timelineOf({ year, records }: z.output<typeof myYear>, today: string): TimelineEntry[] {
  const dated = records.map((record) => ({
    date: record.on ?? record.changedOn,
    entry: entryOf(record, today),
  }));
  const ends = [
    { date: year?.reviewsDueOn, title: 'Reviews agreed by now' },
    { date: year?.closesOn, title: 'The year closes' },
  ].flatMap(({ date, title }) =>
    date && date >= today
      ? [{ date, entry: { title, text: plainDate(date, today), kind: 'next' as const } }]
      : [],
  );
  const line = [...dated, ...ends].sort((a, b) => a.date.localeCompare(b.date)).map(({ entry }) => entry);
  // What is done is history: of a long line the end counts.
  const past = line.filter(({ kind }) => kind === 'done');
  const drop = Math.min(past.length, Math.max(0, line.length - LONGEST_LINE));
  const dropped = new Set<TimelineEntry>(past.slice(0, drop));
  return line.filter((entry) => !dropped.has(entry)).slice(0, LONGEST_LINE + 3);
}

function entryOf(record: YearRecord, today: string): TimelineEntry {
  const date = record.on ?? record.changedOn;
  const kind = capital(kindOf(record.chart));
  return {
    title: record.title ?? kind,
    text: `${plainDate(date, today)}. ${record.title === null ? record.standing : `${kind}: ${small(record.standing)}`}`,
    kind: record.isDone ? 'done' : record.isMineNow ? 'now' : 'next',
    href: paths.record.to({ id: record.record }),
  };
}
