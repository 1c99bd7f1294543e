/**
 * Sessions of people who signed in: rows of our own, because the database itself verifies the proof of a session as it
 * verifies a token's. The browser holds 256 random bits, the row their SHA-256. Times here are real time, not the engine's:
 * a session is about browsers, not about the school's year.
 *
 * Also the day on which a school closes: from then on no proof of a person opens anything there.
 */
export class Sessions1790000000015 {
  readonly name = 'Sessions1790000000015';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(TABLE);
    await q.query(PROVE);
    await q.query(FUNCTIONS);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const TABLE = `
-- First day on which the school is no more.
alter table cpd.organisation add column closed_on date;

create table auth.session (
  id uuid primary key default gen_random_uuid(),
  hash bytea not null unique check (length(hash) = 32),
  school_id uuid not null,
  person_id uuid not null,
  -- How they proved who they are: 'link' (mailed), 'provider:<name>', 'demo', 'paper' (a code on a supervised device).
  how text not null check (how ~ '^(link|demo|paper|provider:[a-z0-9-]{1,40})$'),
  agent text not null default '' check (length(agent) <= 200),
  address inet,
  created_at timestamptz not null default clock_timestamp(),
  -- When they last proved who they are; signing a statement asks for a recent one.
  proved_at timestamptz not null default clock_timestamp(),
  -- To the minute: every page of a session would otherwise write.
  seen_at timestamptz not null default clock_timestamp(),
  idle interval not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  -- A session on a shared device is for one record, and opened by a supervisor.
  record_id uuid,
  opened_by uuid,
  check ((how = 'paper') = (record_id is not null and opened_by is not null)),
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  foreign key (school_id, opened_by) references cpd.person (school_id, id)
);
create index on auth.session (school_id, person_id);

alter table auth.session enable row level security, force row level security;
grant select, insert, update, delete on auth.session to cpd_engine;
create policy engine on auth.session to cpd_engine using (true) with check (true);
`;

const JOB = `
  if p_kind = 'job' then
    select p_school, true, '{}', coalesce(c.frozen_at, clock_timestamp() + c.ahead), s.key
      into me.school, me.system, me.audiences, me.at, key
      from engine.clock c, auth.signing_key s, auth.job_key k
      where k.hash = digest and (k.expires_at is null or k.expires_at > clock_timestamp());
    if me.school is null then
      raise exception 'proof refused' using errcode = '28000';
    end if;`;

const SIGN = `
  body := concat_ws('|', auth.transaction_mark(), me.school::text, coalesce(me.person::text, '-'), me.system::text,
    array_to_string(me.audiences, ','));
  me.signed := set_config('auth.principal', auth.sign(key, body) || '|' || body, true);
  return me;`;

const PROVE = `
-- As before (0001), and: 'session' takes the secret of a session; nothing opens a school that has closed. A session's id
-- joins the audiences, so that it is signed with them. A session of a shared device is for one record: no posts, nothing
-- that is everyone's.
create or replace function auth.prove(p_kind text, p_secret text, p_school uuid) returns auth.entered language plpgsql as $$
declare
  digest bytea := sha256(convert_to(p_secret, 'UTF8'));
  me auth.entered;
  key bytea;
  today date;
  closed date;
  session uuid;
  record uuid;
  body text;
begin
  ${JOB.trim()}
  else
    if p_kind = 'token' then
      select t.school_id, t.person_id, false, coalesce(c.frozen_at, clock_timestamp() + c.ahead), s.key,
          (coalesce(c.frozen_at, clock_timestamp() + c.ahead) at time zone o.zone)::date, o.closed_on
        into me.school, me.person, me.system, me.at, key, today, closed
        from engine.clock c, auth.signing_key s, auth.token t join cpd.organisation o on o.id = t.school_id
        where t.hash = digest and t.revoked_at is null and t.expires_at > clock_timestamp();
    elsif p_kind = 'session' then
      select t.school_id, t.person_id, false, coalesce(c.frozen_at, clock_timestamp() + c.ahead), s.key,
          (coalesce(c.frozen_at, clock_timestamp() + c.ahead) at time zone o.zone)::date, o.closed_on, t.id, t.record_id
        into me.school, me.person, me.system, me.at, key, today, closed, session, record
        from engine.clock c, auth.signing_key s, auth.session t join cpd.organisation o on o.id = t.school_id
        where t.hash = digest and t.ended_at is null and t.expires_at > clock_timestamp()
          and t.seen_at > clock_timestamp() - t.idle;
    else
      raise exception 'unknown kind of proof' using errcode = '28000';
    end if;
    if me.school is null or closed <= today
        or exists (select from cpd.person p where p.id = me.person and p.leaves_on < today) then
      raise exception 'proof refused' using errcode = '28000';
    end if;
    if record is not null then
      me.audiences := array['person:' || me.person::text, 'session:' || session::text, 'record:' || record::text];
    else
      select array['everyone', 'person:' || me.person::text]
          || coalesce(array_agg(distinct 'post:' || p.post) filter (where p.post is not null), '{}')
        into me.audiences
        from cpd.post p
        where p.school_id = me.school and p.person_id = me.person and p.from_date <= today
          and (p.to_date is null or p.to_date > today);
      if session is not null then
        me.audiences := me.audiences || ('session:' || session::text);
      end if;
    end if;
  end if;${SIGN}
end $$;
`;

const FUNCTIONS = `
-- The session in which this transaction runs; null for tokens and workers.
create function auth.session() returns uuid language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return (select substr(a, 9)::uuid from unnest((auth.verified()).audiences) a where a like 'session:%');
end $$;

-- The only record that the session of a shared device is for; null for everybody else.
create function auth.only_record() returns uuid language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return (select substr(a, 8)::uuid from unnest((auth.verified()).audiences) a where a like 'record:%');
end $$;

-- When the person of this session last proved who they are; null for tokens and workers.
create function auth.proved_at() returns timestamptz language plpgsql stable security definer set search_path = pg_catalog
as $$ begin return (select s.proved_at from auth.session s where s.id = auth.session()); end $$;

-- Today in a school, and whether a person may sign in there. Run inside functions of cpd_engine only.
create function auth.is_in_post(p_person uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from cpd.person p join cpd.organisation o on o.id = p.school_id,
      lateral (select (engine.now() at time zone o.zone)::date as today) d
    where p.id = p_person and (p.leaves_on is null or p.leaves_on >= d.today)
      and (o.closed_on is null or o.closed_on > d.today))
$$;

-- Leaves the hash of a new session. For a worker that has checked who it is. Null when that person may not sign in.
-- What ended long ago goes.
create function auth.open_session(p_worker text, p_person uuid, p_hash bytea, p_how text, p_idle interval, p_length interval,
  p_agent text, p_address inet, p_record uuid, p_opened_by uuid, out id uuid, out expires_at timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_worker) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  if not auth.is_in_post(p_person) then return; end if;
  if p_how = 'demo' and not exists (select from cpd.person p where p.id = p_person and auth.is_demo(p.school_id)) then
    return;
  end if;
  delete from auth.session s where s.person_id = p_person
    and coalesce(s.ended_at, s.expires_at) < clock_timestamp() - interval '30 days';
  insert into auth.session as s (hash, school_id, person_id, how, agent, address, idle, expires_at, record_id, opened_by)
    select p_hash, p.school_id, p.id, p_how, left(p_agent, 200), p_address, p_idle, clock_timestamp() + p_length, p_record,
        p_opened_by
      from cpd.person p where p.id = p_person
    returning s.id, s.expires_at into id, expires_at;
end $$;

-- What a page needs to know of a session, and that it was seen. Null when it is over, for whatever reason.
create function auth.see_session(p_secret text, out id uuid, out school uuid, out school_name text, out person uuid,
  out name text, out posts text[], out staff boolean, out reviewer boolean, out how text, out created_at timestamptz,
  out proved_at timestamptz, out expires_at timestamptz, out record uuid)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  seen timestamptz;
begin
  select s.id, s.school_id, o.name, s.person_id, concat_ws(' ', nullif(p.title, ''), p.forename, p.surname),
      p.staff_group is not null, s.how, s.created_at, s.proved_at, s.expires_at, s.record_id, s.seen_at
    into id, school, school_name, person, name, staff, how, created_at, proved_at, expires_at, record, seen
    from auth.session s join cpd.person p on p.id = s.person_id join cpd.organisation o on o.id = s.school_id
    where s.hash = sha256(convert_to(p_secret, 'UTF8')) and s.ended_at is null and s.expires_at > clock_timestamp()
      and s.seen_at > clock_timestamp() - s.idle and auth.is_in_post(s.person_id);
  if id is null then return; end if;
  posts := array(select distinct p.post from cpd.post p, cpd.organisation o,
      lateral (select (engine.now() at time zone o.zone)::date as today) d
    where o.id = school and p.school_id = school and p.person_id = person and p.from_date <= d.today
      and (p.to_date is null or p.to_date > d.today) order by p.post);
  reviewer := exists (select from cpd.person p where p.school_id = school and p.line_manager_id = person);
  if seen < clock_timestamp() - interval '1 minute' then
    update auth.session s set seen_at = clock_timestamp() where s.id = see_session.id;
  end if;
end $$;

-- They proved again who they are: the session goes on under another secret. For a worker that has checked it.
create function auth.renew_session(p_worker text, p_id uuid, p_hash bytea) returns timestamptz
language plpgsql security definer set search_path = pg_catalog as $$
declare expires timestamptz;
begin
  if not engine.is_worker(p_worker) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  update auth.session s set hash = p_hash, proved_at = clock_timestamp(), seen_at = clock_timestamp()
    where s.id = p_id and s.ended_at is null and s.expires_at > clock_timestamp()
    returning s.expires_at into expires;
  return expires;
end $$;

create function auth.close_session(p_secret text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update auth.session s set ended_at = clock_timestamp()
    where s.hash = sha256(convert_to(p_secret, 'UTF8')) and s.ended_at is null;
  return found;
end $$;

-- Ends sessions: of oneself, or for an administrator or the system of anybody in the school. p_id: only that one.
-- How many it ended.
create function auth.close_sessions(p_person uuid, p_id uuid) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare n int;
begin
  if auth.school() is null or not (p_person = auth.person() or auth.may_issue()) then
    raise exception 'not permitted' using errcode = '42501';
  end if;
  update auth.session s set ended_at = clock_timestamp()
    where s.school_id = auth.school() and s.person_id = p_person and s.ended_at is null and (p_id is null or s.id = p_id);
  get diagnostics n = row_count;
  return n;
end $$;

-- Sessions that are open, of oneself or for an administrator of anybody in the school. Never a hash.
create function auth.sessions(p_person uuid) returns table (id uuid, how text, agent text, address text,
  created_at timestamptz, seen_at timestamptz, expires_at timestamptz, this boolean)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if auth.school() is null or not (p_person = auth.person() or auth.may_issue()) then
    raise exception 'not permitted' using errcode = '42501';
  end if;
  return query select s.id, s.how, s.agent, host(s.address), s.created_at, s.seen_at, s.expires_at,
      coalesce(s.id = auth.session(), false)
    from auth.session s where s.school_id = auth.school() and s.person_id = p_person and s.ended_at is null
      and s.expires_at > clock_timestamp() and s.seen_at > clock_timestamp() - s.idle
    order by s.seen_at desc, s.id;
end $$;

-- A demo school is known by the tokens that the server itself gave out for it.
create function auth.is_demo(p_school uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from auth.token t where t.school_id = p_school and t.made_by is null
    and t.label in ('demo: head', 'demo: cpdLeader', 'demo: reviewer'))
$$;

-- Everybody in the demo school, for its "sign in as" page.
create function auth.demo_people(p_worker text) returns table (id uuid, name text, job_title text, staff_group text,
  posts text[], reviewer boolean)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_worker) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return query select p.id, concat_ws(' ', p.forename, p.surname), p.job_title, p.staff_group,
      array(select distinct h.post from cpd.post h where h.school_id = p.school_id and h.person_id = p.id
        and h.from_date <= d.today and (h.to_date is null or h.to_date > d.today) order by h.post),
      exists (select from cpd.person r where r.school_id = p.school_id and r.line_manager_id = p.id)
    from cpd.organisation o join cpd.person p on p.school_id = o.id,
      lateral (select (engine.now() at time zone o.zone)::date as today) d
    where auth.is_demo(o.id) and auth.is_in_post(p.id)
    order by p.surname, p.forename, p.id;
end $$;

grant create on schema auth to cpd_engine;
do $do$
declare f text;
begin
  foreach f in array array['session()', 'only_record()', 'proved_at()', 'is_in_post(uuid)', 'is_demo(uuid)',
      'open_session(text, uuid, bytea, text, interval, interval, text, inet, uuid, uuid)', 'see_session(text)',
      'renew_session(text, uuid, bytea)', 'close_session(text)', 'close_sessions(uuid, uuid)', 'sessions(uuid)',
      'demo_people(text)'] loop
    execute 'alter function auth.' || f || ' owner to cpd_engine';
  end loop;
end $do$;
revoke create on schema auth from cpd_engine;
revoke execute on function auth.is_in_post(uuid), auth.is_demo(uuid) from public;
`;

const DOWN = `
drop function auth.session(), auth.only_record(), auth.proved_at(),
  auth.open_session(text, uuid, bytea, text, interval, interval, text, inet, uuid, uuid), auth.see_session(text),
  auth.renew_session(text, uuid, bytea), auth.close_session(text), auth.close_sessions(uuid, uuid), auth.sessions(uuid),
  auth.demo_people(text), auth.is_demo(uuid), auth.is_in_post(uuid);
drop table auth.session;
alter table cpd.organisation drop column closed_on;
create or replace function auth.prove(p_kind text, p_secret text, p_school uuid) returns auth.entered language plpgsql as $$
declare
  digest bytea := sha256(convert_to(p_secret, 'UTF8'));
  me auth.entered;
  key bytea;
  today date;
  body text;
begin
  ${JOB.trim()}
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
  end if;${SIGN}
end $$;
`;
