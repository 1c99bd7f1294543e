import { z } from 'zod';
import { localDate } from '../../platform/calendar/index.js';
import {
  capital,
  count,
  get,
  longDate,
  paths,
  plainDate,
  show,
  view,
  withQuery,
  writtenDate,
} from '../../web/index.js';
import type { Link, PageModel } from '../../web/index.js';

interface CoverModel extends PageModel {
  readonly heading: string;
  readonly lede: string;
  readonly before: Link;
  readonly after: Link;
  readonly days: readonly {
    readonly name: string;
    readonly lines: readonly {
      readonly person: string;
      readonly time: string;
      readonly covered: string;
      readonly isOpen: boolean;
      readonly href: string;
    }[];
  }[];
}

const coverView = view<CoverModel>('provision/web/cover.njk');
const line = z.object({
  bookingId: z.string(),
  person: z.string(),
  on: z.string(),
  from: z.string(),
  to: z.string(),
  arranged: z.boolean(),
  coveredBy: z.string().nullable(),
});

/** A week: who must be covered when, and who stands in. Never why somebody is away. */
export const coverPage = get(paths.cover, async (visit) => {
  const today = localDate(await visit.now());
  const asked = writtenDate(visit.query['week'] ?? today, today);
  const monday = mondayOf(/^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today);
  const { cover } = await visit.ask('cover.week', z.object({ cover: z.array(line) }), {
    query: { from: monday },
  });
  const week = cover.filter(({ on }) => on >= monday && on < later(monday, 7));
  const open = week.filter(({ arranged }) => !arranged).length;
  const to = (date: string, text: string): Link => ({
    href: withQuery(paths.cover.pattern, { week: date }),
    text,
  });
  return show(coverView, {
    title: `Cover, week of ${plainDate(monday)}`,
    heading: `Cover in the week of ${plainDate(monday, today)}`,
    lede:
      week.length === 0
        ? 'Nobody needs cover for training in this week.'
        : open === 0
          ? 'All of it is arranged.'
          : `${capital(count(open, 'lesson time', 'lesson times'))} still to arrange.`,
    before: to(later(monday, -7), 'The week before'),
    after: to(later(monday, 7), 'The week after'),
    days: [0, 1, 2, 3, 4, 5, 6]
      .map((n) => later(monday, n))
      .filter((date, n) => n < 5 || week.some(({ on }) => on === date))
      .map((date) => ({
        name: longDate(date, today),
        lines: week
          .filter(({ on }) => on === date)
          .map((it) => ({
            person: it.person,
            time: `${it.from.slice(0, 5)} to ${it.to.slice(0, 5)}`,
            covered: it.arranged ? `${it.coveredBy ?? 'Somebody'} stands in` : 'Nobody yet',
            isOpen: !it.arranged,
            href: paths.record.to({ id: it.bookingId }),
          })),
      })),
  });
});

function later(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function mondayOf(date: string): string {
  const weekday = (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;
  return later(date, -weekday);
}
