/**
 * Standards: frameworks of a school, self-assessments with their evidence in confidence, and the strengths that people
 * let others find.
 *
 * Ratings and evidence are for the person and their reviewer. What the system does with them (the picture before and after
 * the year, offered gaps, strengths) is done by definer functions that let nobody read a rating; totals come out merged
 * and with everything under five hidden.
 */
export class Standards1790000000005 {
  readonly name = 'Standards1790000000005';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(TABLES);
    await q.query(STANDING);
    await q.query(POLICIES);
    await q.query(FUNCTIONS);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const TABLES = `
-- Frameworks that a school imported or made itself, beside those that every school has. body: the whole framework.
create table cpd.framework (
  id uuid primary key,
  school_id uuid not null references cpd.organisation (id),
  code text not null,
  version text not null,
  title text not null,
  body jsonb not null,
  imported_by uuid not null,
  imported_at timestamptz not null,
  unique (school_id, code, version),
  foreign key (school_id, imported_by) references cpd.person (school_id, id)
);

-- Confirmed strengths of people who let others find them.
create table cpd.strength (
  school_id uuid not null,
  assessment_id uuid not null,
  person_id uuid not null,
  framework text not null,
  standard text not null,
  since timestamptz not null,
  primary key (assessment_id, standard),
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);
create index on cpd.strength (school_id, framework, standard);

create table confidential.self_assessment (
  id uuid primary key,
  school_id uuid not null references cpd.organisation (id),
  cycle_id uuid not null,
  person_id uuid not null,
  framework text not null,
  opened_at timestamptz not null,
  unique (school_id, id),
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);
create index on confidential.self_assessment (school_id, person_id, opened_at desc, id desc);
create index on confidential.self_assessment (school_id, cycle_id);

-- A person's own rating of one standard: 1 not yet, 2 developing, 3 secure, 4 could help others. Its id is the gap's id.
create table confidential.rating (
  id uuid primary key,
  school_id uuid not null,
  assessment_id uuid not null,
  standard text not null,
  rating smallint not null check (rating between 1 and 4),
  note text not null default '' check (length(note) <= 4000),
  version int not null default 1,
  rated_by uuid not null,
  rated_at timestamptz not null,
  shared_at timestamptz,
  -- The gap lies beside the review annex; closed when its need was met and the reviewer said so.
  offered_at timestamptz,
  closed_at timestamptz,
  unique (assessment_id, standard),
  unique (school_id, id),
  foreign key (school_id, assessment_id) references confidential.self_assessment (school_id, id)
);

create table confidential.rating_wording (
  rating_id uuid not null,
  school_id uuid not null,
  version int not null,
  rating smallint not null,
  note text not null,
  replaced_at timestamptz not null,
  primary key (rating_id, version),
  foreign key (school_id, rating_id) references confidential.rating (school_id, id)
);

-- Where the reviewer sees a standard differently, with reasons; theirs alone until the answer is given.
create table confidential.second_view (
  rating_id uuid primary key,
  school_id uuid not null,
  assessment_id uuid not null,
  rating smallint not null check (rating between 1 and 4),
  reason text not null check (length(reason) between 1 and 4000),
  written_by uuid not null,
  written_at timestamptz not null,
  shared_at timestamptz,
  foreign key (school_id, rating_id) references confidential.rating (school_id, id),
  foreign key (school_id, assessment_id) references confidential.self_assessment (school_id, id)
);

-- Evidence: a file in chunks, a link, or a note. Never identifiable pupils.
create table confidential.evidence (
  id uuid primary key,
  school_id uuid not null,
  assessment_id uuid not null,
  kind text not null check (kind in ('observation', 'pupilWork', 'data', 'interview', 'survey', 'certificate',
    'reflection')),
  title text not null check (length(title) between 1 and 200),
  note text not null default '' check (length(note) <= 8000),
  link text check (length(link) <= 2000),
  file_name text check (length(file_name) <= 200),
  media_type text,
  size int check (size between 1 and 5242880),
  standards text[] not null default '{}',
  on_date date not null,
  added_by uuid not null,
  added_at timestamptz not null,
  shared_at timestamptz,
  removed_at timestamptz,
  unique (school_id, id),
  foreign key (school_id, assessment_id) references confidential.self_assessment (school_id, id),
  foreign key (school_id, added_by) references cpd.person (school_id, id)
);
create index on confidential.evidence (assessment_id);

create table confidential.evidence_chunk (
  evidence_id uuid not null,
  school_id uuid not null,
  n int not null check (n >= 0),
  bytes bytea not null check (octet_length(bytes) <= 262144),
  primary key (evidence_id, n),
  foreign key (school_id, evidence_id) references confidential.evidence (school_id, id)
);

-- The ratings as they stood before and after the year.
create table confidential.picture (
  assessment_id uuid not null,
  school_id uuid not null,
  taken text not null check (taken in ('before', 'after')),
  ratings jsonb not null,
  taken_at timestamptz not null,
  primary key (assessment_id, taken),
  foreign key (school_id, assessment_id) references confidential.self_assessment (school_id, id)
);
`;

const STANDING = `
-- What the caller is to a self-assessment: 'person', 'reviewer' (now), 'successor' (reviews the person since), 'system' or
-- null. Head and CPD leader have no standing by their posts: they see totals.
create function confidential.assessment_standing(p_assessment uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  me auth.principal := auth.current_principal();
  a confidential.self_assessment;
  reviewer jsonb;
  ended timestamptz;
  latest uuid[];
begin
  select * into a from confidential.self_assessment where id = p_assessment and school_id = me.school;
  if a.id is null then return null; end if;
  if me.system then return 'system'; end if;
  if a.person_id = me.person then return 'person'; end if;
  select i.snapshot #> '{context,people,reviewer}', i.ended_at into reviewer, ended
    from engine.instance i where i.id = p_assessment and i.tenant_id = me.school;
  latest := array(select n.id from confidential.self_assessment n
    join engine.instance i on i.id = n.id
    where n.school_id = me.school and n.person_id = a.person_id order by n.opened_at desc, n.id desc limit 2);
  if (ended is null or latest[1] = a.id) and me.person = any (confidential.held(reviewer)) then return 'reviewer'; end if;
  if latest[2] = a.id and exists (select from engine.instance i where i.id = latest[1]
      and me.person = any (confidential.held(i.snapshot #> '{context,people,reviewer}'))) then
    return 'successor';
  end if;
  return null;
end $$;
`;

const CONFIDENTIAL = [
  'self_assessment',
  'rating',
  'rating_wording',
  'second_view',
  'evidence',
  'evidence_chunk',
  'picture',
];
const OPEN = ['framework', 'strength'];
const HERE = `school_id = (select auth.school())`;
const ME = `(select auth.person())`;
const STANDS = `confidential.assessment_standing(assessment_id)`;
/** The reviewer of somebody without a computer enters for them. */
const ENTERS = `(${STANDS} = 'person' or ${STANDS} = 'reviewer' and confidential.confirms_on_paper(assessment_id))`;
const SEES = `(${ENTERS} or shared_at is not null and ${STANDS} in ('reviewer', 'successor'))`;
const LEADS = `((select auth.holds('cpdLeader')) or (select auth.holds('head')) or (select auth.holds('administrator')))`;

const POLICIES = `
${CONFIDENTIAL.map(
  (t) => `alter table confidential.${t} enable row level security, force row level security;
grant select, insert on confidential.${t} to cpd_app;
grant select, insert on confidential.${t} to cpd_engine;
create policy engine on confidential.${t} to cpd_engine using (true) with check (true);`,
).join('\n')}
${OPEN.map(
  (t) => `alter table cpd.${t} enable row level security, force row level security;
grant select on cpd.${t} to cpd_app;`,
).join('\n')}
grant update (rating, note, version, rated_by, rated_at, shared_at) on confidential.rating to cpd_app;
grant update (rating, reason, written_by, written_at, shared_at), delete on confidential.second_view to cpd_app;
grant update (shared_at, removed_at) on confidential.evidence to cpd_app;
grant update (offered_at, closed_at) on confidential.rating to cpd_engine;
grant insert on cpd.framework to cpd_app;
grant select, insert, delete on cpd.strength to cpd_engine;
create policy engine on cpd.strength to cpd_engine using (true) with check (true);

create policy school on cpd.framework for select to cpd_app using (${HERE});
create policy imports on cpd.framework for insert to cpd_app
  with check (${HERE} and imported_by = ${ME} and ${LEADS});
create policy finds on cpd.strength for select to cpd_app using (${HERE} and (person_id = ${ME}
  or (select auth.holds('cpdLeader')) or (select auth.holds('cpdTeam')) or (select auth.holds('head'))
  or (select auth.is_system())));

create policy readers on confidential.self_assessment for select to cpd_app
  using (${HERE} and ((select auth.is_system()) or confidential.assessment_standing(id) is not null));
create policy opens on confidential.self_assessment for insert to cpd_app
  with check (${HERE} and (select auth.is_system()));

create policy readers on confidential.rating for select to cpd_app using (${HERE} and ${SEES});
create policy rates on confidential.rating for insert to cpd_app
  with check (${HERE} and rated_by = ${ME} and ${ENTERS} and offered_at is null and closed_at is null);
create policy rerates on confidential.rating for update to cpd_app using (${HERE} and ${ENTERS})
  with check (${HERE} and ${ENTERS});

create policy readers on confidential.rating_wording for select to cpd_app
  using (${HERE} and exists (select from confidential.rating r where r.id = rating_id
    and confidential.assessment_standing(r.assessment_id) = 'person'));
create policy keeps on confidential.rating_wording for insert to cpd_app
  with check (${HERE} and exists (select from confidential.rating r where r.id = rating_id));

create policy readers on confidential.second_view for select to cpd_app using (${HERE}
  and (${STANDS} = 'reviewer' or shared_at is not null and ${STANDS} in ('person', 'successor')));
create policy differs on confidential.second_view for insert to cpd_app
  with check (${HERE} and written_by = ${ME} and ${STANDS} = 'reviewer');
create policy rethinks on confidential.second_view for update to cpd_app using (${HERE} and ${STANDS} = 'reviewer')
  with check (${HERE} and written_by = ${ME} and ${STANDS} = 'reviewer');
create policy drops on confidential.second_view for delete to cpd_app
  using (${HERE} and ${STANDS} = 'reviewer' and shared_at is null);

create policy readers on confidential.evidence for select to cpd_app using (${HERE} and ${SEES});
-- A reviewer may add what they saw; the person sees it at once.
create policy adds on confidential.evidence for insert to cpd_app with check (${HERE} and added_by = ${ME}
  and (${ENTERS} or shared_at is not null and ${STANDS} = 'reviewer'));
create policy mends on confidential.evidence for update to cpd_app using (${HERE} and ${ENTERS})
  with check (${HERE} and ${ENTERS});
create policy readers on confidential.evidence_chunk for select to cpd_app
  using (${HERE} and exists (select from confidential.evidence e where e.id = evidence_id));
create policy adds on confidential.evidence_chunk for insert to cpd_app
  with check (${HERE} and exists (select from confidential.evidence e where e.id = evidence_id and e.added_by = ${ME}));
create policy readers on confidential.picture for select to cpd_app
  using (${HERE} and ${STANDS} in ('person', 'reviewer', 'successor'));
`;

const FUNCTIONS = `
-- Keeps the ratings as they stand. The first picture of its kind stays.
create function confidential.take_picture(p_assessment uuid, p_taken text) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into confidential.picture (assessment_id, school_id, taken, ratings, taken_at)
    select a.id, a.school_id, p_taken, coalesce((select jsonb_object_agg(r.standard, jsonb_build_object('rating', r.rating,
          'second', v.rating, 'closed', r.closed_at is not null))
        from confidential.rating r left join confidential.second_view v on v.rating_id = r.id
        where r.assessment_id = a.id), '{}'), engine.now()
      from confidential.self_assessment a
      where a.id = p_assessment and a.school_id = auth.school() and auth.is_system()
    on conflict (assessment_id, taken) do nothing
$$;

create function confidential.offer_gaps(p_assessment uuid, p_gaps uuid[]) returns void
language sql security definer set search_path = pg_catalog as $$
  update confidential.rating set offered_at = engine.now()
    where assessment_id = p_assessment and id = any (p_gaps) and offered_at is null
      and school_id = auth.school() and auth.is_system()
$$;

create function confidential.close_gap(p_assessment uuid, p_gap uuid) returns void
language sql security definer set search_path = pg_catalog as $$
  update confidential.rating set closed_at = engine.now()
    where assessment_id = p_assessment and id = p_gap and closed_at is null
      and school_id = auth.school() and auth.is_system()
$$;

-- Makes the strengths that can be found equal what is confirmed, or none without consent. Where the reviewer saw less,
-- nothing is a strength.
create function confidential.offer_strengths(p_assessment uuid, p_offered boolean) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not auth.is_system() then
    raise exception 'no principal' using errcode = '42501';
  end if;
  delete from cpd.strength where assessment_id = p_assessment and school_id = auth.school();
  if not p_offered then return; end if;
  insert into cpd.strength (school_id, assessment_id, person_id, framework, standard, since)
    select a.school_id, a.id, a.person_id, a.framework, r.standard, engine.now()
      from confidential.self_assessment a join confidential.rating r on r.assessment_id = a.id
        left join confidential.second_view v on v.rating_id = r.id and v.shared_at is not null
      where a.id = p_assessment and a.school_id = auth.school() and r.shared_at is not null
        and least(r.rating, v.rating) = 4;
end $$;

-- Totals of a cycle for the CPD leader and the head: how many people rated a standard, and for how many it is a gap.
-- By staff group where every group has five and no cell (nor what is left of it) is under five; else for the whole school;
-- else only how many have any gap in the framework; else nothing. So nothing under five shows, also by subtraction.
create function confidential.standards_totals(p_cycle uuid)
returns table (framework text, standard text, staff_group text, people int, gaps int)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not (auth.holds('cpdLeader') or auth.holds('head') or auth.is_system()) then return; end if;
  return query
    with one as (
      select a.framework as f, r.standard as s, coalesce(p.staff_group, 'other') as g, a.person_id as who,
          least(r.rating, v.rating) <= 2 and r.closed_at is null as gap
        from confidential.self_assessment a
          join confidential.rating r on r.assessment_id = a.id and r.shared_at is not null
          left join confidential.second_view v on v.rating_id = r.id and v.shared_at is not null
          join cpd.person p on p.id = a.person_id
        where a.school_id = auth.school() and a.cycle_id = p_cycle
    ), grouped as (
      select f, s, g, count(*)::int as n, count(*) filter (where gap)::int as gap from one group by f, s, g
    ), fits as (
      select f, s, bool_and(grouped.n >= 5 and gap not between 1 and 4 and grouped.n - gap not between 1 and 4) as ok
        from grouped group by f, s
    ), schoolwide as (
      select f, s, sum(grouped.n)::int as n, sum(gap)::int as gap from grouped group by f, s
    ), shown as (
      select g.f, g.s, g.g, g.n, g.gap from grouped g join fits t on t.f = g.f and t.s = g.s and t.ok
      union all
      select w.f, w.s, null, w.n, w.gap from schoolwide w join fits t on t.f = w.f and t.s = w.s and not t.ok
        where w.n >= 5 and w.gap not between 1 and 4 and w.n - w.gap not between 1 and 4
    ), anything as (
      select o.f, count(*)::int as n, count(*) filter (where o.gap)::int as gap
        from (select f, who, bool_or(one.gap) as gap from one group by f, who) o group by o.f
    )
    select f, s, g, n, gap from shown
    union all
    select a.f, null, null, a.n, case when a.gap between 1 and 4 or a.n - a.gap between 1 and 4 then null else a.gap end
      from anything a where a.n >= 5 and not exists (select from shown x where x.f = a.f)
    order by 1, 2 nulls first, 3 nulls first;
end $$;

grant create on schema confidential to cpd_engine;
alter function confidential.assessment_standing(uuid) owner to cpd_engine;
alter function confidential.take_picture(uuid, text) owner to cpd_engine;
alter function confidential.offer_gaps(uuid, uuid[]) owner to cpd_engine;
alter function confidential.close_gap(uuid, uuid) owner to cpd_engine;
alter function confidential.offer_strengths(uuid, boolean) owner to cpd_engine;
alter function confidential.standards_totals(uuid) owner to cpd_engine;
revoke create on schema confidential from cpd_engine;
`;

const DOWN = `
drop function confidential.standards_totals(uuid), confidential.offer_strengths(uuid, boolean),
  confidential.close_gap(uuid, uuid), confidential.offer_gaps(uuid, uuid[]), confidential.take_picture(uuid, text);
drop table ${CONFIDENTIAL.toReversed()
  .map((t) => `confidential.${t}`)
  .join(', ')} cascade;
drop function confidential.assessment_standing(uuid);
drop table ${OPEN.map((t) => `cpd.${t}`).join(', ')};
`;
