import type { Tx } from '../../platform/database/unit-of-work.js';
import { figure } from './figure.js';
import { once } from './once.js';
import type { Figure, FigureRow, FigureYear } from './figure.js';
import { paidTimeFigures } from './value-for-money.js';

const NO_POTS = 'No pots have been set up for this year, so there is no budget to compare with.';
const POTS = {
  name: 'reports.pots',
  text: `select 'pot' as kind, id, name || ', ' || financial_year as label, '{}'::text[] as people,
    array[financial_year, name] as part, true as counts, amount_pence::float8 as amount
  from cpd.pot where cycle_id = $1 order by financial_year, name, id`,
};
/** Signs make each line add to what is still to be paid, or to what has been: the ledger is only ever added to. */
const LEDGER = {
  name: 'reports.ledger',
  text: `select 'commitment' as kind, c.id, a.title || ' (' || c.line || ')' as label, '{}'::text[] as people,
    array[c.financial_year, c.kind] as part, true as counts,
    (c.pence * case when $2 = 'paid' then case when c.line in ('spent', 'charge') then 1 else 0 end
      when c.line = 'committed' then 1 else -1 end)::float8 as amount
  from cpd.commitment c join cpd.activity a on a.id = c.activity_id
  where c.cycle_id = $1 and (c.kind = 'cover') = $3 and ($2 = 'owed' or c.line in ('spent', 'charge'))
  order by c.at, c.id`,
};
/** The same ledger by pot. */
const BY_POT = {
  name: 'reports.ledger_by_pot',
  text: `select 'commitment' as kind, c.id, a.title || ' (' || c.line || ')' as label, '{}'::text[] as people,
    array[p.financial_year, p.name] as part, true as counts,
    (c.pence * case when $2 = 'paid' then 1 when c.line = 'committed' then 1 else -1 end)::float8 as amount
  from cpd.commitment c join cpd.activity a on a.id = c.activity_id join cpd.pot p on p.id = c.pot_id
  where c.cycle_id = $1 and ($2 = 'owed' or c.line in ('spent', 'charge')) order by c.at, c.id`,
};
const PLANNED = {
  name: 'reports.planned',
  text: `select 'planMoney' as kind, m.pot_id as id, p.name || ', version ' || m.version as label, '{}'::text[] as people,
    array[p.financial_year, p.name] as part, true as counts, m.pence::float8 as amount
  from cpd.plan_money m join cpd.plan l on l.id = m.plan_id join cpd.pot p on p.id = m.pot_id
  where l.cycle_id = $1 and m.version = (select max(version) from cpd.plan_money x where x.plan_id = m.plan_id)
  order by p.name, m.pot_id`,
};
/** Paid time beside cash: minutes of those who took part, whatever they are paid. */
const TIME = {
  name: 'reports.paid_time',
  text: `select 'booking' as kind, b.id, a.title as label, array[b.person_id::text] as people,
    array[case when p.staff_group in ('teacher', 'leadership') then 'teaching' else 'support' end] as part, true as counts,
    sum(t.minutes)::float8 as amount
  from cpd.attendance t join cpd.booking b on b.id = t.booking_id join cpd.activity a on a.id = b.activity_id
    join cpd.person p on p.id = b.person_id
  where b.cycle_id = $1 and t.mark <> 'absent' group by b.id, a.title, p.staff_group order by a.title, b.id`,
};

const ledger = (tx: Tx, year: FigureYear, what: 'owed' | 'paid', cover: boolean): Promise<FigureRow[]> =>
  once(tx, `ledger ${year.id} ${what} ${cover}`, () => tx.query<FigureRow>(LEDGER, [year.id, what, cover]));
const pots = (tx: Tx, year: FigureYear): Promise<FigureRow[]> =>
  once(tx, `pots ${year.id}`, () => tx.query<FigureRow>(POTS, [year.id]));
const byPot = (tx: Tx, year: FigureYear, what: 'owed' | 'paid'): Promise<FigureRow[]> =>
  once(tx, `pot ledger ${year.id} ${what}`, () => tx.query<FigureRow>(BY_POT, [year.id, what]));
const money = { section: 'cash', unit: 'pence', kind: 'sum' } as const;

/** Cash, in pence, with cover apart; paid time stands beside it and is never added. */
export const cashFigures: readonly Figure[] = [
  figure({
    ...{ ...money, name: 'budget', title: 'Budget', nothing: NO_POTS },
    words: 'What the pots of this year hold.',
    records: pots,
  }),
  figure({
    ...{ ...money, name: 'planned', title: 'Planned' },
    nothing: 'No training plan of this year has been approved.',
    words: 'What the training plan in force sets aside in each pot. Part of the budget, not spent.',
    records: (tx, year) => tx.query<FigureRow>(PLANNED, [year.id]),
  }),
  figure({
    ...{ ...money, name: 'committed', title: 'Committed, without cover' },
    words:
      'Fees, travel and materials of bookings that were agreed, less what was released, charged or spent since.',
    records: (tx, year) => ledger(tx, year, 'owed', false),
  }),
  figure({
    ...{ ...money, name: 'spent', title: 'Spent, without cover' },
    words:
      'Fees, travel and materials that were paid, with charges for cancellations. Recoverable VAT is left out.',
    records: (tx, year) => ledger(tx, year, 'paid', false),
  }),
  figure({
    ...{ ...money, name: 'coverCommitted', title: 'Cover committed' },
    words: 'Cover that was agreed, less what was released or paid since.',
    records: (tx, year) => ledger(tx, year, 'owed', true),
  }),
  figure({
    ...{ ...money, name: 'coverSpent', title: 'Cover spent' },
    words: 'Cover that was paid.',
    records: (tx, year) => ledger(tx, year, 'paid', true),
  }),
  figure({
    ...{ ...money, name: 'left', title: 'Left', nothing: NO_POTS },
    words: 'The budget less what is committed and spent, cover included.',
    records: async (tx, year) => {
      const budget = await pots(tx, year);
      if (budget.length === 0) return [];
      const gone = [];
      for (const cover of [false, true]) {
        gone.push(...(await ledger(tx, year, 'owed', cover)), ...(await ledger(tx, year, 'paid', cover)));
      }
      const used = gone.map((row) => ({ ...row, amount: -row.amount }));
      return [...budget, ...used].map((row) => ({ ...row, part: row.part.slice(0, 1) }));
    },
  }),
  figure({
    ...{ ...money, name: 'committedByPot', title: 'Committed', inTable: true },
    words: 'What was agreed from each pot, cover included, less what was released, charged or spent since.',
    records: (tx, year) => byPot(tx, year, 'owed'),
  }),
  figure({
    ...{ ...money, name: 'spentByPot', title: 'Spent', inTable: true },
    words: 'What was paid from each pot, cover and charges included.',
    records: (tx, year) => byPot(tx, year, 'paid'),
  }),
  figure({
    ...{ ...money, name: 'leftByPot', title: 'Left', inTable: true, nothing: NO_POTS },
    words: 'What each pot holds, less what is committed and spent from it.',
    records: async (tx, year) => {
      const gone = [];
      for (const what of ['owed', 'paid'] as const) gone.push(...(await byPot(tx, year, what)));
      return [...(await pots(tx, year)), ...gone.map((row) => ({ ...row, amount: -row.amount }))];
    },
  }),
  ...paidTimeFigures,
  figure({
    ...{ name: 'paidTime', section: 'cash', unit: 'minutes', kind: 'sum', title: 'Paid time' },
    nothing: 'No attendance has been recorded.',
    words:
      'Minutes for which staff took part. It stands beside cash and is not added to it: the pay is due anyway, and stands in pounds where the school has set hourly rates.',
    records: (tx, year) => tx.query<FigureRow>(TIME, [year.id]),
  }),
];
