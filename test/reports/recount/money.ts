import { everybody, total } from './year.js';
import type { Count, Counts, Year } from './year.js';

const cash = (value: number): Count => ({ value, of: null, people: null });
const JUDGED = ['met', 'partlyMet', 'notMet'];

/** Half a penny up, in whole numbers only. */
const rounded = (penceMinutes: bigint): number => Number((penceMinutes * 2n + 60n) / 120n);

/** Everything that is paid or owed, by hand. */
export function money(year: Year): Counts {
  const { raw, at } = year;
  const ledger = raw.commitment.filter((it) => it.cycle_id === at.id);
  const sum = (lines: readonly string[], cover: boolean): number =>
    total(
      ledger.filter((it) => lines.includes(it.line) && (it.kind === 'cover') === cover).map((it) => it.pence),
    );
  const paid = (cover: boolean): number => sum(['spent', 'charge'], cover);
  const owed = (cover: boolean): number => sum(['committed'], cover) - sum(['released'], cover) - paid(cover);
  const pots = raw.pot.filter((it) => it.cycle_id === at.id);
  const budget = total(pots.map((it) => it.amount_pence));
  const gone = paid(false) + paid(true) + owed(false) + owed(true);
  return {
    budget: pots.length ? cash(budget) : null,
    planned: planned(year),
    committed: cash(owed(false)),
    spent: cash(paid(false)),
    coverCommitted: cash(owed(true)),
    coverSpent: cash(paid(true)),
    left: pots.length ? cash(budget - gone) : null,
    committedByPot: cash(owed(false) + owed(true)),
    spentByPot: cash(paid(false) + paid(true)),
    inHouseCash: cash(paid(false) + paid(true)),
    doneCash: cash(paid(false) + paid(true)),
    cashByKind: year.bookings.length ? cash(paid(false)) : null,
    coverByTheme: year.bookings.length ? cash(paid(true)) : null,
    ...time(year),
    ...each(year),
  };
}

function planned({ raw, at }: Year): Count | null {
  const plan = raw.plan.find((it) => it.cycle_id === at.id);
  const rows = raw.plan_money.filter((it) => it.plan_id === plan?.id);
  const latest = Math.max(...rows.map((it) => it.version));
  return rows.length ? cash(total(rows.filter((it) => it.version === latest).map((it) => it.pence))) : null;
}

function time(year: Year): Counts {
  const there = year.bookings.filter((it) => year.wasThere(it.id));
  const counted = there.filter((it) => year.minutes(it.id) > 0);
  const prices = counted.map((it) => priceOf(year, it));
  const minutes = (ids: readonly { id: string; person_id: string }[]): Count => ({
    ...{ value: total(ids.map((it) => year.minutes(it.id))), of: null },
    people: everybody(ids.map((it) => it.person_id)),
  });
  const priced = prices.filter((it) => it !== null);
  return {
    paidTime: there.length ? minutes(there) : null,
    hoursByKind: there.length ? minutes(there) : null,
    paidTimePriced: priced.length
      ? {
          ...{ value: total(priced), of: null },
          people: everybody(counted.filter((_, n) => prices[n] !== null).map((it) => it.person_id)),
        }
      : null,
    paidTimeUnpriced: counted.length
      ? {
          ...{
            value: total(counted.map((it, n) => (prices[n] === null ? year.minutes(it.id) : 0))),
            of: null,
          },
          people: everybody(counted.map((it) => it.person_id)),
        }
      : null,
  };
}

function priceOf(year: Year, { id, person_id }: { id: string; person_id: string }): number | null {
  const group = year.person(person_id).staff_group;
  let sum = 0n;
  for (const { on, minutes } of year.sittings(id).filter((it) => it.minutes > 0)) {
    const days = year.raw.hourly_rate.filter((it) => it.staff_group === group && it.from_on <= on);
    const latest = days
      .map((it) => it.from_on)
      .sort()
      .at(-1);
    const rate = days.find((it) => it.from_on === latest);
    if (!rate) return null;
    sum += BigInt(minutes) * BigInt(rate.pence);
  }
  return rounded(sum);
}

/** What every booking bears: its own, and its part of what was paid once for everybody. */
function borne(year: Year): Map<string, number> {
  const paid = year.raw.commitment.filter(
    (it) => it.cycle_id === year.at.id && (it.line === 'spent' || it.line === 'charge'),
  );
  const all = new Map<string, number>();
  for (const { id } of year.bookings)
    all.set(id, total(paid.filter((it) => it.booking_id === id).map((it) => it.pence)));
  for (const activity of new Set(paid.filter((it) => it.booking_id === null).map((it) => it.activity_id))) {
    const booked = year.bookings.filter((it) => it.activity_id === activity).map((it) => it.id);
    const there = booked.filter((id) => year.minutes(id) > 0);
    const bearers = (there.length > 0 ? there : booked).sort();
    for (const cover of [true, false]) {
      const once = total(
        paid
          .filter(
            (it) => it.booking_id === null && it.activity_id === activity && (it.kind === 'cover') === cover,
          )
          .map((it) => it.pence),
      );
      bearers.forEach((id, n) => {
        const least = Math.floor(once / bearers.length);
        all.set(id, (all.get(id) ?? 0) + least + (n < once - least * bearers.length ? 1 : 0));
      });
    }
  }
  return all;
}

function each(year: Year): Counts {
  const costs = borne(year);
  const there = year.bookings.filter((it) => year.minutes(it.id) > 0);
  const judged = year.bookings.filter((it) => JUDGED.includes(year.outcomeOf(it.id) ?? ''));
  const met = judged.filter((it) => year.outcomeOf(it.id) === 'met');
  const of = (ids: readonly { id: string }[]): number => total(ids.map((it) => costs.get(it.id) ?? 0));
  const per = (value: number, cases: readonly { person_id: string }[]): Count => ({
    ...{ value: Math.round(value / cases.length), of: cases.length },
    people: everybody(cases.map((it) => it.person_id)),
  });
  const enough = met.length >= 10;
  return {
    cashPerPlace: there.length ? per(of(there), there) : null,
    costPerOutcome: enough ? per(of(judged), met) : null,
    timePerOutcome: enough ? per(total(judged.map((it) => year.minutes(it.id))), met) : null,
  };
}
