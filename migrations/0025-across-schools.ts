/**
 * Across schools: places for the staff of other schools of a trust, referrals to the trust or the local authority, and how
 * many are out of a school on one day.
 *
 * An activity belongs to the school that hosts it; a booking, its money and its evaluation to the school of the person who goes, so their links to the
 * activity and its sessions name no school. Whether they may stand there is asked when a booking is written.
 */
export class AcrossSchools1790000000025 {
  readonly name = 'AcrossSchools1790000000025';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(TREE);
    await q.query(PLACES);
    await q.query(OFFERED);
    await q.query(REFERRALS);
    await q.query(OWNED);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const HERE = 'school_id = (select auth.school())';
const ME = '(select auth.person())';
const SYSTEM = '(select auth.is_system())';

const TREE = `
-- The trust and the local authority that a school belongs to, nearest first.
create function cpd.organisations_above() returns table (id uuid, kind text, name text, height int, advised boolean)
language sql stable security definer set search_path = pg_catalog as $$
  with recursive above as (
    select o.parent_id as id, 1 as height from cpd.organisation o where o.id = auth.school()
    union all
    select o.parent_id, a.height + 1 from above a join cpd.organisation o on o.id = a.id where a.height < 8
  )
  select o.id, o.kind, o.name, min(a.height), exists (select from cpd.post p where p.school_id = o.id and p.post = 'adviser'
      and p.from_date <= engine.now()::date and (p.to_date is null or p.to_date > engine.now()::date))
    from above a join cpd.organisation o on o.id = a.id group by o.id, o.kind, o.name order by min(a.height)
$$;
-- The other schools of the trust.
create function cpd.schools_beside() returns table (id uuid, name text)
language sql stable security definer set search_path = pg_catalog as $$
  with recursive trust as (
    select a.id from cpd.organisations_above() a where a.kind = 'trust' order by a.height limit 1
  ), below as (
    select t.id, 1 as depth from trust t
    union all
    select o.id, b.depth + 1 from below b join cpd.organisation o on o.parent_id = b.id where b.depth < 8
  )
  select o.id, o.name from below b join cpd.organisation o on o.id = b.id
    where o.kind = 'school' and o.id <> auth.school() order by o.name, o.id
$$;
`;

const ACTIVITY_LINKS: readonly (readonly [table: string, column: string, target: string])[] = [
  ['booking', 'activity_id', 'activity'],
  ['place', 'activity_id', 'activity'],
  ['waiting', 'activity_id', 'activity'],
  ['commitment', 'activity_id', 'activity'],
  ['share_back', 'activity_id', 'activity'],
  ['evaluation', 'activity_id', 'activity'],
  ['cover_request', 'session_id', 'session'],
  ['attendance', 'session_id', 'session'],
  ['portfolio_line', 'milestone_id', 'milestone'],
];
const links = (columns: (column: string) => string, key: string, named: (column: string) => string): string =>
  ACTIVITY_LINKS.map(
    ([table, column, target]) => `alter table cpd.${table} drop constraint ${table}_${named(column)}_fkey,
  add foreign key (${columns(column)}) references cpd.${target} (${key});`,
  ).join('\n');

/** An activity's record is open to this school: its own, or one that another school offers. */
const OPEN_TO_SYSTEM = `auth.is_system() and exists (select from engine.instance o where o.id = p_activity
    and o.chart = 'activity' and (o.tenant_id = auth.school() or 'org:' || auth.school() = any (o.audience)))`;

const PLACES = `
${links(
  (column) => column,
  'id',
  (column) => `school_id_${column}`,
)}

-- Nobody books what neither their own school nor another one offers them.
create function cpd.guard_booking() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from cpd.activity v where v.id = new.activity_id and (v.school_id = new.school_id
      or v.school_id = new.host_school_id and exists (select from engine.instance i where i.id = v.id
        and 'org:' || new.school_id = any (i.audience)))) then
    raise exception 'not offered to this school' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard before insert on cpd.booking for each row execute function cpd.guard_booking();

grant select, insert, delete on cpd.place, cpd.waiting to cpd_engine;
grant usage on sequence cpd.waiting_position_seq to cpd_engine;
grant select on cpd.policy to cpd_engine;
create policy engine_gives on cpd.place for insert to cpd_engine with check (true);
create policy engine_frees on cpd.place for delete to cpd_engine using (true);
create policy engine on cpd.waiting to cpd_engine using (true) with check (true);
create policy engine on cpd.policy for select to cpd_engine using (true);

-- Who has a place ('placed'), who waits ('waiting'), of whatever school, first come first, and the booking that is asking.
-- allowed: whole-school days, and whatever was allowed all the same, count no heads.
create function cpd.places_at(p_activity uuid, p_booking uuid)
returns table (booking_id uuid, school_id uuid, person_id uuid, standing text, allowed boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select b.id, b.school_id, b.person_id, h.standing, coalesce((i.snapshot #>> '{context,inherits}')::boolean, false)
      or coalesce((i.snapshot #>> '{context,clashAllowed}')::boolean, false)
    from (select l.booking_id, 'placed' as standing, 0::bigint as position from cpd.place l where l.activity_id = p_activity
      union all select w.booking_id, 'waiting', w.position from cpd.waiting w where w.activity_id = p_activity
      union all select p_booking, 'asking', 0 where not exists (select from cpd.place l where l.booking_id = p_booking)
        and not exists (select from cpd.waiting w where w.booking_id = p_booking)) h
    join cpd.booking b on b.id = h.booking_id and b.activity_id = p_activity
    join engine.instance i on i.id = b.id
    where ${OPEN_TO_SYSTEM}
    order by h.position, b.id
$$;

-- Gives a place ('place'), a position on the waiting list ('queue'), or takes either away ('none'). Runs under the
-- activity's lock, which the engine holds.
create function cpd.put_place(p_activity uuid, p_booking uuid, p_where text, p_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not (${OPEN_TO_SYSTEM}) then
    raise exception 'not open to this school' using errcode = '42501';
  end if;
  delete from cpd.waiting w where w.activity_id = p_activity and w.booking_id = p_booking;
  if p_where = 'place' then
    insert into cpd.place (booking_id, school_id, activity_id, taken_at)
      select b.id, b.school_id, b.activity_id, p_at from cpd.booking b where b.id = p_booking and b.activity_id = p_activity;
  else
    delete from cpd.place l where l.activity_id = p_activity and l.booking_id = p_booking;
  end if;
  if p_where = 'queue' then
    insert into cpd.waiting (booking_id, school_id, activity_id)
      select b.id, b.school_id, b.activity_id from cpd.booking b where b.id = p_booking and b.activity_id = p_activity;
  end if;
end $$;

-- The days of an activity on which people are out of what they usually do.
create function cpd.release_days(p_activity uuid) returns setof date
language sql stable security definer set search_path = pg_catalog as $$
  select distinct s.on_date from cpd.session s join engine.instance v on v.id = s.activity_id
    cross join lateral jsonb_to_recordset(v.snapshot #> '{context,sessions}') as e(id uuid, state text)
    where s.activity_id = p_activity and s.release and e.id = s.id and e.state = 'planned' and ${OPEN_TO_SYSTEM}
    order by 1
$$;

-- Who of the staff of some schools is out on the days of an activity, through a place on whatever it is, the booking
-- p_without apart; and how many that school can spare at once, null where it has said nothing.
create function cpd.out_on_days(p_activity uuid, p_schools uuid[], p_without uuid)
returns table (school_id uuid, on_date date, people uuid[], most int)
language sql stable security definer set search_path = pg_catalog as $$
  select o.id, d.on_date, array(select distinct b.person_id from cpd.session s
      join engine.instance v on v.id = s.activity_id
      cross join lateral jsonb_to_recordset(v.snapshot #> '{context,sessions}') as e(id uuid, state text)
      join cpd.place l on l.activity_id = s.activity_id
      join cpd.booking b on b.id = l.booking_id and b.school_id = o.id
      where s.on_date = d.on_date and s.release and e.id = s.id and e.state <> 'cancelled'
        and b.id is distinct from p_without),
      (select p.number from cpd.policy p where p.school_id = o.id and p.key = 'booking.mostOut')
    from unnest(p_schools) as o(id) cross join cpd.release_days(p_activity) as d(on_date)
$$;

-- Other activities on the same days for whose waiting list a place that was given back may make room.
create function cpd.waiting_elsewhere(p_activity uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
  select distinct s.activity_id from cpd.release_days(p_activity) as d(on_date)
    join cpd.session s on s.on_date = d.on_date and s.release and s.activity_id <> p_activity
    join cpd.waiting w on w.activity_id = s.activity_id
    where w.school_id in (select b.school_id from cpd.booking b where b.activity_id = p_activity)
$$;
`;

const OFFERED_TABLES = [
  ['activity', 'id'],
  ['session', 'activity_id'],
  ['milestone', 'activity_id'],
] as const;

const OFFERED = `
-- What another school offers is there for everybody to whom its record is open, as the engine has it.
${OFFERED_TABLES.map(
  ([table, column]) => `create policy offered on cpd.${table} for select to cpd_app using (
  school_id <> (select auth.school()) and exists (select from engine.instance i where i.id = ${table}.${column}));`,
).join('\n')}
-- What a place costs the school that sends somebody; null: what it costs anybody.
alter table cpd.activity_cost add column guest_fee_pence int check (guest_fee_pence between 0 and 1000000000);
grant update (guest_fee_pence) on cpd.activity_cost to cpd_app;
-- Its price is looked up for a booking; pots and fixed fees of the host are not shown to people of another school.
create policy offered on cpd.activity_cost for select to cpd_app using (school_id <> (select auth.school())
  and ${SYSTEM} and exists (select from engine.instance i where i.id = activity_cost.activity_id));

-- The host takes the register of guests: their marks belong to their own school and are passed on to their bookings.
create policy guests on cpd.attendance for all to cpd_app
  using (${SYSTEM} and exists (select from cpd.session s where s.id = session_id and s.school_id = (select auth.school())))
  with check (${SYSTEM} and exists (select from cpd.session s where s.id = session_id
    and s.school_id = (select auth.school())));

-- Who comes from other schools, for those who lead or organise it: whose staff they are, where they stand, and what their
-- school pays for the place. Nothing else of their booking.
create function cpd.activity_guests(p_activity uuid)
returns table (booking_id uuid, school text, name text, placed boolean, waiting boolean, fee_pence int)
language sql stable security definer set search_path = pg_catalog as $$
  select b.id, o.name, p.forename || ' ' || p.surname, l.booking_id is not null, w.booking_id is not null, b.fee_pence
    from cpd.activity v
    join cpd.booking b on b.activity_id = v.id and b.school_id <> v.school_id
    join cpd.organisation o on o.id = b.school_id
    join cpd.person p on p.id = b.person_id
    left join cpd.place l on l.booking_id = b.id
    left join cpd.waiting w on w.booking_id = b.id
    where v.id = p_activity and v.school_id = auth.school() and cpd.leads_activity(v.id)
      and (l.booking_id is not null or w.booking_id is not null)
    order by o.name, p.surname, p.forename, b.id
$$;
grant execute on function cpd.leads_activity(uuid) to cpd_engine;
`;

const REFERRALS = `
-- A question goes to an organisation of the school's tree; whoever is its adviser that day answers. Before, it went to an
-- adviser who was known at the school.
alter table cpd.referral alter column organisation drop not null, alter column adviser_id drop not null,
  add column organisation_id uuid references cpd.organisation (id),
  add column answered_by uuid,
  add foreign key (organisation_id, answered_by) references cpd.person (school_id, id),
  add check (organisation_id is not null or adviser_id is not null);
create index on cpd.referral (organisation_id) where answered_at is null and taken_back_at is null;
grant update (answered_by) on cpd.referral to cpd_app;

create function cpd.advises(p_organisation uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select p_organisation = auth.school() and auth.holds('adviser')
$$;
drop policy asks on cpd.referral;
create policy asks on cpd.referral for insert to cpd_app
  with check (${HERE} and asked_by = ${ME} and answer is null and answered_at is null
    and ((select auth.holds('cpdLeader')) or (select auth.holds('cpdTeam')) or (select auth.holds('head')))
    and organisation_id in (select a.id from cpd.organisations_above() a)
    and exists (select from engine.instance i where i.id = need_id));
create policy advisers on cpd.referral for select to cpd_app
  using ((select auth.holds('adviser')) and organisation_id = (select auth.school()) and taken_back_at is null
    and (answered_at is null or answered_by = ${ME}));
drop policy answers on cpd.referral;
create policy answers on cpd.referral for update to cpd_app
  using ((select auth.holds('adviser')) and organisation_id = (select auth.school()) and answered_at is null
    and taken_back_at is null)
  with check (organisation_id = (select auth.school()) and answered_by = ${ME});
create policy takes_back on cpd.referral for update to cpd_app
  using (${HERE} and ((select auth.holds('cpdLeader')) or (select auth.holds('cpdTeam')) or (select auth.holds('head')))
    and exists (select from engine.instance i where i.id = referral.need_id))
  with check (${HERE});
create or replace function cpd.guard_referral() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'cpd_app' and (new.answer, new.activity_id, new.answered_at, new.answered_by)
      is distinct from (old.answer, old.activity_id, old.answered_at, old.answered_by)
      and cpd.advises(old.organisation_id) is not true then
    raise exception 'only the adviser answers' using errcode = '42501';
  end if;
  return new;
end $$;

-- What an adviser sees of a need that is with their organisation: what must be learnt, by somebody of which group at which
-- school, and the question. Not who.
create function cpd.referrals_here()
returns table (need_id uuid, school text, phase text, title text, outcome text, origin text, framework text,
  standards text[], staff_group text, wanted_by date, question text, due_on date, asked_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select n.id, o.name, o.phase, n.title, n.outcome, n.origin, n.framework, n.standards, p.staff_group, n.wanted_by,
      r.question, r.due_on, r.asked_at
    from cpd.referral r
    join cpd.need n on n.id = r.need_id
    join cpd.organisation o on o.id = r.school_id
    join cpd.person p on p.id = n.person_id
    where cpd.advises(r.organisation_id) and r.answered_at is null and r.taken_back_at is null
    order by r.due_on, r.asked_at, n.id
$$;
-- Whether a school could book an activity: an adviser may name it without being able to read it.
create function cpd.activity_is_for(p_need uuid, p_activity uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from cpd.referral r join engine.instance i on i.id = p_activity and i.chart = 'activity'
      and i.status = 'active' and (i.tenant_id = r.school_id or 'org:' || r.school_id = any (i.audience))
    where r.need_id = p_need and cpd.advises(r.organisation_id) and r.answered_at is null and r.taken_back_at is null)
$$;
-- Tells the advisers of the organisation that a need is with: a notification of theirs, in their organisation.
create function cpd.notify_advisers(p_need uuid, p_about text, p_effect text, p_at timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into cpd.notification (id, school_id, person_id, instance_id, effect, about, escalation, duties, recorded_at, notify_at)
    select md5(p_effect || p.person_id)::uuid, p.school_id, p.person_id, i.id, p_effect, p_about, false, '{answer}', p_at, p_at
      from engine.instance i join cpd.post p on p.school_id = (i.snapshot #>> '{context,referredTo}')::uuid
        and p.post = 'adviser' and p.from_date <= p_at::date and (p.to_date is null or p.to_date > p_at::date)
      where i.id = p_need and i.chart = 'need' and i.tenant_id = auth.school() and auth.is_system()
    on conflict do nothing
$$;
grant select on cpd.need, cpd.referral to cpd_engine;
create policy engine on cpd.need for select to cpd_engine using (true);
create policy engine on cpd.referral for select to cpd_engine using (true);
grant insert on cpd.notification to cpd_engine;
create policy engine_tells on cpd.notification for insert to cpd_engine with check (true);
`;

const DEFINERS = [
  'organisations_above()',
  'schools_beside()',
  'guard_booking()',
  'places_at(uuid, uuid)',
  'put_place(uuid, uuid, text, timestamptz)',
  'release_days(uuid)',
  'out_on_days(uuid, uuid[], uuid)',
  'waiting_elsewhere(uuid)',
  'activity_guests(uuid)',
  'referrals_here()',
  'activity_is_for(uuid, uuid)',
  'notify_advisers(uuid, text, text, timestamptz)',
] as const;

const OWNED = `
grant create on schema cpd to cpd_engine;
${DEFINERS.map((it) => `alter function cpd.${it} owner to cpd_engine;`).join('\n')}
revoke create on schema cpd from cpd_engine;
`;

const DOWN = `
drop policy engine_tells on cpd.notification;
revoke insert on cpd.notification from cpd_engine;
drop policy engine on cpd.referral;
drop policy engine on cpd.need;
drop policy takes_back on cpd.referral;
drop policy answers on cpd.referral;
drop policy advisers on cpd.referral;
drop policy asks on cpd.referral;
delete from cpd.referral where adviser_id is null;
alter table cpd.referral drop column answered_by, drop column organisation_id,
  alter column organisation set not null, alter column adviser_id set not null;
create policy asks on cpd.referral for insert to cpd_app
  with check (${HERE} and asked_by = ${ME}
    and ((select auth.holds('cpdLeader')) or (select auth.holds('cpdTeam')) or (select auth.holds('head')))
    and answer is null and answered_at is null
    and exists (select from engine.instance i where i.id = need_id));
create policy answers on cpd.referral for update to cpd_app
  using (${HERE} and exists (select from engine.instance i where i.id = referral.need_id) and (adviser_id = ${ME}
    and answered_at is null or (select auth.holds('cpdLeader')) or (select auth.holds('cpdTeam'))
    or (select auth.holds('head')))) with check (${HERE});
create or replace function cpd.guard_referral() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'cpd_app' and (new.answer, new.activity_id, new.answered_at)
      is distinct from (old.answer, old.activity_id, old.answered_at) and old.adviser_id is distinct from auth.person() then
    raise exception 'only the adviser answers' using errcode = '42501';
  end if;
  return new;
end $$;
drop policy guests on cpd.attendance;
drop policy offered on cpd.activity_cost;
alter table cpd.activity_cost drop column guest_fee_pence;
${OFFERED_TABLES.map(([table]) => `drop policy offered on cpd.${table};`).join('\n')}
drop trigger guard on cpd.booking;
${DEFINERS.map((it) => it)
  .reverse()
  .map((it) => `drop function cpd.${it};`)
  .join('\n')}
drop function cpd.advises(uuid);
drop policy engine on cpd.policy;
drop policy engine on cpd.waiting;
drop policy engine_frees on cpd.place;
drop policy engine_gives on cpd.place;
revoke all on cpd.waiting, cpd.policy from cpd_engine;
revoke insert, delete on cpd.place from cpd_engine;
${links(
  (column) => `school_id, ${column}`,
  'school_id, id',
  (column) => column,
)}
`;
