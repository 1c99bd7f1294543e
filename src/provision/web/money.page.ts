import { z } from 'zod';
import { get, money, paths, show, view, withQuery } from '../../web/index.js';
import type { PageModel } from '../../web/index.js';

interface MoneyModel extends PageModel {
  readonly lede: string;
  readonly years: readonly { readonly text: string; readonly href: string; readonly isHere: boolean }[];
  readonly figures: readonly { readonly name: string; readonly value: string; readonly more: string }[];
  readonly pots: readonly {
    readonly name: string;
    readonly year: string;
    readonly amount: string;
    readonly outstanding: string;
    readonly spent: string;
    readonly cover: string;
    readonly left: string;
    readonly isOver: boolean;
    /** Hundredths of the pot: spent, then promised. */
    readonly spentShare: number;
    readonly promisedShare: number;
  }[];
}

const moneyView = view<MoneyModel>('provision/web/money.njk');
const pot = z.object({
  name: z.string(),
  financialYear: z.string(),
  amountPence: z.int(),
  outstandingPence: z.int(),
  spentPence: z.int(),
  coverPence: z.int(),
  leftPence: z.int(),
});
type Pot = z.output<typeof pot>;
const cycles = z.object({ cycles: z.array(z.object({ id: z.string(), title: z.string() })) });

/** What is promised, paid and left, by pot. Nobody sees here what a training need was. */
export const moneyPage = get(paths.money, async (visit) => {
  const { cycles: years } = await visit.ask('cycles.list', cycles);
  const year = years.find(({ id }) => id === visit.query['year']) ?? years[0];
  const { pots } = await visit.ask('money.pots', z.object({ pots: z.array(pot) }), {
    query: year ? { cycleId: year.id } : {},
  });
  const sum = (of: (one: Pot) => number): number => pots.reduce((all, one) => all + of(one), 0);
  return show(moneyView, {
    title: 'Money',
    lede: year
      ? `What is promised, paid and left for training in ${year.title}.`
      : 'What is promised, paid and left for training.',
    years: years.map(({ id, title }) => ({
      text: title,
      href: withQuery(paths.money.pattern, { year: id }),
      isHere: id === year?.id,
    })),
    figures: [
      { name: 'In all pots', value: money(sum((it) => it.amountPence)), more: '' },
      {
        name: 'Spent',
        value: money(sum((it) => it.spentPence)),
        more: `of ${money(sum((it) => it.amountPence))}`,
      },
      {
        name: 'Promised, not paid yet',
        value: money(sum((it) => it.outstandingPence)),
        more: `${money(sum((it) => it.coverPence))} of all is cover`,
      },
      {
        name: 'Left',
        value: money(sum((it) => it.leftPence)),
        more: `of ${money(sum((it) => it.amountPence))}`,
      },
    ],
    pots: pots.map((one) => ({
      name: one.name,
      year: one.financialYear,
      amount: money(one.amountPence),
      outstanding: money(one.outstandingPence),
      spent: money(one.spentPence),
      cover: money(one.coverPence),
      left: money(one.leftPence),
      isOver: one.leftPence < 0,
      ...sharesOf(one),
    })),
  });
});

function sharesOf({ amountPence, spentPence, outstandingPence }: Pot) {
  const whole = Math.max(1, amountPence, spentPence + outstandingPence);
  const share = (pence: number): number => Math.round((1000 * Math.max(0, pence)) / whole) / 10;
  return { spentShare: share(spentPence), promisedShare: share(outstandingPence) };
}
