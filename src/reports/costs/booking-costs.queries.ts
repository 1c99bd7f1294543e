import { hourlyRates, priceOf } from '../../impact/index.js';
import type { LevelFacts, TimeSpent } from '../../impact/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { shareOut } from '../../provision/index.js';

/** One booking with everything that it cost, and what is known to have come of it. Money in pence. */
export interface BookingCost extends LevelFacts {
  readonly bookingId: string;
  readonly activityId: string;
  readonly activity: string;
  readonly kind: string;
  readonly external: boolean;
  readonly personId: string;
  readonly staffGroup: string | null;
  /** Title; null: the booking is for no need with a theme. */
  readonly theme: string | null;
  /** Fee, travel, materials and charges that were paid, with its share of what was paid once for everybody. */
  readonly cashPence: number;
  readonly coverPence: number;
  readonly minutes: number;
  /** Null: no hourly rate is set for some of the time. */
  readonly timePence: number | null;
  /** Its own, or that of a group. What a group's came to is nobody's in particular, so it has no outcome here. */
  readonly evaluationId: string | null;
}

interface Row extends Omit<BookingCost, 'timePence'> {
  readonly time: readonly Omit<TimeSpent, 'staffGroup'>[];
}

const ROWS = {
  name: 'impact.booking_costs',
  text: `select b.id as "bookingId", b.activity_id as "activityId", a.title as activity, a.kind, a.external,
    b.person_id as "personId", p.staff_group as "staffGroup",
    (select t.title from cpd.booking_purpose u join cpd.need_now n on n.id = u.need_id join cpd.theme t on t.id = n.theme_id
      where u.booking_id = b.id) as theme,
    coalesce(m.cash, 0)::float8 as "cashPence", coalesce(m.cover, 0)::float8 as "coverPence",
    coalesce(t.minutes, 0)::float8 as minutes, coalesce(t.time, '[]') as time,
    v.id as "evaluationId", v.outcome, r.worth, r.learnt, r.support, u.use, w.use as "seenUse",
    v.own is true and (exists (select from cpd.evaluation_evidence d where d.evaluation_id = v.id and d.level = 5)
      or exists (select from cpd.evaluation_measure d where d.evaluation_id = v.id)) as evidenced
  from cpd.booking b
  join cpd.activity a on a.id = b.activity_id
  join cpd.person p on p.id = b.person_id
  left join lateral (select sum(c.pence) filter (where c.kind <> 'cover') as cash,
      sum(c.pence) filter (where c.kind = 'cover') as cover
    from cpd.commitment c where c.booking_id = b.id and c.line in ('spent', 'charge')) m on true
  left join lateral (select sum(x.minutes) as minutes,
      jsonb_agg(jsonb_build_object('on', s.on_date, 'minutes', x.minutes) order by s.on_date, s.id) as time
    from cpd.attendance x join cpd.session s on s.id = x.session_id
    where x.booking_id = b.id and x.mark <> 'absent') t on true
  left join lateral (select e.id, e.booking_id is not null as own,
      case when e.booking_id is not null then i.snapshot #>> '{context,outcome}' end as outcome
    from cpd.evaluation e join engine.instance i on i.id = e.id
    where e.activity_id = b.activity_id and i.state <> 'void' and (e.booking_id = b.id
      or e.booking_id is null and i.snapshot #> '{context,people,person}' @> to_jsonb(b.person_id::text))
    order by e.booking_id nulls last limit 1) v on true
  left join cpd.evaluation_response r on r.evaluation_id = v.id and r.person_id = b.person_id and r.stage = 'reaction'
  left join cpd.evaluation_response u on u.evaluation_id = v.id and u.person_id = b.person_id and u.stage = 'application'
  left join cpd.evaluation_response w on w.evaluation_id = v.id and w.person_id = b.person_id and w.stage = 'managerView'
  where b.cycle_id = $1 and ($2::uuid is null or b.activity_id = $2)
  order by a.title, b.id`,
};
const FIXED = {
  name: 'impact.fixed_costs',
  text: `select c.activity_id as "activityId", a.title as activity, a.kind, a.external,
    coalesce(sum(c.pence) filter (where c.kind <> 'cover'), 0)::float8 as "cashPence",
    coalesce(sum(c.pence) filter (where c.kind = 'cover'), 0)::float8 as "coverPence"
  from cpd.commitment c join cpd.activity a on a.id = c.activity_id
  where c.booking_id is null and c.cycle_id = $1 and ($2::uuid is null or c.activity_id = $2) and c.line in ('spent', 'charge')
  group by c.activity_id, a.title, a.kind, a.external order by c.activity_id`,
};
/** What was paid once for everybody, where nobody had a booking to bear it. */
export interface UnborneCost {
  readonly activityId: string;
  readonly activity: string;
  readonly kind: string;
  readonly external: boolean;
  readonly cashPence: number;
  readonly coverPence: number;
}

export interface YearCosts {
  readonly bookings: readonly BookingCost[];
  readonly unborne: readonly UnborneCost[];
}

/**
 * Every booking of a year with its all-in cost: its own money, its share of what was paid once for everybody (those who were
 * there bear it, to the penny; where nobody was, all who were booked), and paid time beside it. As the caller.
 */
export async function yearCosts(
  tx: Tx,
  cycleId: string,
  activityId: string | null = null,
): Promise<YearCosts> {
  const rates = await hourlyRates(tx);
  const rows = await tx.query<Row>(ROWS, [cycleId, activityId]);
  const fixed = await tx.query<UnborneCost>(FIXED, [cycleId, activityId]);
  return withFixed(
    rows.map(({ time, ...row }) => ({
      ...row,
      timePence: priceOf(
        time.map((it) => ({ ...it, staffGroup: row.staffGroup })),
        rates,
      ),
    })),
    fixed,
  );
}

/** Shares out what was paid once for everybody. Pure. */
export function withFixed(bookings: readonly BookingCost[], fixed: readonly UnborneCost[]): YearCosts {
  const extra = new Map<string, { cash: number; cover: number }>();
  const unborne: UnborneCost[] = [];
  for (const cost of fixed) {
    const booked = bookings.filter((it) => it.activityId === cost.activityId);
    const there = booked.filter((it) => it.minutes > 0);
    const bearers = there.length > 0 ? there : booked;
    if (bearers.length === 0) unborne.push(cost);
    const weights = bearers.map(() => 1);
    const cash = bearers.length > 0 ? shareOut(cost.cashPence, weights) : [];
    const cover = bearers.length > 0 ? shareOut(cost.coverPence, weights) : [];
    bearers.forEach(({ bookingId }, at) =>
      extra.set(bookingId, { cash: cash[at] ?? 0, cover: cover[at] ?? 0 }),
    );
  }
  return {
    bookings: bookings.map((it) => ({
      ...it,
      cashPence: it.cashPence + (extra.get(it.bookingId)?.cash ?? 0),
      coverPence: it.coverPence + (extra.get(it.bookingId)?.cover ?? 0),
    })),
    unborne,
  };
}
