import type { z } from 'zod';
import { localDate } from '../../platform/calendar/index.js';
import { capital, figures, paths, plainDate, whose, withQuery } from '../../web/index.js';
import type { Link, Markup, PageModel } from '../../web/index.js';
import type { recordLine, recordPlaces } from '../records.schemas.js';
import { kindOf, kindsOf } from '../kinds.js';

type Places = z.output<typeof recordPlaces>;
type Line = z.output<typeof recordLine>;

export interface KindsModel extends PageModel {
  readonly kinds: readonly { readonly href: string; readonly title: string; readonly explain: string }[];
}

export interface KindModel extends PageModel {
  readonly heading: string;
  readonly lede: string;
  readonly picture: Markup;
  readonly pictureLabel: string;
  readonly places: readonly {
    readonly label: string;
    readonly explain: string;
    readonly count: Link | null;
    readonly depth: number;
  }[];
  readonly chosen: {
    readonly heading: string;
    readonly rows: readonly {
      readonly href: string;
      readonly name: string;
      readonly standing: string;
      readonly since: string;
    }[];
  } | null;
}

/** The order in which a year meets them. */
const ORDER = ['cycle', 'review', 'standards', 'need', 'plan', 'activity', 'booking', 'impact', 'report'];

export function presentKinds(
  kinds: readonly { readonly name: string; readonly explain: string }[],
): KindsModel {
  const sorted = [...kinds].sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
  return {
    title: 'How it works',
    kinds: sorted.map(({ name, explain }) => ({
      href: paths.howOneWorks.to({ kind: name }),
      title: capital(kindsOf(name)),
      explain,
    })),
  };
}

export const placeAddress = (kind: string, path: string): string =>
  `${withQuery(paths.howOneWorks.to({ kind }), { at: path })}#records`;

export function presentKind(
  places: Places,
  picture: Markup,
  chosen: { readonly path: string; readonly records: readonly Line[] } | null,
  reader: string,
  at: string,
): KindModel {
  const kinds = kindsOf(places.chart);
  const place = places.places.find(({ path }) => path === chosen?.path);
  return {
    title: `How ${kinds} work`,
    heading: `How ${kinds} work`,
    lede: `${places.explain} ${totalOf(places)}`,
    back: { href: paths.howItWorks.pattern, text: 'How it works' },
    picture,
    pictureLabel: `The whole way of ${kinds}`,
    places: places.places.map(({ path, label, explain, n, depth }) => ({
      label,
      explain,
      depth,
      count:
        n > 0
          ? { href: placeAddress(places.chart, path), text: figures(n, kindOf(places.chart), kinds) }
          : null,
    })),
    chosen:
      chosen && place
        ? {
            heading: place.label,
            rows: chosen.records.map((line) => ({
              href: paths.record.to({ id: line.id }),
              name: nameOf(line, reader),
              standing: line.standing,
              since: plainDate(localDate(line.changedAt), localDate(at)),
            })),
          }
        : null,
  };
}

function totalOf({ total, chart }: Places): string {
  if (total === 0) return 'There are none yet that you may see.';
  return `You may see ${figures(total, kindOf(chart), kindsOf(chart))}; the numbers count those.`;
}

function nameOf({ title, subject, chart }: Line, reader: string): string {
  if (subject === null) return title ?? capital(kindOf(chart));
  const owner = subject.id === reader ? 'Your' : whose(subject.name);
  return `${owner} ${kindOf(chart)}${title === null ? '' : `: ${title}`}`;
}
