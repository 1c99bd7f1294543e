/**
 * Training plans: costed lines in editions, what was said about them, and the money that an approved version commits.
 *
 * The first edition is the plan as it was drafted, under the plan's own id; each amendment is another. A line of an edition
 * takes the place of the same line in the editions before it, so what held at any version can always be read again. Money
 * is open to those who lead, pay and cover; the staff see titles, governors themes and totals, through functions.
 */
export class Plans1790000000007 {
  readonly name = 'Plans1790000000007';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(TABLES);
    await q.query(POLICIES);
    await q.query(FUNCTIONS);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const pence = (name: string): string =>
  `${name}_pence bigint not null default 0 check (${name}_pence between 0 and 1000000000)`;

const TABLES = `
create table cpd.plan (
  id uuid primary key,
  school_id uuid not null,
  cycle_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  unique (school_id, id),
  unique (school_id, cycle_id),
  foreign key (school_id, cycle_id) references cpd.cycle (school_id, id)
);

-- version: which version of the plan it became, null until it takes effect. before and after: cash of the whole plan.
create table cpd.plan_edition (
  id uuid primary key,
  school_id uuid not null,
  plan_id uuid not null,
  note text not null default '' check (length(note) <= 4000),
  -- Null: the system, which begins a year's plan.
  made_by uuid,
  made_at timestamptz not null,
  version int check (version > 0),
  effective_at timestamptz,
  before_pence bigint,
  after_pence bigint,
  dropped_at timestamptz,
  unique (school_id, id),
  unique (plan_id, version),
  foreign key (school_id, plan_id) references cpd.plan (school_id, id),
  foreign key (school_id, made_by) references cpd.person (school_id, id)
);

-- What is to be provided: theme and needs -> provision, its cash by kind, and paid time apart from it.
create table cpd.plan_line (
  edition_id uuid not null,
  id uuid not null,
  school_id uuid not null,
  plan_id uuid not null,
  -- The edition takes the line out.
  removed boolean not null default false,
  theme_id uuid,
  priority_id uuid,
  title text not null check (length(title) between 1 and 200),
  provision text not null check (provision in ('course', 'inHouse', 'coaching', 'mentoring', 'observation', 'teamTeaching',
    'learningWalk', 'actionResearch', 'network', 'workingParty', 'qualification', 'eLearning', 'conference', 'inset')),
  about text not null default '' check (length(about) <= 4000),
  people int not null default 0 check (people between 0 and 10000),
  ${pence('fee')},
  ${pence('travel')},
  ${pence('materials')},
  ${pence('cover')},
  paid_minutes int not null default 0 check (paid_minutes between 0 and 10000000),
  pot_id uuid,
  -- Ids of needs, which open nothing by themselves.
  need_ids uuid[] not null default '{}',
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (edition_id, id),
  foreign key (school_id, edition_id) references cpd.plan_edition (school_id, id),
  foreign key (school_id, plan_id) references cpd.plan (school_id, id),
  foreign key (school_id, theme_id) references cpd.theme (school_id, id),
  foreign key (school_id, priority_id) references cpd.priority (school_id, id),
  foreign key (school_id, pot_id) references cpd.pot (school_id, id),
  foreign key (school_id, written_by) references cpd.person (school_id, id)
);
create index on cpd.plan_line (plan_id);

-- What is said about an edition or one of its lines; never changed.
create table cpd.plan_comment (
  id uuid primary key,
  school_id uuid not null,
  plan_id uuid not null,
  edition_id uuid not null,
  line_id uuid,
  body text not null check (length(body) between 1 and 4000),
  by_person uuid not null,
  at timestamptz not null,
  foreign key (school_id, plan_id) references cpd.plan (school_id, id),
  foreign key (school_id, edition_id) references cpd.plan_edition (school_id, id),
  foreign key (school_id, by_person) references cpd.person (school_id, id)
);
create index on cpd.plan_comment (plan_id, at);

-- That the governors noted the plan, and what their minutes say.
create table cpd.plan_note (
  id uuid primary key,
  school_id uuid not null,
  plan_id uuid not null,
  noted_on date not null,
  body text not null default '' check (length(body) <= 4000),
  by_person uuid not null,
  at timestamptz not null,
  foreign key (school_id, plan_id) references cpd.plan (school_id, id),
  foreign key (school_id, by_person) references cpd.person (school_id, id)
);

-- What a version of the plan commits in each pot, from its approval until the next version or the end of the year.
create table cpd.plan_money (
  plan_id uuid not null,
  version int not null,
  pot_id uuid not null,
  school_id uuid not null,
  pence bigint not null check (pence >= 0),
  committed_at timestamptz not null,
  released_at timestamptz,
  primary key (plan_id, version, pot_id),
  foreign key (school_id, plan_id) references cpd.plan (school_id, id),
  foreign key (school_id, pot_id) references cpd.pot (school_id, id)
);
create index on cpd.plan_money (school_id, pot_id) where released_at is null;
`;

const TABLE_NAMES = ['plan', 'plan_edition', 'plan_line', 'plan_comment', 'plan_note', 'plan_money'];
const HERE = 'school_id = (select auth.school())';
const ME = '(select auth.person())';
const SYSTEM = '(select auth.is_system())';
const holds = (...posts: string[]): string =>
  posts.map((post) => `(select auth.holds('${post}'))`).join(' or ');
const AUTHORS = holds('cpdLeader', 'cpdTeam');
const DECIDERS = holds('cpdLeader', 'cpdTeam', 'head', 'deputy', 'governor', 'chair');
/** Whom the plan's record names as readers: those who lead, pay and cover, and whoever approves it. */
const READERS = 'exists (select from engine.instance i where i.id = plan_id)';
const SCHOOL = `${SYSTEM} or ${holds('governor', 'chair')} or (select exists (select from cpd.person p
  where p.id = auth.person() and p.staff_group <> 'governor'))`;

const POLICIES = `
${TABLE_NAMES.map((t) => `alter table cpd.${t} enable row level security, force row level security;`).join('\n')}
${TABLE_NAMES.map((t) => `grant select, insert on cpd.${t} to cpd_app;`).join('\n')}
grant update (title) on cpd.plan to cpd_app;
grant update (note, version, effective_at, before_pence, after_pence, dropped_at) on cpd.plan_edition to cpd_app;
grant update on cpd.plan_line to cpd_app;
grant update (released_at) on cpd.plan_money to cpd_app;

-- The edition that may be written now: none while somebody decides about it, and none between amendments.
create function cpd.plan_open_edition(p_plan uuid) returns uuid language sql stable set search_path = pg_catalog as $$
  select case when i.state = 'drafting' or starts_with(i.state, 'drafting.') then i.id
      when strpos(i.state, 'amending.drafting') > 0 then (i.snapshot #>> '{context,amendment,id}')::uuid end
    from engine.instance i where i.id = p_plan and i.chart = 'plan'
$$;

create policy titles on cpd.plan for select to cpd_app using (${HERE} and (${SCHOOL}));
create policy begins on cpd.plan for insert to cpd_app with check (${HERE} and ${SYSTEM});
create policy names on cpd.plan for update to cpd_app using (${HERE} and (${SYSTEM} or ${AUTHORS}));

create policy readers on cpd.plan_edition for select to cpd_app using (${HERE} and (${SYSTEM} or ${READERS}));
create policy begins on cpd.plan_edition for insert to cpd_app
  with check (${HERE} and version is null and (${SYSTEM} or made_by = ${ME} and (${AUTHORS})));
create policy moves on cpd.plan_edition for update to cpd_app
  using (${HERE} and (${SYSTEM} or (${AUTHORS}) and version is null))
  with check (${SYSTEM} or version is null);

create policy readers on cpd.plan_line for select to cpd_app using (${HERE} and (${SYSTEM} or ${READERS}));
create policy writes on cpd.plan_line for insert to cpd_app
  with check (${HERE} and written_by = ${ME} and (${AUTHORS}) and edition_id = cpd.plan_open_edition(plan_id));
create policy rewrites on cpd.plan_line for update to cpd_app
  using (${HERE} and (${AUTHORS}) and edition_id = cpd.plan_open_edition(plan_id))
  with check (${HERE} and written_by = ${ME} and edition_id = cpd.plan_open_edition(plan_id));

create policy readers on cpd.plan_comment for select to cpd_app using (${HERE} and (${SYSTEM} or ${READERS}));
create policy speaks on cpd.plan_comment for insert to cpd_app
  with check (${HERE} and by_person = ${ME} and ${READERS} and (${DECIDERS}));

create policy readers on cpd.plan_note for select to cpd_app
  using (${HERE} and (${SYSTEM} or ${holds('governor', 'chair')} or ${READERS}));
create policy notes on cpd.plan_note for insert to cpd_app
  with check (${HERE} and by_person = ${ME} and ${READERS} and (${DECIDERS}));

create policy readers on cpd.plan_money for select to cpd_app using (${HERE} and (${SYSTEM} or ${READERS}));
create policy commits on cpd.plan_money for insert to cpd_app with check (${HERE} and ${SYSTEM});
create policy releases on cpd.plan_money for update to cpd_app using (${HERE} and ${SYSTEM});
`;

const FUNCTIONS = `
grant select on cpd.plan, cpd.plan_edition, cpd.plan_line, cpd.theme to cpd_engine;
create policy engine on cpd.plan for select to cpd_engine using (true);
create policy engine on cpd.plan_edition for select to cpd_engine using (true);
create policy engine on cpd.plan_line for select to cpd_engine using (true);
create policy engine on cpd.theme for select to cpd_engine using (true);

-- The lines of a plan of the caller's school as they hold now; for the functions below only.
create function cpd.plan_in_force(p_plan uuid) returns setof cpd.plan_line
language sql stable security definer set search_path = pg_catalog as $$
  select l.* from (
    select distinct on (w.id) w.* from cpd.plan_line w join cpd.plan_edition e on e.id = w.edition_id
      where w.plan_id = p_plan and w.school_id = auth.school() and e.version is not null
      order by w.id, e.version desc) l
    where not l.removed
$$;

-- Titles of what is planned: for everybody on the staff.
create function cpd.plan_titles(p_plan uuid) returns table (id uuid, theme text, title text, provision text)
language sql stable security definer set search_path = pg_catalog as $$
  select l.id, t.title, l.title, l.provision from cpd.plan_in_force(p_plan) l left join cpd.theme t on t.id = l.theme_id
    where auth.is_system() or exists (select from cpd.person p
      where p.id = auth.person() and p.school_id = auth.school() and p.staff_group <> 'governor')
    order by t.title nulls last, l.title, l.id
$$;

-- Themes and totals: for governors, and for those who see the whole plan. Cash in pence; paid time apart from it.
create function cpd.plan_totals(p_plan uuid) returns table (theme text, lines int, cash_pence bigint, cover_pence bigint,
  paid_minutes bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select t.title, count(*)::int, sum(l.fee_pence + l.travel_pence + l.materials_pence + l.cover_pence)::bigint,
      sum(l.cover_pence)::bigint, sum(l.paid_minutes)::bigint
    from cpd.plan_in_force(p_plan) l left join cpd.theme t on t.id = l.theme_id
    where auth.is_system() or auth.holds('governor') or auth.holds('chair') or auth.holds('cpdLeader')
      or auth.holds('cpdTeam') or auth.holds('head') or auth.holds('deputy') or auth.holds('finance') or auth.holds('cover')
    group by t.title order by t.title nulls last
$$;

grant create on schema cpd to cpd_engine;
alter function cpd.plan_in_force(uuid) owner to cpd_engine;
alter function cpd.plan_titles(uuid) owner to cpd_engine;
alter function cpd.plan_totals(uuid) owner to cpd_engine;
revoke create on schema cpd from cpd_engine;
revoke execute on function cpd.plan_in_force(uuid) from public;
grant execute on function cpd.plan_in_force(uuid) to cpd_engine;
`;

const DOWN = `
drop function cpd.plan_titles(uuid), cpd.plan_totals(uuid), cpd.plan_in_force(uuid);
drop table cpd.plan_money, cpd.plan_note, cpd.plan_comment, cpd.plan_line, cpd.plan_edition, cpd.plan;
drop function cpd.plan_open_edition(uuid);
drop policy engine on cpd.theme;
revoke select on cpd.theme from cpd_engine;
`;
