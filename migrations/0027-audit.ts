/**
 * Who read what is confidential, and who changed what the engine's own log does not tell of: when, from where, what and why.
 *
 * Entries are only ever added. Each has a salted digest of what it says; seals bind digests into a chain, in batches and
 * afterwards, so that writing an entry waits for nobody. Erasing a person takes the words and the salt out of their entries and
 * leaves the digest: the chain still holds, and nobody can try what the words were.
 */
export class Audit1790000000027 {
  readonly name = 'Audit1790000000027';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(TABLES);
    await q.query(WRITING);
    await q.query(SEALING);
    await q.query(OWNERS);
    await q.query(WATCHED.map(trigger).join('\n'));
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(WATCHED.map(({ table }) => `drop trigger audit on ${table};`).join('\n'));
    await q.query('drop schema audit cascade');
  }
}

/**
 * Tables whose changes no workflow's log tells of. values: codes, dates, numbers and ids are kept, old and new; otherwise only
 * which columns changed (an absence says why somebody is away). only: which changes count.
 */
const WATCHED: readonly { table: string; values: boolean; only?: string }[] = [
  { table: 'cpd.organisation', values: true },
  { table: 'cpd.person', values: true },
  { table: 'cpd.post', values: true },
  { table: 'cpd.policy', values: true },
  { table: 'cpd.absence', values: false },
  { table: 'cpd.school_calendar', values: false },
  { table: 'cpd.framework_choice', values: true },
  { table: 'cpd.review_dates', values: true },
  { table: 'cpd.cycle', values: true },
  { table: 'cpd.priority', values: true },
  { table: 'cpd.pot', values: true },
  { table: 'cpd.blocked_day', values: true },
  { table: 'cpd.booking_approver', values: true },
  { table: 'cpd.home_school', values: true },
  { table: 'cpd.transfer', values: true },
  { table: 'cpd.succession', values: true },
  { table: 'auth.token', values: false },
  { table: 'auth.identity', values: false },
  { table: 'auth.paper_code', values: false },
  { table: 'auth.session', values: false, only: 'ended_at, proved_at' },
];

const trigger = ({ table, values, only }: (typeof WATCHED)[number]): string =>
  `create trigger audit after insert or ${only ? `update of ${only}` : 'update'} or delete on ${table}
  for each row execute function audit.note_change('${values ? 'values' : 'names'}');`;

const TABLES = `
create schema audit;
grant usage on schema audit to cpd_app, cpd_engine;

create table audit.entry (
  id bigint generated always as identity primary key,
  school_id uuid not null,
  -- The engine's time, which is real time but in the demo school.
  at timestamptz not null,
  -- Who: a person, the system of the school (null, as_system), or whoever works at the database itself (null).
  actor uuid,
  as_system boolean not null,
  session uuid,
  -- From where: the address that the request came from.
  address text,
  action text not null check (action in ('read', 'added', 'changed', 'removed', 'signed')),
  -- What: a kind of record, and which.
  kind text not null check (length(kind) between 1 and 60),
  record text check (length(record) <= 200),
  -- Whose it is.
  subject uuid,
  -- Whether the entry itself is for nobody but its subject and its actor.
  confidential boolean not null,
  -- Parts that were read, columns that changed, and why it was allowed. Never text that a person wrote.
  detail jsonb not null default '{}',
  -- 122 random bits; gone when the entry is erased.
  salt bytea,
  digest bytea not null,
  sealed_in bigint,
  erased_at timestamptz
);
create index entry_unsealed on audit.entry (school_id, id) where sealed_in is null;
create index entry_sealed on audit.entry (school_id, sealed_in, id);
create index entry_subject on audit.entry (school_id, subject, id desc) where subject is not null;

create table audit.seal (
  school_id uuid not null,
  number bigint not null,
  entries int not null,
  -- SHA-256 over the digests, in order of their ids.
  content bytea not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null default clock_timestamp(),
  primary key (school_id, number)
);

alter table audit.entry enable row level security, force row level security;
alter table audit.seal enable row level security, force row level security;
grant select, insert, update on audit.entry to cpd_engine;
grant select, insert on audit.seal to cpd_engine;
create policy engine on audit.entry to cpd_engine using (true) with check (true);
create policy engine on audit.seal to cpd_engine using (true) with check (true);
grant select (id, school_id, at, actor, as_system, session, address, action, kind, record, subject, confidential, detail,
  sealed_in, erased_at) on audit.entry to cpd_app;
grant select on audit.seal to cpd_app;
create policy readers on audit.entry for select to cpd_app using (school_id = (select auth.school())
  and (subject = (select auth.person()) or actor = (select auth.person())
    or not confidential and ((select auth.holds('administrator')) or (select auth.holds('head')))));
create policy readers on audit.seal for select to cpd_app using (school_id = (select auth.school()));
`;

const WRITING = `
create function audit.digest(e audit.entry) returns bytea language sql stable set search_path = pg_catalog as $$
  select sha256(e.salt || convert_to(jsonb_build_array(e.school_id, extract(epoch from e.at)::text, e.actor, e.as_system,
    e.session, e.address, e.action, e.kind, e.record, e.subject, e.confidential, e.detail)::text, 'UTF8'))
$$;

-- Nobody changes an entry, the owner included: it may be sealed, and it may be erased.
create function audit.guard() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    new.salt := uuid_send(gen_random_uuid());
    new.digest := audit.digest(new);
    new.sealed_in := null;
    new.erased_at := null;
    return new;
  end if;
  if tg_op = 'UPDATE' and new.digest = old.digest and new.id = old.id and new.school_id = old.school_id and new.at = old.at
      and new.action = old.action and new.kind = old.kind and new.confidential = old.confidential
      and new.as_system = old.as_system and (old.sealed_in is null or new.sealed_in = old.sealed_in) then
    if new.erased_at is not null and new.salt is null and new.actor is null and new.subject is null and new.record is null
        and new.session is null and new.address is null and new.detail = '{}' then
      return new;
    end if;
    if (new.actor, new.session, new.address, new.record, new.subject, new.detail, new.salt, new.erased_at)
        is not distinct from (old.actor, old.session, old.address, old.record, old.subject, old.detail, old.salt, old.erased_at) then
      return new;
    end if;
  end if;
  raise exception 'the audit is only ever added to' using errcode = '42501';
end $$;
create trigger guard before insert or update or delete on audit.entry for each row execute function audit.guard();
create function audit.keep() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'the audit is only ever added to' using errcode = '42501';
end $$;
create trigger keep before truncate on audit.entry for each statement execute function audit.keep();
create trigger keep before update or delete or truncate on audit.seal for each statement execute function audit.keep();

-- Notes a read or a signature by whoever this transaction is. The address is what the application was told with the request.
create function audit.note(p_action text, p_kind text, p_record text, p_subject uuid, p_detail jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare me auth.principal := auth.verified();
begin
  if me.school is null or p_action not in ('read', 'signed') then
    raise exception 'not permitted' using errcode = '42501';
  end if;
  insert into audit.entry (school_id, at, actor, as_system, session, address, action, kind, record, subject, confidential,
      detail, digest)
    values (me.school, engine.now(), me.person, me.system, auth.session(), left(nullif(current_setting('audit.from', true), ''), 60),
      p_action, p_kind, p_record, p_subject, true, coalesce(p_detail, '{}'), '');
end $$;

-- What a row says of its changes: values of codes, dates, numbers and ids; of words only that they changed.
create function audit.shown(p_name text, p_value jsonb) returns jsonb language sql immutable set search_path = pg_catalog as $$
  select case
    when jsonb_typeof(p_value) in ('number', 'boolean', 'null') then p_value
    when p_name in ('post', 'key', 'word', 'kind', 'urn', 'phase', 'staff_group', 'framework_code', 'code', 'financial_year',
      'agree_by', 'mid_year_by', 'closing_from', 'close_by') then p_value
    when p_value #>> '{}' ~ '^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.+Z-]*)?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$' then p_value
    else '"…"' end
$$;

create function audit.note_change() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  me auth.principal := auth.verified();
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) else '{}' end;
  becomes jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) else '{}' end;
  r jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
  v_detail jsonb;
begin
  select jsonb_object_agg(c.name, case tg_argv[0]
      when 'names' then 'true'
      else case tg_op when 'UPDATE' then jsonb_build_array(audit.shown(c.name, was->c.name), audit.shown(c.name, becomes->c.name))
        else audit.shown(c.name, r->c.name) end end)
    into v_detail
    from (select distinct k as name from jsonb_object_keys(was || becomes) k) c
    where (was->c.name) is distinct from (becomes->c.name) and (tg_op = 'UPDATE' or coalesce(becomes->c.name, was->c.name) <> 'null')
      and c.name not in ('hash', 'seen_at');
  if v_detail is null then return null; end if;
  insert into audit.entry (school_id, at, actor, as_system, session, address, action, kind, record, subject, confidential,
      detail, digest)
    values (coalesce(r->>'school_id', r->>'id')::uuid, engine.now(),
      -- A session begins before there is a principal: it is its person's own doing.
      case when tg_table_name = 'session' then coalesce(me.person, (r->>'person_id')::uuid) else me.person end,
      coalesce(me.system, false), auth.session(), left(nullif(current_setting('audit.from', true), ''), 60),
      case tg_op when 'INSERT' then 'added' when 'UPDATE' then 'changed' else 'removed' end,
      tg_table_name, coalesce(r->>'id', r->>'key', r->>'staff_group', r->>'on_date'),
      coalesce(r->>'person_id', case when tg_table_name = 'person' then r->>'id' end)::uuid,
      tg_table_name in ('session', 'absence'), v_detail, '');
  return null;
end $$;
`;

const CHECK = `if not engine.is_worker(p_worker) then
    raise exception 'proof refused' using errcode = '28000';
  end if;`;

const SEALING = `
-- Seals what has been added since, school by school, at most p_limit entries each. Only seals wait for one another. How many
-- entries were sealed.
create function audit.seal(p_worker text, p_limit int) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_school uuid;
  v_last audit.seal;
  v_ids bigint[];
  v_content bytea;
  n int := 0;
begin
  ${CHECK}
  perform pg_advisory_xact_lock(hashtext('audit.seal'));
  for v_school in select distinct e.school_id from audit.entry e where e.sealed_in is null order by 1 loop
    select array_agg(t.id order by t.id), sha256(string_agg(t.digest, '' order by t.id)) into v_ids, v_content
      from (select e.id, e.digest from audit.entry e where e.school_id = v_school and e.sealed_in is null
        order by e.id limit p_limit) t;
    select * into v_last from audit.seal s where s.school_id = v_school order by s.number desc limit 1;
    insert into audit.seal (school_id, number, entries, content, previous, hash)
      select v_school, coalesce(v_last.number, 0) + 1, cardinality(v_ids), v_content, coalesce(v_last.hash, sha256('')),
        audit.link(v_school, coalesce(v_last.number, 0) + 1, cardinality(v_ids), v_content, coalesce(v_last.hash, sha256('')));
    update audit.entry e set sealed_in = coalesce(v_last.number, 0) + 1 where e.id = any (v_ids);
    n := n + cardinality(v_ids);
  end loop;
  return n;
end $$;

create function audit.link(p_school uuid, p_number bigint, p_entries int, p_content bytea, p_previous bytea) returns bytea
language sql immutable set search_path = pg_catalog as $$
  select sha256(p_previous || convert_to(concat_ws('|', p_school, p_number, p_entries), 'UTF8') || p_content)
$$;

-- Computes everything again. Each row is something that is not as it was; none: the audit is whole. p_school null: all.
create function audit.verify(p_worker text, p_school uuid) returns table (school uuid, what text, number bigint, entry bigint)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  ${CHECK}
  return query
    select e.school_id, 'entry changed', e.sealed_in, e.id from audit.entry e
      where (p_school is null or e.school_id = p_school) and e.erased_at is null and e.digest is distinct from audit.digest(e)
    union all
    select e.school_id, 'entry in a seal that there is not', e.sealed_in, e.id from audit.entry e
      where (p_school is null or e.school_id = p_school) and e.sealed_in is not null
        and not exists (select from audit.seal s where s.school_id = e.school_id and s.number = e.sealed_in)
    union all
    select s.school_id, 'entries of a seal are not those it was made of', s.number, null from audit.seal s
      left join lateral (select count(*) as n, sha256(string_agg(e.digest, '' order by e.id)) as content
        from audit.entry e where e.school_id = s.school_id and e.sealed_in = s.number) found on true
      where (p_school is null or s.school_id = p_school)
        and (found.n <> s.entries or found.content is distinct from s.content)
    union all
    select c.school_id, c.what, c.number, null from (
      select s.school_id, s.number, case
          when s.hash <> audit.link(s.school_id, s.number, s.entries, s.content, s.previous) then 'seal changed'
          when s.number <> row_number() over w then 'seals are missing before it'
          when s.previous <> coalesce(lag(s.hash) over w, sha256('')) then 'chain broken before it' end as what
        from audit.seal s where p_school is null or s.school_id = p_school
        window w as (partition by s.school_id order by s.number)) c
      where c.what is not null
    order by 1, 3, 4;
end $$;

-- The end of each chain, to be kept somewhere else: only that shows when the newest entries are cut off.
create function audit.heads(p_worker text) returns table (school uuid, name text, number bigint, hash text, entries bigint,
  unsealed bigint, erased bigint)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  ${CHECK}
  return query select o.id, o.name, s.number, encode(s.hash, 'hex'), count(e.id), count(e.id) filter (where e.sealed_in is null),
      count(e.id) filter (where e.erased_at is not null)
    from cpd.organisation o left join audit.entry e on e.school_id = o.id
      left join lateral (select l.number, l.hash from audit.seal l where l.school_id = o.id order by l.number desc limit 1) s on true
    group by o.id, o.name, s.number, s.hash order by o.name, o.id;
end $$;

-- Whether a chain still passes through a hash that was noted earlier.
create function audit.passes(p_worker text, p_hash text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  ${CHECK}
  return exists (select from audit.seal s where encode(s.hash, 'hex') = p_hash);
end $$;

-- Takes a person out of the audit of this school: that something happened stays, not who or to whom. For the system. How many
-- entries.
create function audit.erase(p_person uuid) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare n int;
begin
  if not auth.is_system() then
    raise exception 'not permitted' using errcode = '42501';
  end if;
  update audit.entry e set actor = null, subject = null, record = null, session = null, address = null, detail = '{}',
      salt = null, erased_at = clock_timestamp()
    where e.school_id = auth.school() and e.erased_at is null and (e.subject = p_person or e.actor = p_person);
  get diagnostics n = row_count;
  return n;
end $$;
`;

const INNER = ['digest(audit.entry)', 'link(uuid, bigint, int, bytea, bytea)', 'shown(text, jsonb)'];
const CALLED = [
  'note(text, text, text, uuid, jsonb)',
  'note_change()',
  'seal(text, int)',
  'verify(text, uuid)',
  'heads(text)',
  'passes(text, text)',
  'erase(uuid)',
];

const OWNERS = `
grant create on schema audit to cpd_engine;
${[...INNER, ...CALLED].map((name) => `alter function audit.${name} owner to cpd_engine;`).join('\n')}
revoke create on schema audit from cpd_engine;
`;
