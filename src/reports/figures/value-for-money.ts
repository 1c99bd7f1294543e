import { levelReached } from '../../impact/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { yearCosts } from '../costs/booking-costs.queries.js';
import type { BookingCost, YearCosts } from '../costs/booking-costs.queries.js';
import { figure } from './figure.js';
import { once } from './once.js';
import type { Figure, FigureRow, FigureSpec, FigureYear } from './figure.js';

const section = 'valueForMoney';
const NOTHING = 'Nothing was booked this year.';
const NOT_ATTENDED = 'No attendance has been recorded.';

type PartOf = (cost: BookingCost) => readonly string[];
const byKind: PartOf = ({ kind }) => [kind];
const byTheme: PartOf = ({ theme }) => [theme ?? 'noTheme'];
const byLevel: PartOf = (cost) => {
  const level = levelReached(cost);
  return [level === null ? 'levelUnknown' : `level${level}`];
};

const rowOf = (cost: BookingCost, part: readonly string[], amount: number, counts = true): FigureRow => ({
  ...{
    kind: 'cost',
    id: cost.bookingId,
    label: cost.activity,
    people: [cost.personId],
    part,
    counts,
    amount,
  },
});
/** What training of the year cost and came to, read once for all figures. */
export const costsOfYear = (tx: Tx, { id }: FigureYear): Promise<YearCosts> =>
  once(tx, `costs ${id}`, () => yearCosts(tx, id));
const bookings = async (tx: Tx, year: FigureYear): Promise<readonly BookingCost[]> =>
  (await costsOfYear(tx, year)).bookings;
const isJudged = ({ outcome }: BookingCost): boolean =>
  ['met', 'partlyMet', 'notMet'].includes(outcome ?? '');
const isMet = ({ outcome }: BookingCost): boolean => outcome === 'met';
const cash = ({ cashPence, coverPence }: BookingCost): number => cashPence + coverPence;

type What = Pick<FigureSpec, 'name' | 'title' | 'words'> & Partial<FigureSpec>;

/** Cash of every booking, and of what nobody was booked on: nothing that was paid is left out. */
const paid = (
  what: What,
  of: (cost: { cashPence: number; coverPence: number }) => number,
  part: 'kind' | 'theme',
) =>
  figure({
    ...{ section, unit: 'pence', kind: 'sum', inTable: true, nothing: NOTHING, ...what },
    records: async (tx, year) => {
      const costs = await costsOfYear(tx, year);
      return [
        ...costs.bookings.map((it) => rowOf(it, part === 'kind' ? byKind(it) : byTheme(it), of(it))),
        ...costs.unborne.map((it): FigureRow => ({
          ...{ kind: 'cost', id: it.activityId, label: it.activity, people: [], counts: true },
          ...{ part: part === 'kind' ? [it.kind] : ['noTheme'], amount: of(it) },
        })),
      ];
    },
  });

const time = (what: What, part: PartOf) =>
  figure({
    ...{ section, unit: 'minutes', kind: 'sum', inTable: true, nothing: NOT_ATTENDED, ...what },
    records: async (tx, year) =>
      (await bookings(tx, year)).filter((it) => it.minutes > 0).map((it) => rowOf(it, part(it), it.minutes)),
  });

const places = (what: What, part: PartOf) =>
  figure({
    ...{ section, unit: 'bookings', kind: 'count', inTable: true, nothing: NOT_ATTENDED, ...what },
    records: async (tx, year) =>
      (await bookings(tx, year)).filter((it) => it.minutes > 0).map((it) => rowOf(it, part(it), 0)),
  });

const met = (what: What, part: PartOf) =>
  figure({
    ...{
      section,
      unit: 'bookings',
      kind: 'share',
      inTable: true,
      nothing: 'No evaluation has been judged.',
      ...what,
    },
    records: async (tx, year) =>
      (await bookings(tx, year)).filter(isJudged).map((it) => rowOf(it, part(it), 0, isMet(it))),
  });

/** For each place taken up: the sum of all over those. */
const each = (what: What, amount: (cost: BookingCost) => number, part: PartOf) =>
  figure({
    ...{ section, unit: 'pence', kind: 'each', inTable: true, nothing: NOT_ATTENDED, ...what },
    records: async (tx, year) =>
      (await bookings(tx, year)).filter((it) => it.minutes > 0).map((it) => rowOf(it, part(it), amount(it))),
  });

const SHARED = 'What was paid once for everybody is shared out over those who were there.';

/** Value for money: cash and paid time beside each other, always with numbers of places and judgements. */
export const valueForMoneyFigures: readonly Figure[] = [
  each(
    {
      ...{ name: 'cashPerPlace', title: 'Cash for each place taken up', inTable: false },
      words: `Fee, travel, materials, charges and cover of places that were taken up, divided by those places, by kind. ${SHARED}`,
    },
    cash,
    byKind,
  ),
  places(
    { name: 'placesByKind', title: 'Places taken up', words: 'Bookings with attendance, by kind.' },
    byKind,
  ),
  met(
    {
      name: 'metPlacesByKind',
      title: 'Outcomes met',
      words: 'Bookings whose outcome was met, of all judged one by one, by kind.',
    },
    byKind,
  ),
  paid(
    {
      name: 'cashByKind',
      title: 'Cash',
      words: `Fee, travel, materials and charges that were paid, by kind. ${SHARED}`,
    },
    (it) => it.cashPence,
    'kind',
  ),
  paid(
    { name: 'coverByKind', title: 'Cover', words: 'Cover that was paid, by kind.' },
    (it) => it.coverPence,
    'kind',
  ),
  time(
    { name: 'timeByKind', title: 'Paid time', words: 'Minutes for which staff took part, by kind.' },
    byKind,
  ),
  places(
    {
      name: 'placesByTheme',
      title: 'Places taken up',
      words: 'Bookings with attendance, by theme of the need.',
    },
    byTheme,
  ),
  met(
    {
      name: 'metPlacesByTheme',
      title: 'Outcomes met',
      words: 'Bookings whose outcome was met, of all judged one by one, by theme.',
    },
    byTheme,
  ),
  paid(
    {
      name: 'cashByTheme',
      title: 'Cash',
      words: `Fee, travel, materials and charges that were paid, by theme of the need. ${SHARED}`,
    },
    (it) => it.cashPence,
    'theme',
  ),
  paid(
    { name: 'coverByTheme', title: 'Cover', words: 'Cover that was paid, by theme of the need.' },
    (it) => it.coverPence,
    'theme',
  ),
  time(
    {
      name: 'timeByTheme',
      title: 'Paid time',
      words: 'Minutes for which staff took part, by theme of the need.',
    },
    byTheme,
  ),
  each(
    {
      ...{ name: 'cashByLevel', title: 'Cash for each place' },
      words: `Cash and cover of places that were taken up, divided by those places, by the highest level that was seen. ${SHARED}`,
    },
    cash,
    byLevel,
  ),
  time(
    {
      name: 'timeByLevel',
      title: 'Paid time',
      words: 'Minutes of the same places, by the highest level that was seen.',
    },
    byLevel,
  ),
  figure({
    ...{ name: 'costPerOutcome', section, unit: 'pence', kind: 'each', appendix: true, least: 10 },
    title: 'Cash for each outcome met',
    nothing: 'No evaluation has been judged.',
    words: `All cash of bookings that were judged one by one, divided by those whose outcome was met. For ten cases or more; context, never a verdict. ${SHARED}`,
    records: async (tx, year) =>
      (await bookings(tx, year)).filter(isJudged).map((it) => rowOf(it, byKind(it), cash(it), isMet(it))),
  }),
  figure({
    ...{ name: 'timePerOutcome', section, unit: 'minutes', kind: 'each', appendix: true, least: 10 },
    title: 'Paid time for each outcome met',
    nothing: 'No evaluation has been judged.',
    words: 'Minutes of the same bookings, divided by those whose outcome was met. Never added to the cash.',
    records: async (tx, year) =>
      (await bookings(tx, year)).filter(isJudged).map((it) => rowOf(it, byKind(it), it.minutes, isMet(it))),
  }),
];

/** Paid time in pounds stands in the section on cash, beside the cash. */
export const paidTimeFigures: readonly Figure[] = [
  figure({
    ...{
      name: 'paidTimePriced',
      section: 'cash',
      unit: 'pence',
      kind: 'sum',
      title: 'Paid time at the school’s hourly rates',
    },
    nothing: 'No hourly rates are set for the staff groups that took part, so paid time has no price.',
    words:
      'Minutes of attendance at the hourly rate of the staff group on that day. Beside cash, never added to it: the pay is due anyway.',
    records: async (tx, year) =>
      (await bookings(tx, year))
        .filter((it) => it.minutes > 0 && it.timePence !== null)
        .map((it) => ({ ...rowOf(it, groupOf(it), it.timePence ?? 0) })),
  }),
  figure({
    ...{
      name: 'paidTimeUnpriced',
      section: 'cash',
      unit: 'minutes',
      kind: 'sum',
      title: 'Paid time without a rate',
    },
    nothing: NOT_ATTENDED,
    words: 'Minutes of attendance of staff groups for which the school has set no hourly rate on that day.',
    records: async (tx, year) =>
      (await bookings(tx, year))
        .filter((it) => it.minutes > 0)
        .map((it) => rowOf(it, groupOf(it), it.timePence === null ? it.minutes : 0)),
  }),
];

function groupOf({ staffGroup }: BookingCost): readonly string[] {
  return [staffGroup === 'teacher' || staffGroup === 'leadership' ? 'teaching' : 'support'];
}
