import { z } from 'zod';
import { localDate } from '../../platform/calendar/index.js';
import { capital, figures, get, longDate, paths, show, view, withQuery } from '../../web/index.js';
import type { Link, PageModel } from '../../web/index.js';

interface ProgressModel extends PageModel {
  readonly heading: string;
  readonly lede: string;
  readonly year: readonly {
    readonly title: string;
    readonly text: string;
    readonly kind: 'done' | 'now' | 'next';
  }[];
  readonly disputes: readonly (Link & { readonly note: string })[];
  readonly kinds: readonly {
    readonly title: string;
    readonly total: string;
    readonly href: string;
    readonly places: readonly (Link & { readonly n: number; readonly share: number })[];
  }[];
  readonly cycle: Link | null;
  readonly setUp: Link | null;
}

const progressView = view<ProgressModel>('cycles/web/progress.njk');
const cycles = z.object({
  cycles: z.array(z.object({ id: z.string(), title: z.string(), state: z.string().nullable() })),
});
const cycle = z.object({
  at: z.array(z.object({ label: z.string(), explain: z.string() })),
  dates: z.record(z.string(), z.string()),
});
const places = z.object({
  title: z.string(),
  total: z.int(),
  places: z.array(
    z.object({ path: z.string(), label: z.string(), n: z.int(), depth: z.int(), final: z.boolean() }),
  ),
});
const lines = z.object({
  records: z.array(z.object({ id: z.string(), title: z.string().nullable(), standing: z.string() })),
});

/** What people of the year go through, in the order in which a year has it. */
const KINDS = [
  ['review', 'Reviews'],
  ['standards', 'Self-assessments'],
  ['need', 'Training needs'],
  ['booking', 'Bookings'],
  ['impact', 'Evaluations'],
] as const;
const DATES: readonly (readonly [key: string, title: string])[] = [
  ['opensOn', 'The year opens'],
  ['reviewsDueOn', 'Reviews agreed'],
  ['needsSortedOn', 'Training needs sorted'],
  ['planAmendedOn', 'Training plan amended'],
  ['reportDueOn', 'Impact report with the head'],
  ['closesOn', 'The year closes'],
];
/** Where records stand about which people disagree. */
const DISPUTED = /contested|disput|disagree/i;

/** Where the year stands: counts for everybody who leads, records only as far as they are open to whoever looks. */
export const progressPage = get(paths.progress, async (visit) => {
  const today = localDate(await visit.now());
  const { cycles: years } = await visit.ask('cycles.list', cycles);
  const current = years[0];
  const year = current && (await visit.ask('cycles.get', cycle, { params: { id: current.id } }));
  const counted = await Promise.all(
    KINDS.map(async ([kind, title]) => ({
      kind,
      title,
      found: await visit.ask('records.places', places, { params: { kind } }),
    })),
  );
  const dates = DATES.flatMap(([key, title]) => {
    const on = year?.dates[key];
    return on ? [{ title, on }] : [];
  }).sort((a, b) => (a.on < b.on ? -1 : 1));
  const next = dates.find(({ on }) => on >= today);
  return show(progressView, {
    title: 'Progress',
    heading: current ? `How ${current.title} is going` : 'How the year is going',
    lede: year ? (year.at.at(-1)?.explain ?? '') : 'No year has been set up yet.',
    year: dates.map(({ title, on }) => ({
      title,
      text: longDate(on, today),
      kind: on < today ? ('done' as const) : on === next?.on ? ('now' as const) : ('next' as const),
    })),
    disputes: await disputesOf(visit, counted),
    kinds: counted
      .filter(({ found }) => found.total > 0)
      .map(({ kind, title, found }) => {
        const here = paths.howOneWorks.to({ kind });
        const standing = leaves(found.places);
        const most = Math.max(1, ...standing.map(({ n }) => n));
        return {
          title,
          total: figures(found.total, 'record'),
          href: here,
          places: standing.map(({ path, label, n }) => ({
            href: withQuery(here, { at: path }),
            text: capital(label),
            n,
            share: Math.round((1000 * n) / most) / 10,
          })),
        };
      }),
    setUp: current
      ? { href: paths.settingsYearPots.to({ id: current.id }), text: 'Priorities and money of the year' }
      : { href: paths.settingsYear.pattern, text: 'Set up a year' },
    cycle: current
      ? { href: paths.record.to({ id: current.id }), text: 'Where the year is, and how it got here' }
      : null,
  });
});

type Place = z.output<typeof places>['places'][number];

/** The innermost places with somebody in them: what holds others would count them twice. */
function leaves(all: readonly Place[]): Place[] {
  return all.filter(
    ({ path, n }) => n > 0 && !all.some((other) => other.n > 0 && other.path.startsWith(`${path}.`)),
  );
}

async function disputesOf(
  visit: Parameters<Parameters<typeof get>[1]>[0],
  counted: readonly { readonly kind: string; readonly found: { readonly places: readonly Place[] } }[],
): Promise<(Link & { note: string })[]> {
  const found: (Link & { note: string })[] = [];
  for (const { kind, found: known } of counted) {
    for (const { path } of leaves(known.places).filter((it) => DISPUTED.test(it.path))) {
      const { records } = await visit.ask('records.at', lines, { params: { kind }, query: { at: path } });
      found.push(
        ...records.map(({ id, title, standing }) => ({
          href: paths.record.to({ id }),
          text: title ?? 'A record that is confidential',
          note: standing,
        })),
      );
    }
  }
  return found;
}
