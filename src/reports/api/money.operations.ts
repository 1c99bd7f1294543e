import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, operation, Refused } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { levelReached } from '../../impact/index.js';
import { mustHold } from '../../people/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { yearCosts } from '../costs/booking-costs.queries.js';
import type { BookingCost, UnborneCost } from '../costs/booking-costs.queries.js';
import { historyOf } from '../providers/provider-history.js';

const LEADS = ['cpdLeader', 'cpdTeam', 'head', 'deputy'];
const pence = z.int().meta({ description: 'Integer pence' });
const known = z.object({ value: z.int(), of: z.int() }).nullable();
const YEARS_OF = `select distinct a.cycle_id as id, a.id as activity from cpd.activity a where a.provider_id = $1
  order by a.cycle_id, a.id`;

/** What training costs, all in, and what providers have come to. */
@Injectable()
export class MoneyOperations implements ApiSurface {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  operations(): readonly Operation[] {
    return [this.costs(), this.history()];
  }

  private costs(): Operation {
    return operation({
      ...{ id: 'costs.ofActivity', method: 'get', path: '/activities/{id}/costs' },
      summary: 'All-in cost of each booking of an activity: cash, cover, and paid time beside them',
      description:
        'What was paid once for everybody is shared out, to the penny. Paid time is null where no rate is set.',
      params: idParam,
      response: z.object({
        bookings: z.array(
          z.object({
            bookingId: id,
            personId: id,
            cashPence: pence,
            coverPence: pence,
            minutes: z.int(),
            timePence: pence.nullable(),
            levelReached: z
              .int()
              .nullable()
              .meta({ description: '0: none was seen; null: nothing is known' }),
            outcome: z.string().nullable(),
          }),
        ),
        unborneCashPence: pence,
        total: z.object({
          cashPence: pence.meta({
            description: 'All that was paid, what nobody was booked to bear included',
          }),
          coverPence: pence,
          minutes: z.int(),
          timePence: pence.nullable().meta({ description: 'Beside cash, never added to it' }),
        }),
      }),
      run: ({ proof }, { params }) =>
        this.unit.run(proof, async (tx) => {
          mustHold(tx, LEADS, 'Costs');
          const [activity] = await tx.query<{ cycle: string }>(
            'select cycle_id as cycle from cpd.activity where id = $1',
            [params.id],
          );
          if (!activity)
            throw new Refused(404, 'not-found', 'There is no such activity, or it is not open to you.');
          const { bookings, unborne } = await yearCosts(tx, activity.cycle, params.id);
          return {
            bookings: bookings.map((it) => ({ ...costLine(it), levelReached: levelReached(it) })),
            unborneCashPence: unborne.reduce((sum, it) => sum + it.cashPence + it.coverPence, 0),
            total: totalOf(bookings, unborne),
          };
        }),
    });
  }

  private history(): Operation {
    return operation({
      ...{ id: 'providers.history', method: 'get', path: '/providers/{id}/history' },
      summary: 'What came of everything that a provider has done for this school',
      description:
        'For everybody on the staff, in totals; fewer than five people are not spoken of, but to those who lead CPD.',
      params: idParam,
      response: z.object({
        name: z.string(),
        activities: z.int(),
        people: z.int().nullable(),
        attended: known,
        met: known,
        levels: z.array(z.object({ level: z.int(), seen: known })).readonly(),
        worthTenths: z.int().nullable(),
        worthAnswers: z.int(),
        cashPence: pence.nullable(),
      }),
      run: ({ proof }, { params }) =>
        this.unit.run(proof, async (tx) => {
          const [provider] = await tx.query<{ name: string }>('select name from cpd.provider where id = $1', [
            params.id,
          ]);
          if (!provider)
            throw new Refused(404, 'not-found', 'There is no such provider, or it is not open to you.');
          const holds = (posts: readonly string[]): boolean =>
            posts.some((post) => tx.principal.audiences.includes(`post:${post}`));
          const reader = { leads: holds(LEADS), seesMoney: holds([...LEADS, 'finance']) };
          const bookings = await tx.asSystem((system) => everyBooking(system, params.id));
          return { ...provider, ...historyOf(bookings, reader) };
        }),
    });
  }
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, it) => total + it, 0);

/** All-in cost of an activity. Paid time is null where any of it has no rate: a part would pass for the whole. */
function totalOf(bookings: readonly BookingCost[], unborne: readonly UnborneCost[]) {
  const all = [...bookings, ...unborne];
  const priced = bookings.every(({ timePence }) => timePence !== null);
  return {
    cashPence: sum(all.map((it) => it.cashPence)),
    coverPence: sum(all.map((it) => it.coverPence)),
    minutes: sum(bookings.map((it) => it.minutes)),
    timePence: priced ? sum(bookings.map((it) => it.timePence ?? 0)) : null,
  };
}

const costLine = ({
  bookingId,
  personId,
  cashPence,
  coverPence,
  minutes,
  timePence,
  outcome,
}: BookingCost) => ({
  ...{ bookingId, personId, cashPence, coverPence, minutes, timePence, outcome },
});

/** As the system: totals are for everybody on the staff, bookings are not. */
async function everyBooking(tx: Tx, providerId: string): Promise<BookingCost[]> {
  const bookings: BookingCost[] = [];
  for (const { id: cycle, activity } of await tx.query<{ id: string; activity: string }>(YEARS_OF, [
    providerId,
  ]))
    bookings.push(...(await yearCosts(tx, cycle, activity)).bookings);
  return bookings;
}
