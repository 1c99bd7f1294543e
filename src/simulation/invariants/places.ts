import type { Invariant } from '../../engine/index.js';
import type { World } from '../school/world.js';

const OVERFULL = `select a.title from cpd.activity a join engine.instance i on i.id = a.id
  where (i.snapshot #>> '{context,capacity}')::int < (select count(*) from cpd.place p where p.activity_id = a.id)
    or (i.snapshot #>> '{context,taken}')::int <> (select count(*) from cpd.place p where p.activity_id = a.id)
  order by a.title`;
const TWICE = `select a.title || ': ' || p.surname as title from cpd.place l join cpd.booking b on b.id = l.booking_id
  join cpd.activity a on a.id = l.activity_id join cpd.person p on p.id = b.person_id
  group by a.title, p.surname, l.activity_id, b.person_id having count(*) > 1 order by 1`;
const IN_BOTH = `select p.booking_id::text as title from cpd.place p join cpd.waiting w on w.booking_id = p.booking_id`;
/** A seated booking has its place; one that ended has none. */
const ASTRAY = `select i.id::text as title from engine.instance i
    left join cpd.place p on p.booking_id = i.id
  where i.chart = 'booking' and (i.state like '%seated%' and p.booking_id is null
    or i.state like 'ended%' and p.booking_id is not null)`;

/** Places taken are no more than there are, and nobody holds two. */
export async function placesHold(world: World): Promise<Invariant[]> {
  return Promise.all([
    none(world, 'places taken are within capacity and as counted', OVERFULL),
    none(world, 'nobody holds two places on one activity', TWICE),
    none(world, 'nobody both has a place and waits for one', IN_BOTH),
    none(world, 'bookings with a place have it, ended ones do not', ASTRAY),
  ]);
}

/** Holds where a query finds nothing; its rows name what breaks it. */
export async function none(world: World, name: string, sql: string): Promise<Invariant> {
  const rows = await world.look<{ title: string }>(sql);
  const detail = rows
    .slice(0, 5)
    .map(({ title }) => title)
    .join('; ');
  return { name, ok: rows.length === 0, detail: rows.length === 0 ? 'none' : `${rows.length}: ${detail}` };
}
