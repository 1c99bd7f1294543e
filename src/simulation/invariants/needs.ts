import type { Invariant } from '../../engine/index.js';
import type { World } from '../school/world.js';
import { none } from './places.js';

/** Passed on, and yet no need has begun; or wanted by both in a review whose needs have passed, and not passed. */
const LOST = `select a.id::text as title from confidential.annex_item a join engine.instance r on r.id = a.review_id
  where a.dropped_at is null and (
    a.passed_at is not null and not exists (
      select from engine.instance n where n.chart = 'need' and n.key = 'annex:' || a.id)
    or a.passed_at is null and a.settled_at is null and r.snapshot #>> '{context,needsPassed}' = 'true'
      and a.shared_at is not null and a.wanted_by_reviewee and a.wanted_by_reviewer
      and a.added_at < (r.snapshot #>> '{context,agreedAt}')::timestamptz)
  order by 1`;

/** A need that is under way has a booking that is; one that waits or is planned has none with a place. */
const APART = `select n.id::text as title from engine.instance n where n.chart = 'need' and n.status = 'active'
  and n.state like 'live.provided%' and not exists (
    select from cpd.booking_purpose p join engine.instance b on b.id = p.booking_id
     where p.need_id = n.id and b.state !~ '^ended')
  order by 1`;
const UNTOLD = `select b.id::text as title from engine.instance b join cpd.booking_purpose p on p.booking_id = b.id
  join engine.instance n on n.id = p.need_id
  where b.chart = 'booking' and b.state like '%seated%' and n.status = 'active' and n.state !~ '(provided|paused|judged)'
  order by 1`;
const UNEVALUATED = `select b.id::text as title from engine.instance b
  where b.chart = 'booking' and b.snapshot #>> '{context,impactStarted}' = 'true'
    and not exists (select from engine.instance i where i.chart = 'impact' and i.key = b.id::text)
  order by 1`;
const UNPLANNED = `select n.id::text as title from engine.instance n where n.chart = 'need'
  and n.snapshot #>> '{context,planItemId}' is not null and n.state ~ 'planned'
  and not exists (select from cpd.plan_line l where l.id::text = n.snapshot #>> '{context,planItemId}')
  order by 1`;

/** Every agreed need is accounted for, and records that belong together say the same. */
export function needsHold(world: World): Promise<Invariant[]> {
  return Promise.all([
    none(world, 'every agreed annex need has a record of its own', LOST),
    none(world, 'needs under way have a booking', APART),
    none(world, 'needs know of the places that are booked for them', UNTOLD),
    none(world, 'attended bookings have their evaluation', UNEVALUATED),
    none(world, 'planned needs have a line in the plan', UNPLANNED),
  ]);
}
