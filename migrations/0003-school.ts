/**
 * Calendars, policy, absences and staff files of a school; its years with their priorities and pots.
 *
 * `cpd.clock_version` counts up whenever anything changes that clocks rest on, so that a process can keep a school's
 * calendar in memory and still notice. Tokens are issued, listed and revoked through definer functions: the application
 * role never reads a hash.
 */
export class School1790000000003 {
  readonly name = 'School1790000000003';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(PEOPLE);
    await q.query(CYCLES);
    await q.query(POLICIES);
    await q.query(CLOCK_VERSION);
    await q.query(NEWS);
    await q.query(TOKENS);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const PEOPLE = `
-- What the latest staff file said where a column of this table cannot say it: a blank cell is not the same as a default,
-- and posts may have been given here since.
alter table cpd.person add column said jsonb not null default '{}';

alter table cpd.post drop constraint post_post_check;
alter table cpd.post add constraint post_post_check check (post in ('head', 'deputy', 'cpdLeader', 'cpdTeam', 'finance',
  'cover', 'governor', 'chair', 'adviser', 'administrator', 'inductionTutor', 'mentor'));
alter table cpd.post add constraint post_in_school unique (school_id, id);

-- Days away, both included; to_date null while no return is known. Never why.
create table cpd.absence (
  id uuid primary key,
  school_id uuid not null,
  person_id uuid not null,
  from_date date not null,
  to_date date check (to_date >= from_date),
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);
create index on cpd.absence (school_id, person_id);

-- One staff file that was checked or taken in: who, when and how many. Never the file.
create table cpd.staff_import (
  id uuid primary key,
  school_id uuid not null references cpd.organisation (id),
  -- Null: the command line, as the system.
  by_person uuid,
  at timestamptz not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  outcome text not null check (outcome in ('refused', 'checked', 'committed', 'unchanged')),
  counts jsonb not null default '{}',
  unique (school_id, id),
  foreign key (school_id, by_person) references cpd.person (school_id, id)
);
create index on cpd.staff_import (school_id, at);

-- What follows from a staff change and is told to the school's years, in order, once its day has come. told_at: all know.
create table cpd.staff_news (
  id uuid primary key,
  school_id uuid not null,
  seq bigint generated always as identity,
  import_id uuid,
  kind text not null check (kind in ('joined', 'left', 'returned', 'lineManager', 'post', 'missing', 'stillHere',
    'standing')),
  person_id uuid not null,
  old_id uuid,
  new_id uuid,
  post text,
  on_date date not null,
  -- The first day on which it is true: for a leaver the day after the last in post.
  due_on date not null,
  told_at timestamptz,
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  foreign key (school_id, old_id) references cpd.person (school_id, id),
  foreign key (school_id, new_id) references cpd.person (school_id, id),
  foreign key (school_id, import_id) references cpd.staff_import (school_id, id)
);
create index staff_news_untold on cpd.staff_news (due_on, school_id) where told_at is null;

-- Somebody in post whom a new staff file does not name: asked about, never taken for a leaver.
create table cpd.missing_person (
  school_id uuid not null,
  person_id uuid not null,
  import_id uuid not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  answer text check (answer in ('here', 'left')),
  answered_by uuid,
  primary key (school_id, person_id, import_id),
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  foreign key (school_id, import_id) references cpd.staff_import (school_id, id),
  check ((answered_at is null) = (answer is null))
);
create index missing_unanswered on cpd.missing_person (school_id, person_id) where answered_at is null;

-- A dated move to another school. The school that takes the person on may read it.
create table cpd.transfer (
  id uuid primary key,
  school_id uuid not null,
  person_id uuid not null,
  to_school_id uuid not null references cpd.organisation (id),
  on_date date not null,
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  unique (school_id, person_id, to_school_id)
);
create index on cpd.transfer (to_school_id);
`;

const CYCLES = `
-- A school's own days, as the calendar's importers made them: lists of ISO dates, terms with name, start and end.
create table cpd.school_calendar (
  school_id uuid primary key references cpd.organisation (id),
  terms jsonb not null check (jsonb_typeof(terms) = 'array'),
  inset_days jsonb not null default '[]' check (jsonb_typeof(inset_days) = 'array'),
  bank_holidays jsonb not null default '[]' check (jsonb_typeof(bank_holidays) = 'array'),
  closures jsonb not null default '[]' check (jsonb_typeof(closures) = 'array'),
  version int not null default 1
);

-- Where a school differs from the defaults in code (src/cycles/policy): a number or a word for each key.
create table cpd.policy (
  school_id uuid not null references cpd.organisation (id),
  key text not null check (length(key) between 1 and 80),
  number int,
  word text check (length(word) between 1 and 40),
  primary key (school_id, key),
  check ((number is null) <> (word is null))
);

-- One academic year of a school; its id is the instance's, which knows the dates and where the year stands.
create table cpd.cycle (
  id uuid primary key,
  school_id uuid not null references cpd.organisation (id),
  title text not null check (length(title) between 1 and 60),
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  previous_id uuid,
  -- The governors' meeting that receives the impact report; papers go out seven clear days before.
  governors_meet_on date,
  -- Versions of the charts on which this year's records run.
  pinned jsonb not null default '{}',
  unique (school_id, id),
  foreign key (school_id, previous_id) references cpd.cycle (school_id, id)
);
create index on cpd.cycle (school_id, starts_on);

-- Priorities of the improvement plan for a year.
create table cpd.priority (
  id uuid primary key,
  school_id uuid not null,
  cycle_id uuid not null,
  code text not null check (length(code) between 1 and 20),
  title text not null check (length(title) between 1 and 200),
  withdrawn_on date,
  unique (school_id, id),
  unique (school_id, cycle_id, code),
  foreign key (school_id, cycle_id) references cpd.cycle (school_id, id)
);

-- Money set aside, in pence. A pot names its financial year, which is not the academic one everywhere.
create table cpd.pot (
  id uuid primary key,
  school_id uuid not null,
  cycle_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  amount_pence bigint not null check (amount_pence between 0 and 1000000000),
  financial_year text not null check (financial_year ~ '^[0-9]{4}-[0-9]{2}$'),
  closed_on date,
  unique (school_id, id),
  unique (school_id, cycle_id, name, financial_year),
  foreign key (school_id, cycle_id) references cpd.cycle (school_id, id)
);

-- Which framework a staff group assesses itself against; no code means none. Without a row the default in code holds.
create table cpd.framework_choice (
  school_id uuid not null references cpd.organisation (id),
  staff_group text not null check (length(staff_group) between 1 and 40),
  framework_code text check (length(framework_code) between 1 and 80),
  primary key (school_id, staff_group)
);

-- Where each person's review stands when a school starts in mid-year. Only the system reads it, when it begins the reviews.
create table cpd.review_in_flight (
  school_id uuid not null,
  cycle_id uuid not null,
  person_id uuid not null,
  stage text not null check (stage in ('planning', 'drafting', 'shared', 'monitoring', 'closing')),
  held_on date,
  agreed_on date,
  primary key (school_id, cycle_id, person_id),
  foreign key (school_id, cycle_id) references cpd.cycle (school_id, id),
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);

-- What was found late or still open at a moment of the year: ids only.
create table cpd.open_record (
  school_id uuid not null,
  cycle_id uuid not null,
  occasion text not null check (occasion in ('reviews', 'needs', 'planAmendment', 'close')),
  instance_id uuid not null,
  chart text not null,
  found_at timestamptz not null,
  primary key (cycle_id, occasion, instance_id),
  foreign key (school_id, cycle_id) references cpd.cycle (school_id, id)
);

-- An academy conversion or merger: the school that carries this one's history on.
create table cpd.succession (
  school_id uuid primary key references cpd.organisation (id),
  successor_id uuid not null references cpd.organisation (id),
  on_date date not null,
  check (successor_id <> school_id)
);
create index on cpd.succession (successor_id);
`;

const TABLES = [
  'absence',
  'staff_import',
  'staff_news',
  'missing_person',
  'transfer',
  'school_calendar',
  'policy',
  'cycle',
  'priority',
  'pot',
  'framework_choice',
  'review_in_flight',
  'open_record',
  'succession',
];

const HERE = 'school_id = (select auth.school())';
const SYSTEM = '(select auth.is_system())';
const holds = (...posts: string[]): string =>
  [SYSTEM, ...posts.map((post) => `(select auth.holds('${post}'))`)].join(' or ');
/** Those who set a school's year up. */
const OFFICE = holds('cpdLeader', 'head', 'deputy', 'administrator');
const LEADS = holds('cpdLeader', 'head');

/** Select for some, insert and update for some, all of this school. */
const readAndKeep = (table: string, readers: string, keepers: string): string => `
create policy readers on cpd.${table} for select to cpd_app using (${HERE} and (${readers}));
create policy keep on cpd.${table} for insert to cpd_app with check (${HERE} and (${keepers}));
create policy mend on cpd.${table} for update to cpd_app using (${HERE} and (${keepers}));`;

const LINE_MANAGER = `exists (select from cpd.person p where p.school_id = absence.school_id
  and p.id = absence.person_id and p.line_manager_id = (select auth.person()))`;

const POLICIES = `
${TABLES.map((t) => `alter table cpd.${t} enable row level security, force row level security;`).join('\n')}
${TABLES.map((t) => `grant select, insert, update on cpd.${t} to cpd_app;`).join('\n')}
-- A wrong entry of an absence, a policy that goes back to its default: these alone may be taken away.
grant delete on cpd.absence, cpd.policy, cpd.framework_choice to cpd_app;

create policy readers on cpd.absence for select to cpd_app
  using (${HERE} and (person_id = (select auth.person()) or ${LEADS} or ${LINE_MANAGER}));
create policy keep on cpd.absence for insert to cpd_app
  with check (${HERE} and (${LEADS} or ${LINE_MANAGER}));
create policy mend on cpd.absence for update to cpd_app using (${HERE} and (${LEADS} or ${LINE_MANAGER}));
create policy strike on cpd.absence for delete to cpd_app using (${HERE} and (${LEADS} or ${LINE_MANAGER}));

${readAndKeep('staff_import', OFFICE, SYSTEM)}
${readAndKeep('staff_news', SYSTEM, SYSTEM)}
${readAndKeep('missing_person', OFFICE, SYSTEM)}
create policy readers on cpd.transfer for select to cpd_app
  using ((${HERE} or to_school_id = (select auth.school())) and (${OFFICE}));
create policy keep on cpd.transfer for insert to cpd_app with check (${HERE} and ${SYSTEM});
create policy mend on cpd.transfer for update to cpd_app using (${HERE} and ${SYSTEM});
${readAndKeep('school_calendar', 'true', OFFICE)}
${readAndKeep('policy', 'true', OFFICE)}
create policy strike on cpd.policy for delete to cpd_app using (${HERE} and (${OFFICE}));
${readAndKeep('cycle', 'true', OFFICE)}
${readAndKeep('priority', 'true', OFFICE)}
-- Training plan and budget: CPD leader and team, head, finance and cover. Governors see totals, everybody else titles.
${readAndKeep('pot', holds('cpdLeader', 'cpdTeam', 'head', 'finance', 'cover'), holds('cpdLeader', 'head', 'finance'))}
${readAndKeep('framework_choice', 'true', OFFICE)}
create policy strike on cpd.framework_choice for delete to cpd_app using (${HERE} and (${OFFICE}));
${readAndKeep('review_in_flight', SYSTEM, SYSTEM)}
${readAndKeep('open_record', LEADS, SYSTEM)}
create policy readers on cpd.succession for select to cpd_app
  using (${HERE} or successor_id = (select auth.school()));
create policy keep on cpd.succession for insert to cpd_app with check (${HERE} and ${SYSTEM});
create policy mend on cpd.succession for update to cpd_app using (${HERE} and ${SYSTEM});
`;

const CLOCK_VERSION = `
-- From a sequence, so that a number that was rolled back never comes again with other contents.
create sequence cpd.clock_version_number;
create table cpd.clock_version (
  school_id uuid primary key references cpd.organisation (id),
  version bigint not null
);
alter table cpd.clock_version enable row level security, force row level security;
grant select on cpd.clock_version to cpd_app;
create policy readers on cpd.clock_version for select to cpd_app using (${HERE});
grant select, insert, update on cpd.clock_version to cpd_engine;
grant usage on sequence cpd.clock_version_number to cpd_engine;
create policy engine on cpd.clock_version to cpd_engine using (true) with check (true);

create function cpd.bump_clock_version() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  insert into cpd.clock_version (school_id, version)
    select distinct c.school_id, nextval('cpd.clock_version_number') from (select distinct school_id from changed) c
    on conflict (school_id) do update set version = excluded.version;
  return null;
end $$;
grant create on schema cpd to cpd_engine;
grant usage on schema cpd to cpd_engine;
alter function cpd.bump_clock_version() owner to cpd_engine;
revoke create on schema cpd from cpd_engine;

${['school_calendar', 'policy', 'absence', 'person']
  .flatMap((table) =>
    ['insert', 'update', 'delete'].map(
      (verb) => `create trigger clock_version_${verb} after ${verb} on cpd.${table}
  referencing ${verb === 'delete' ? 'old' : 'new'} table as changed
  for each statement execute function cpd.bump_clock_version();`,
    ),
  )
  .join('\n')}
`;

const NEWS = `
-- Schools with news whose day has come, for a worker that looks after all of them: ids only.
create function cpd.schools_with_news(p_secret text) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return query select distinct n.school_id from cpd.staff_news n
    where n.told_at is null and n.due_on <= (engine.now() at time zone 'Europe/London')::date;
end $$;
grant select on cpd.staff_news to cpd_engine;
create policy engine on cpd.staff_news for select to cpd_engine using (true);
grant create on schema cpd to cpd_engine;
alter function cpd.schools_with_news(text) owner to cpd_engine;
revoke create on schema cpd from cpd_engine;
`;

const TOKENS = `
alter table auth.token add column id uuid not null default gen_random_uuid() unique, add column made_by uuid;
grant insert, update on auth.token to cpd_engine;

create function auth.may_issue() returns boolean language sql stable set search_path = pg_catalog
as $$ select auth.is_system() or auth.holds('administrator') $$;

-- Leaves the hash of a new token. Only for people of this school who have not left.
create function auth.issue_token(p_person uuid, p_hash bytea, p_label text, p_expires timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare made uuid;
begin
  if not auth.may_issue() then
    raise exception 'not permitted' using errcode = '42501';
  end if;
  insert into auth.token (hash, school_id, person_id, label, expires_at, made_by)
    select p_hash, p.school_id, p.id, left(p_label, 100), p_expires, auth.person()
      from cpd.person p where p.school_id = auth.school() and p.id = p_person
        and (p.leaves_on is null or p.leaves_on >= (engine.now() at time zone 'Europe/London')::date)
    returning id into made;
  return made;
end $$;

-- One's own tokens, or for an administrator those of the school. Never a hash.
create function auth.tokens() returns table (id uuid, person_id uuid, label text, created_at timestamptz,
  expires_at timestamptz, revoked_at timestamptz, made_by uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select t.id, t.person_id, t.label, t.created_at, t.expires_at, t.revoked_at, t.made_by from auth.token t
    where t.school_id = auth.school() and (auth.may_issue() or t.person_id = auth.person())
    order by t.created_at desc, t.id
$$;

-- True when there was such a token to revoke; one may always revoke one's own.
create function auth.revoke_token(p_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update auth.token t set revoked_at = coalesce(t.revoked_at, clock_timestamp())
    where t.id = p_id and t.school_id = auth.school() and (auth.may_issue() or t.person_id = auth.person());
  return found;
end $$;

grant create on schema auth to cpd_engine;
alter function auth.may_issue() owner to cpd_engine;
alter function auth.issue_token(uuid, bytea, text, timestamptz) owner to cpd_engine;
alter function auth.tokens() owner to cpd_engine;
alter function auth.revoke_token(uuid) owner to cpd_engine;
revoke create on schema auth from cpd_engine;
`;

const DOWN = `
drop function auth.issue_token(uuid, bytea, text, timestamptz), auth.tokens(), auth.revoke_token(uuid), auth.may_issue();
alter table auth.token drop column id, drop column made_by;
revoke insert, update on auth.token from cpd_engine;
${['school_calendar', 'policy', 'absence', 'person']
  .flatMap((table) =>
    ['insert', 'update', 'delete'].map((verb) => `drop trigger clock_version_${verb} on cpd.${table};`),
  )
  .join('\n')}
drop function cpd.schools_with_news(text);
drop function cpd.bump_clock_version();
drop table cpd.clock_version;
drop sequence cpd.clock_version_number;
drop table cpd.succession, cpd.open_record, cpd.review_in_flight, cpd.framework_choice, cpd.pot, cpd.priority, cpd.cycle,
  cpd.policy, cpd.school_calendar, cpd.transfer, cpd.missing_person, cpd.staff_news, cpd.staff_import, cpd.absence;
alter table cpd.post drop constraint post_in_school;
delete from cpd.post where post in ('chair', 'inductionTutor', 'mentor');
alter table cpd.post drop constraint post_post_check;
alter table cpd.post add constraint post_post_check check (post in ('head', 'deputy', 'cpdLeader', 'cpdTeam', 'finance',
  'cover', 'governor', 'adviser', 'administrator'));
alter table cpd.person drop column said;
`;
