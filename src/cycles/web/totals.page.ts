import { z } from 'zod';
import { capital, get, joined, money, paths, show, view } from '../../web/index.js';
import type { PageModel } from '../../web/index.js';

interface TotalsModel extends PageModel {
  readonly heading: string;
  readonly lede: string;
  readonly figures: readonly { readonly name: string; readonly value: string; readonly more: string }[];
  readonly needs: readonly {
    readonly staff: string;
    readonly people: string;
    readonly met: string;
    readonly waiting: string;
    readonly declined: string;
  }[];
  readonly cash: readonly {
    readonly year: string;
    readonly kind: string;
    readonly committed: string;
    readonly spent: string;
  }[];
}

const totalsView = view<TotalsModel>('cycles/web/totals.njk');
const cycles = z.object({ cycles: z.array(z.object({ id: z.string(), title: z.string() })) });
const n = z.int().nullable();
const needs = z.object({
  totals: z.array(z.object({ staff: z.array(z.string()), people: z.int(), met: n, waiting: n, declined: n })),
});
const cash = z.object({
  totals: z.array(
    z.object({ financialYear: z.string(), kind: z.string(), committedPence: z.int(), spentPence: z.int() }),
  ),
});
const TOO_FEW = 'too few to say';
const KINDS: Readonly<Record<string, string>> = {
  fee: 'Fees',
  travel: 'Travel',
  cover: 'Cover',
  other: 'Other',
};

/** The year in totals, for governors: nobody is named, and what is too small to show says so. */
export const totalsPage = get(paths.totals, async (visit) => {
  const { cycles: years } = await visit.ask('cycles.list', cycles);
  const year = years[0];
  const query = { cycleId: year?.id };
  const [found, spent] = year
    ? await Promise.all([
        visit.ask('needs.totals', needs, { query }),
        visit.ask('money.totals', cash, { query }),
      ])
    : [{ totals: [] }, { totals: [] }];
  const sum = (of: (one: (typeof spent.totals)[number]) => number): number =>
    spent.totals.reduce((all, one) => all + of(one), 0);
  const said = (value: number | null): string => (value === null ? TOO_FEW : String(value));
  return show(totalsView, {
    title: 'Totals',
    heading: year ? `${year.title} in totals` : 'The year in totals',
    lede: 'As the records stand today. Nobody is named; small groups are taken together or left out.',
    figures:
      spent.totals.length > 0
        ? [
            {
              name: 'Spent',
              value: money(sum((it) => it.spentPence)),
              more: `of ${money(sum((it) => it.committedPence))} promised`,
            },
          ]
        : [],
    needs: found.totals.map((one) => ({
      staff: capital(joined(one.staff.map(wordsOf))),
      people: String(one.people),
      ...{ met: said(one.met), waiting: said(one.waiting), declined: said(one.declined) },
    })),
    cash: spent.totals.map((one) => ({
      year: one.financialYear,
      kind: KINDS[one.kind] ?? capital(one.kind),
      committed: money(one.committedPence),
      spent: money(one.spentPence),
    })),
  });
});

/** 'teachingAssistant' -> 'teaching assistant'. */
const wordsOf = (code: string): string => code.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
