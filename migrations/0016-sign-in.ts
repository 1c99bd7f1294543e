/**
 * How people prove who they are: attempts that are under way (a mailed link, a provider's answer), accounts of providers
 * that have been matched to a person, codes on paper, and how often somebody tried. All of it is written by functions that a
 * worker calls, and no role of the application can read any of it.
 */
export class SignIn1790000000016 {
  readonly name = 'SignIn1790000000016';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(TABLES);
    await q.query(FUNCTIONS);
    await q.query(PAPER);
    await q.query(OWNERS);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const TABLES = `
create table auth.sign_in (
  -- SHA-256 of what only the browser or the mail holds: the link's secret, a provider's state, a choice's key.
  secret bytea primary key check (length(secret) = 32),
  kind text not null check (kind in ('link', 'provider', 'choice')),
  -- SHA-256 of the visit's cookie: it opens in no other browser. Null for a link that an operator made at the console.
  browser bytea check (length(browser) = 32),
  -- The provider's name; for a choice how they proved who they are.
  provider text,
  nonce text,
  verifier text,
  email text,
  choices uuid[],
  return_to text not null default '/' check (length(return_to) <= 500),
  -- The session whose person proves again who they are.
  again uuid,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on auth.sign_in (expires_at);

-- A provider's account, matched once by its verified address and from then on by its own name for itself.
create table auth.identity (
  issuer text not null,
  subject text not null,
  school_id uuid not null,
  person_id uuid not null,
  linked_at timestamptz not null default clock_timestamp(),
  primary key (issuer, subject, person_id),
  unique (issuer, person_id),
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);

-- A code on a slip of paper, for somebody without e-mail or computer.
create table auth.paper_code (
  person_id uuid primary key,
  school_id uuid not null,
  hash bytea not null check (length(hash) = 32),
  made_by uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz,
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  foreign key (school_id, made_by) references cpd.person (school_id, id)
);

-- How often something was tried in a while, over all processes. Not kept through a crash: it is worth nothing an hour later.
create unlogged table auth.attempt (
  what text not null check (length(what) <= 200),
  since timestamptz not null,
  n int not null,
  primary key (what, since)
);

${['sign_in', 'identity', 'paper_code', 'attempt']
  .map(
    (t) => `alter table auth.${t} enable row level security, force row level security;
grant select, insert, update, delete on auth.${t} to cpd_engine;
create policy engine on auth.${t} to cpd_engine using (true) with check (true);`,
  )
  .join('\n')}
`;

const CHECK = `if not engine.is_worker(p_worker) then
    raise exception 'proof refused' using errcode = '28000';
  end if;`;

const FUNCTIONS = `
create function auth.begin_sign_in(p_worker text, p_kind text, p_secret bytea, p_browser bytea, p_provider text, p_nonce text,
  p_verifier text, p_email text, p_choices uuid[], p_return_to text, p_again uuid, p_minutes int) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  ${CHECK}
  delete from auth.sign_in s where s.expires_at < clock_timestamp() - interval '1 day';
  insert into auth.sign_in (secret, kind, browser, provider, nonce, verifier, email, choices, return_to, again, expires_at)
    values (p_secret, p_kind, p_browser, p_provider, p_nonce, p_verifier, lower(p_email), p_choices, p_return_to, p_again,
      clock_timestamp() + make_interval(mins => p_minutes));
end $$;

-- Uses an attempt up, unless p_look says only to look. outcome: 'ok', or why not: 'unknown', 'foreign' (another browser
-- asked), 'used', 'expired'. Another browser uses nothing up, so that a mail scanner does no harm.
create function auth.take_sign_in(p_worker text, p_kind text, p_secret bytea, p_browser bytea, p_look boolean,
  out outcome text, out provider text, out nonce text, out verifier text, out email text, out choices uuid[],
  out return_to text, out again uuid)
language plpgsql security definer set search_path = pg_catalog as $$
declare s auth.sign_in;
begin
  ${CHECK}
  select * into s from auth.sign_in a where a.secret = p_secret and a.kind = p_kind for update;
  outcome := case
    when s.secret is null then 'unknown'
    when s.browser is distinct from p_browser and s.browser is not null then 'foreign'
    when s.used_at is not null then 'used'
    when s.expires_at <= clock_timestamp() then 'expired'
    else 'ok' end;
  if outcome <> 'ok' then return; end if;
  provider := s.provider; nonce := s.nonce; verifier := s.verifier; email := s.email; choices := s.choices;
  return_to := s.return_to; again := s.again;
  if not p_look then
    update auth.sign_in a set used_at = clock_timestamp(), nonce = null, verifier = null where a.secret = p_secret;
  end if;
end $$;

-- People behind a provider's account or an address; in_post: may sign in now. By account where it is known, by address
-- otherwise. clash: the address is this person's, but another account of that provider is matched to them.
create function auth.find_people(p_worker text, p_issuer text, p_subject text, p_email text)
returns table (person uuid, school uuid, school_name text, name text, email text, in_post boolean, clash boolean)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  ${CHECK}
  return query
    with account as (
      select i.person_id from auth.identity i where i.issuer = p_issuer and i.subject = p_subject
    )
    select p.id, p.school_id, o.name, concat_ws(' ', p.forename, p.surname), p.email, auth.is_in_post(p.id),
        exists (select from auth.identity i where i.issuer = p_issuer and i.person_id = p.id and i.subject <> p_subject)
      from cpd.person p join cpd.organisation o on o.id = p.school_id
      where p.id in (select a.person_id from account a)
        or (not exists (select from account) and p_email is not null and lower(p.email) = lower(p_email))
      order by o.name, p.id;
end $$;
-- The address is asked for across schools, where the school's own index does not help.
create index person_by_email on cpd.person (lower(email)) where email is not null;

create function auth.link_identity(p_worker text, p_issuer text, p_subject text, p_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  ${CHECK}
  insert into auth.identity (issuer, subject, school_id, person_id)
    select p_issuer, p_subject, p.school_id, p.id from cpd.person p where p.id = p_person
    on conflict do nothing;
end $$;

-- Forgets which accounts are matched to a person, so that another can be. For administrators. How many.
create function auth.forget_identities(p_person uuid) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare n int;
begin
  if not auth.may_issue() then
    raise exception 'not permitted' using errcode = '42501';
  end if;
  delete from auth.identity i where i.person_id = p_person and i.school_id = auth.school();
  get diagnostics n = row_count;
  return n;
end $$;

-- Counts a try, and says how many there were since the window began.
create function auth.count_attempt(p_worker text, p_what text, p_seconds int) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_since timestamptz := to_timestamp(floor(extract(epoch from clock_timestamp()) / p_seconds) * p_seconds);
  v_n int;
begin
  ${CHECK}
  insert into auth.attempt as a (what, since, n) values (p_what, v_since, 1)
    on conflict (what, since) do update set n = a.n + 1 returning a.n into v_n;
  if v_n = 1 then
    delete from auth.attempt a where a.since < clock_timestamp() - interval '1 day';
  end if;
  return v_n;
end $$;
`;

const PAPER = `
-- A new code for somebody who does not work online; the one before is void. For an administrator and their line manager,
-- never for oneself. False where it may not be.
create function auth.issue_paper_code(p_person uuid, p_hash bytea, p_days int) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into auth.paper_code as c (person_id, school_id, hash, made_by, expires_at)
    select p.id, p.school_id, p_hash, auth.person(), clock_timestamp() + make_interval(days => p_days)
      from cpd.person p
      where p.id = p_person and p.school_id = auth.school() and not p.online and p.id <> auth.person()
        and (auth.holds('administrator') or p.line_manager_id = auth.person()) and auth.is_in_post(p.id)
    on conflict (person_id) do update set hash = excluded.hash, made_by = excluded.made_by, made_at = clock_timestamp(),
      expires_at = excluded.expires_at, tries = 0, used_at = null;
  return found;
end $$;

-- Uses a code up where it is right. Five wrong ones void it; a right one after that does not help.
create function auth.take_paper_code(p_worker text, p_person uuid, p_hash bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare right_one boolean;
begin
  ${CHECK}
  update auth.paper_code c set tries = c.tries + 1,
      used_at = case when c.hash = p_hash then clock_timestamp() end
    where c.person_id = p_person and c.used_at is null and c.tries < 5 and c.expires_at > clock_timestamp()
    returning c.used_at is not null into right_one;
  return coalesce(right_one, false);
end $$;
`;

const NAMES = [
  'begin_sign_in(text, text, bytea, bytea, text, text, text, text, uuid[], text, uuid, int)',
  'take_sign_in(text, text, bytea, bytea, boolean)',
  'find_people(text, text, text, text)',
  'link_identity(text, text, text, uuid)',
  'forget_identities(uuid)',
  'count_attempt(text, text, int)',
  'issue_paper_code(uuid, bytea, int)',
  'take_paper_code(text, uuid, bytea)',
];

const OWNERS = `
grant create on schema auth to cpd_engine;
${NAMES.map((name) => `alter function auth.${name} owner to cpd_engine;`).join('\n')}
revoke create on schema auth from cpd_engine;
`;

const DOWN = `
${NAMES.map((name) => `drop function auth.${name};`).join('\n')}
drop table auth.sign_in, auth.identity, auth.paper_code, auth.attempt;
drop index cpd.person_by_email;
`;
