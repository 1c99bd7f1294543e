/**
 * Who may see what, held by the database.
 *
 * Every transaction of the application begins with `auth.enter(...)`, which checks a proof (a bearer token's or a job's
 * secret, of which only hashes are stored) and leaves a principal signed for this very transaction. Policies read it
 * through `auth.school()`, `auth.person()`, `auth.is_system()` and `auth.audiences()`. The application role can set the
 * setting that carries it, but cannot sign it: without a proof every query returns nothing.
 *
 * Roles: the owner runs migrations; `cpd_engine` owns the SECURITY DEFINER functions; `cpd_app` is the application.
 */
export class Tenancy1790000000001 {
  readonly name = 'Tenancy1790000000001';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(UP);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const UP = `
create schema auth;
create schema cpd;
grant usage on schema auth, cpd to cpd_app, cpd_engine;

-- The key that signs principals. Only functions of cpd_engine read it.
create table auth.signing_key (one boolean primary key default true check (one), key bytea not null);
insert into auth.signing_key (key)
  select sha256(convert_to(string_agg(gen_random_uuid()::text, ''), 'UTF8')) from generate_series(1, 8);

-- Secrets of workers, hashed. A worker proves itself with the secret and may then act as the system for one school.
create table auth.job_key (hash bytea primary key, label text not null, created_at timestamptz not null default now(),
  expires_at timestamptz);

-- Schools, trusts and local authorities are one tree. settings: policy numbers and words of a school.
create table cpd.organisation (
  id uuid primary key,
  kind text not null check (kind in ('school', 'trust', 'localAuthority')),
  parent_id uuid references cpd.organisation (id),
  name text not null check (length(name) between 1 and 200),
  urn text unique check (urn ~ '^[0-9]{6}$'),
  phase text,
  zone text not null default 'Europe/London',
  created_at timestamptz not null default now()
);
create index on cpd.organisation (parent_id);

-- Everyone on the payroll of a school; also governors and advisers, who are not staff (staff_group null).
create table cpd.person (
  id uuid primary key,
  school_id uuid not null references cpd.organisation (id),
  external_id text check (length(external_id) between 1 and 60),
  title text not null default '',
  forename text not null,
  surname text not null,
  email text,
  staff_code text,
  job_title text not null default '',
  staff_group text,
  department text not null default '',
  fte numeric(4, 2),
  starts_on date,
  leaves_on date,
  line_manager_id uuid,
  -- ISO weekdays that the contract names, 1 = Monday.
  contract_days smallint[] not null default '{1,2,3,4,5}',
  term_time_only boolean not null default false,
  -- False for people without a work e-mail or computer: they confirm on paper or a shared device.
  online boolean not null default true,
  early_career boolean not null default false,
  extra jsonb not null default '{}',
  unique (school_id, id),
  unique (school_id, external_id),
  foreign key (school_id, line_manager_id) references cpd.person (school_id, id)
);
create unique index person_email on cpd.person (school_id, lower(email)) where email is not null;
create index on cpd.person (school_id, line_manager_id);

-- A post is held from a date to a date (exclusive), so that work passes to whoever holds it. A delegation is a post held
-- for somebody else for a while.
create table cpd.post (
  id uuid primary key default gen_random_uuid(),
  school_id uuid not null,
  person_id uuid not null,
  post text not null check (post in ('head', 'deputy', 'cpdLeader', 'cpdTeam', 'finance', 'cover', 'governor', 'adviser',
    'administrator')),
  from_date date not null,
  to_date date check (to_date > from_date),
  instead_of uuid,
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  foreign key (school_id, instead_of) references cpd.person (school_id, id)
);
create index on cpd.post (school_id, person_id);
create index on cpd.post (school_id, post);

-- Bearer tokens, hashed with SHA-256 (they are 256 random bits, so a slow hash would add nothing).
create table auth.token (
  hash bytea primary key,
  school_id uuid not null,
  person_id uuid not null,
  label text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);
create index on auth.token (school_id, person_id);

create type auth.principal as (school uuid, person uuid, system boolean, audiences text[]);

-- HMAC-SHA-256 by hand: pgcrypto is not everywhere. The key is 32 bytes; opad and ipad are folded in by prefixing. This and
-- the other functions that say nothing of rights run only inside functions of cpd_engine, whose rights and search path
-- they take over (their own would cost some microseconds in every transaction). The planner folds this one and the next
-- into the expressions that call them.
create function auth.sign(key bytea, message text) returns text language sql immutable
as $$ select encode(sha256(key || sha256(key || convert_to(message, 'UTF8'))), 'hex') $$;

-- What a signature is bound to: this backend and this transaction.
create function auth.transaction_mark() returns text language sql stable
as $$ select pg_backend_pid()::text || '/' || extract(epoch from transaction_timestamp())::text $$;

-- A principal as it enters. signed: the setting that carries it. at: the engine's time.
create type auth.entered as (school uuid, person uuid, system boolean, audiences text[], signed text, at timestamptz);

-- Checks a proof and leaves the principal for this transaction. Raises 28000 when the proof is not good.
-- p_kind 'token': p_secret is the bearer token. 'job': p_secret is a worker's secret, p_school the school it works for.
-- One statement reads what a worker's proof needs, and few expressions do the rest: within a function each statement costs as
-- much as a small query, and each expression is readied anew in every transaction.
create function auth.prove(p_kind text, p_secret text, p_school uuid) returns auth.entered language plpgsql as $$
declare
  digest bytea := sha256(convert_to(p_secret, 'UTF8'));
  me auth.entered;
  key bytea;
  today date;
  body text;
begin
  if p_kind = 'job' then
    select p_school, true, '{}', coalesce(c.frozen_at, clock_timestamp() + c.ahead), s.key
      into me.school, me.system, me.audiences, me.at, key
      from engine.clock c, auth.signing_key s, auth.job_key k
      where k.hash = digest and (k.expires_at is null or k.expires_at > clock_timestamp());
    if me.school is null then
      raise exception 'proof refused' using errcode = '28000';
    end if;
  elsif p_kind = 'token' then
    select t.school_id, t.person_id, false, coalesce(c.frozen_at, clock_timestamp() + c.ahead), s.key,
        (coalesce(c.frozen_at, clock_timestamp() + c.ahead) at time zone o.zone)::date
      into me.school, me.person, me.system, me.at, key, today
      from engine.clock c, auth.signing_key s, auth.token t join cpd.organisation o on o.id = t.school_id
      where t.hash = digest and t.revoked_at is null and t.expires_at > clock_timestamp();
    if me.school is null or exists (select from cpd.person p where p.id = me.person and p.leaves_on < today) then
      raise exception 'proof refused' using errcode = '28000';
    end if;
    select array['everyone', 'person:' || me.person::text]
        || coalesce(array_agg(distinct 'post:' || p.post) filter (where p.post is not null), '{}')
      into me.audiences
      from cpd.post p
      where p.school_id = me.school and p.person_id = me.person and p.from_date <= today
        and (p.to_date is null or p.to_date > today);
  else
    raise exception 'unknown kind of proof' using errcode = '28000';
  end if;
  body := concat_ws('|', auth.transaction_mark(), me.school::text, coalesce(me.person::text, '-'), me.system::text,
    array_to_string(me.audiences, ','));
  me.signed := set_config('auth.principal', auth.sign(key, body) || '|' || body, true);
  return me;
end $$;

create function auth.enter(p_kind text, p_secret text, p_school uuid) returns auth.entered
language plpgsql security definer set search_path = pg_catalog as $$
begin
  return auth.prove(p_kind, p_secret, p_school);
end $$;

-- The principal of this transaction; all null without one, or when the setting was not signed here.
create function auth.verified() returns auth.principal language plpgsql stable as $$
declare
  stored text := nullif(current_setting('auth.principal', true), '');
  body text := substr(stored, 66);
  part text[] := string_to_array(body, '|');
  key bytea;
  result auth.principal;
begin
  if stored is null then return result; end if;
  select s.key into key from auth.signing_key s;
  if left(stored, 64) is distinct from auth.sign(key, body) or part[1] is distinct from auth.transaction_mark() then
    return result;
  end if;
  result.school := part[2]::uuid;
  result.person := nullif(part[3], '-')::uuid;
  result.system := part[4]::boolean;
  result.audiences := string_to_array(coalesce(part[5], ''), ',');
  return result;
end $$;

-- The same for everybody. These are not in SQL: PostgreSQL cannot fold a function with rights of its own into a query, and
-- then keeps the plan of a PL/pgSQL function, but readies that of an SQL function anew for every query.
create function auth.current_principal() returns auth.principal language plpgsql stable security definer
set search_path = pg_catalog as $$ begin return auth.verified(); end $$;
create function auth.school() returns uuid language plpgsql stable security definer set search_path = pg_catalog
as $$ begin return (auth.verified()).school; end $$;
create function auth.person() returns uuid language plpgsql stable security definer set search_path = pg_catalog
as $$ begin return (auth.verified()).person; end $$;
create function auth.is_system() returns boolean language plpgsql stable security definer set search_path = pg_catalog
as $$ begin return coalesce((auth.verified()).system, false); end $$;
create function auth.audiences() returns text[] language plpgsql stable security definer set search_path = pg_catalog
as $$ begin return coalesce((auth.verified()).audiences, '{}'); end $$;
-- True where the person acts for this school's post, e.g. auth.holds('cpdLeader').
create function auth.holds(post text) returns boolean language plpgsql stable security definer set search_path = pg_catalog
as $$ begin return ('post:' || post) = any (coalesce((auth.verified()).audiences, '{}')); end $$;

-- cpd_engine needs CREATE on the schema for the moment in which a function is handed to it.
grant create on schema auth to cpd_engine;
alter function auth.sign(bytea, text) owner to cpd_engine;
alter function auth.prove(text, text, uuid) owner to cpd_engine;
alter function auth.verified() owner to cpd_engine;
alter function auth.enter(text, text, uuid) owner to cpd_engine;
alter function auth.current_principal() owner to cpd_engine;
alter function auth.school() owner to cpd_engine;
alter function auth.person() owner to cpd_engine;
alter function auth.is_system() owner to cpd_engine;
alter function auth.audiences() owner to cpd_engine;
alter function auth.holds(text) owner to cpd_engine;
revoke create on schema auth from cpd_engine;

revoke execute on function auth.sign(bytea, text), auth.prove(text, text, uuid), auth.verified(), auth.transaction_mark()
  from public;
grant execute on function auth.transaction_mark() to cpd_engine;
grant select on auth.signing_key, auth.job_key, auth.token, cpd.organisation, cpd.person, cpd.post to cpd_engine;

alter table auth.signing_key enable row level security, force row level security;
alter table auth.job_key enable row level security, force row level security;
alter table auth.token enable row level security, force row level security;
create policy engine on auth.signing_key to cpd_engine using (true);
create policy engine on auth.job_key to cpd_engine using (true);
create policy engine on auth.token to cpd_engine using (true);
-- Workers' keys and the tokens of command lines are made by the owner, who never serves a request.
create policy owner on auth.job_key using (current_user = (select tableowner from pg_tables
  where schemaname = 'auth' and tablename = 'job_key')) with check (true);
create policy owner on auth.token using (current_user = (select tableowner from pg_tables
  where schemaname = 'auth' and tablename = 'token')) with check (true);

alter table cpd.organisation enable row level security, force row level security;
alter table cpd.person enable row level security, force row level security;
alter table cpd.post enable row level security, force row level security;
create policy engine on cpd.organisation to cpd_engine using (true);
create policy engine on cpd.person to cpd_engine using (true);
create policy engine on cpd.post to cpd_engine using (true);
grant select on cpd.organisation, cpd.person, cpd.post to cpd_app;
grant insert, update on cpd.organisation, cpd.person, cpd.post to cpd_app;
create policy own on cpd.organisation for select to cpd_app
  using (id = (select auth.school()) or parent_id = (select auth.school()));
create policy settle on cpd.organisation for update to cpd_app
  using (id = (select auth.school()) and ((select auth.is_system()) or (select auth.holds('administrator'))));
create policy found on cpd.organisation for insert to cpd_app
  with check (id = (select auth.school()) and (select auth.is_system()));
create policy colleagues on cpd.person for select to cpd_app using (school_id = (select auth.school()));
create policy keep on cpd.person for insert to cpd_app with check (school_id = (select auth.school())
  and ((select auth.is_system()) or (select auth.holds('administrator'))));
create policy mend on cpd.person for update to cpd_app using (school_id = (select auth.school())
  and ((select auth.is_system()) or (select auth.holds('administrator'))));
create policy colleagues on cpd.post for select to cpd_app using (school_id = (select auth.school()));
create policy keep on cpd.post for insert to cpd_app with check (school_id = (select auth.school())
  and ((select auth.is_system()) or (select auth.holds('administrator'))));
create policy mend on cpd.post for update to cpd_app using (school_id = (select auth.school())
  and ((select auth.is_system()) or (select auth.holds('administrator'))));
`;

const DOWN = `
drop schema cpd cascade;
drop schema auth cascade;
`;
