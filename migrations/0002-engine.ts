/**
 * The engine's tables and the functions that alone write them.
 *
 * One row of `engine.instance` is the state of record of one workflow instance. The application role reads what its
 * principal may see (audience) and writes only through the SECURITY DEFINER functions, which check the principal's school.
 * Nothing here holds text that people wrote: ids stand in its place.
 */
export class Engine1790000000002 {
  readonly name = 'Engine1790000000002';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(TABLES);
    await q.query(POLICIES);
    await q.query(FUNCTIONS);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query('drop schema engine cascade');
  }
}

const TABLES = `
create schema engine;
grant usage on schema engine to cpd_app, cpd_engine;

-- Time for everything the engine does: the database's time plus an offset; frozen for simulations.
create table engine.clock (one boolean primary key default true check (one), ahead interval not null default '0',
  frozen_at timestamptz);
insert into engine.clock default values;

-- A domain, since the check of a column would be read from the catalogue again by every step (a tenth of engine.record).
create domain engine.status as text check (value in ('active', 'done', 'quarantined'));

create table engine.instance (
  id uuid primary key,
  tenant_id uuid not null,
  chart text not null,
  version int not null,
  -- The record's own key: starting it twice starts it once.
  key text not null,
  status engine.status not null,
  -- Path of the current state, leaves of parallel regions joined by ' + '.
  state text not null,
  tags text[] not null default '{}',
  snapshot jsonb not null,
  revision int not null,
  -- Who may read it: 'person:<id>', 'post:<post>', 'everyone', 'org:<id>'.
  audience text[] not null default '{}',
  started_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  quarantine_reason text,
  unique (tenant_id, chart, key)
) with (fillfactor = 80);
create index instance_by_state on engine.instance (tenant_id, chart, state);
create index instance_live_version on engine.instance (chart, version) where status <> 'done';

-- Rows below belong to an instance. There are no foreign keys to it: only the functions of this schema write here, always for
-- an instance that they hold locked, and a check per row would cost a tenth of every step.
create table engine.event (
  instance_id uuid not null,
  revision int not null,
  tenant_id uuid not null,
  type text not null,
  payload jsonb not null default '{}',
  at timestamptz not null,
  actor text not null,
  from_state text,
  to_state text not null,
  status text not null,
  version int not null,
  why text,
  command_key text,
  root text not null,
  primary key (instance_id, revision)
);
create unique index event_command_key on engine.event (tenant_id, command_key) where command_key is not null;

create table engine.timer (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  instance_id uuid not null,
  send_id text not null,
  delay text not null,
  entered_at timestamptz not null,
  due_at timestamptz not null check (isfinite(due_at)),
  -- Revision at which it was armed: a timer of an earlier visit to the state never fires.
  generation int not null,
  leased_until timestamptz,
  attempts int not null default 0,
  failed_at timestamptz,
  error text,
  unique (instance_id, send_id)
);
create index timer_due on engine.timer (due_at) where failed_at is null;
create index timer_tenant on engine.timer (tenant_id, due_at);

create table engine.outbox (
  -- <instance>.<revision>.<index>: the same effect always has the same id.
  id text primary key,
  seq bigint generated always as identity,
  tenant_id uuid not null,
  instance_id uuid not null,
  command text not null,
  params jsonb not null,
  -- The first event that led to it, for settling: <instance>.<revision>.
  root text not null,
  created_at timestamptz not null,
  next_at timestamptz not null,
  leased_until timestamptz,
  attempts int not null default 0,
  delivered_at timestamptz,
  dead_at timestamptz,
  error text
);
create index outbox_due on engine.outbox (next_at) where delivered_at is null and dead_at is null;
create index outbox_root on engine.outbox (root) where delivered_at is null and dead_at is null;
create index outbox_order on engine.outbox (instance_id, seq) where delivered_at is null and dead_at is null;
create index outbox_dead on engine.outbox (tenant_id, dead_at) where dead_at is not null;

-- One row per live duty of a person; it goes when the state goes.
create table engine.task (
  instance_id uuid not null,
  name text not null,
  tenant_id uuid not null,
  role text not null,
  -- Whose duty it is: 'person:<id>' or 'post:<post>'; empty when the post or role is vacant.
  assignees text[] not null,
  event text not null,
  since timestamptz not null,
  delay text,
  due_at timestamptz,
  primary key (instance_id, name)
);
create index task_assignees on engine.task using gin (assignees);
create index task_due on engine.task (tenant_id, due_at);

-- Events that made a chart throw: kept with the reason until somebody retries or closes them.
create table engine.parked_event (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  instance_id uuid not null,
  event jsonb not null,
  actor text not null,
  command_key text,
  error text not null,
  parked_at timestamptz not null,
  closed_at timestamptz,
  closed_because text
);

-- Attempts to send an event to an instance that has ended: nothing else is written for them.
create table engine.refusal (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  instance_id uuid not null,
  type text not null,
  actor text not null,
  code text not null,
  at timestamptz not null
);
`;

const TABLE_NAMES = ['instance', 'event', 'timer', 'outbox', 'task', 'parked_event', 'refusal'];
const CHILDREN = TABLE_NAMES.slice(1);

const POLICIES = `
grant select on engine.clock to cpd_app, cpd_engine;
grant update on engine.clock to cpd_engine;
${TABLE_NAMES.map(
  (t) => `
alter table engine.${t} enable row level security, force row level security;
grant select on engine.${t} to cpd_app;
grant select, insert, update, delete on engine.${t} to cpd_engine;
create policy engine on engine.${t} to cpd_engine using (true) with check (true);`,
).join('\n')}
create policy readers on engine.instance for select to cpd_app using (
  (tenant_id = (select auth.school()) and ((select auth.is_system()) or audience && (select auth.audiences())))
  or ('org:' || (select auth.school())::text) = any (audience));
${CHILDREN.map(
  (t) => `
create policy readers on engine.${t} for select to cpd_app using (
  (tenant_id = (select auth.school()) and (select auth.is_system()))
  or exists (select from engine.instance i where i.id = instance_id));`,
).join('\n')}
`;

const INSTANCE_COLUMNS = `out id uuid, out tenant uuid, out chart text, out version int, out key text, out status text,
  out state text, out snapshot jsonb, out revision int, out reason text, out seen jsonb`;
const LOCK_VARIABLES = `readers text[];
  e engine.event;`;
/**
 * Body that 'engine.load' and 'engine.open' share, for the principal in 'me'. The key is looked up in a statement of its own: only
 * that sees what was committed while this transaction waited for the lock.
 */
const LOCK = `select i.id, i.tenant_id, i.chart, i.version, i.key, i.status, i.state, i.snapshot, i.revision,
      i.quarantine_reason, i.audience
    into id, tenant, chart, version, key, status, state, snapshot, revision, reason, readers
    from engine.instance i where i.id = p_id for update;
  if id is null or not ((tenant = me.school and (me.system or readers && me.audiences))
    or ('org:' || me.school::text) = any (readers)) then
    id := null;
    snapshot := null;
    return;
  end if;
  if p_key is not null then
    select * into e from engine.event v where v.tenant_id = tenant and v.command_key = p_key;
    if e.instance_id is not null then
      seen := jsonb_build_object('instance', e.instance_id, 'type', e.type, 'payload', e.payload, 'revision', e.revision,
        'state', e.to_state, 'status', e.status, 'at', e.at, 'root', e.root, 'version', e.version, 'by', e.actor);
    end if;
  end if;`;

const FUNCTIONS = `
create function engine.now() returns timestamptz language sql stable security definer set search_path = pg_catalog
as $$ select coalesce(frozen_at, clock_timestamp() + ahead) from engine.clock $$;

-- Functions of the hot path plan without sequential scans: a plan that was made while a table was small would otherwise be
-- kept by its connection while the table grows.

-- Locks an instance for one step. Nothing when it is not there or its readers do not include the principal (then both look
-- the same). p_key: an idempotency key; when it was used, "seen" tells what came of it.
create function engine.load(p_id uuid, p_key text, ${INSTANCE_COLUMNS})
language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off as $$
declare
  me auth.principal := auth.verified();
  ${LOCK_VARIABLES}
begin
  ${LOCK}
end $$;

-- Enters (auth.enter) and loads in one: the principal that has just been proved needs no second look.
create function engine.open(p_kind text, p_secret text, p_school uuid, p_id uuid, p_key text, out me auth.entered,
  ${INSTANCE_COLUMNS})
language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off as $$
declare
  ${LOCK_VARIABLES}
begin
  me := auth.prove(p_kind, p_secret, p_school);
  ${LOCK}
end $$;

-- Whether a timer may fire now: its row still there, of that generation, and due on the engine's clock.
create function engine.timer_due(p_timer bigint, p_generation int) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select send_id from engine.timer
  where id = p_timer and generation = p_generation and due_at <= engine.now() and failed_at is null
    and tenant_id = auth.school() and auth.is_system()
$$;

-- Writes one step of a locked instance: snapshot, event, timers, tasks, outbox (src/engine/store/step-record.ts). Null for
-- p_cancel, p_timers, p_outbox: none. Null for p_tasks: the duties are those of the step before, and their clocks run on.
-- Raises 40001 when the revision moved (it cannot under the lock; the check is a bound).
create function engine.record(p_id uuid, p_revision int, p_at timestamptz, p_status text, p_state text, p_version int,
  p_tags text[], p_audience text[], p_snapshot jsonb, p_type text, p_payload jsonb, p_actor text, p_from text, p_why text,
  p_key text, p_root text, p_cancel text[], p_timers jsonb, p_outbox jsonb, p_tasks jsonb) returns void
language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off as $$
declare
  me auth.principal := auth.verified();
  v_tenant uuid;
begin
  update engine.instance set snapshot = p_snapshot, state = p_state, status = p_status, version = p_version,
      revision = p_revision, changed_at = p_at, tags = p_tags, audience = p_audience,
      ended_at = case when p_status = 'done' then p_at end, quarantine_reason = null
    where id = p_id and revision = p_revision - 1
      and (tenant_id = me.school or ('org:' || me.school::text) = any (audience))
    returning tenant_id into v_tenant;
  if v_tenant is null then
    raise exception 'revision moved' using errcode = '40001';
  end if;
  insert into engine.event (instance_id, revision, tenant_id, type, payload, at, actor, from_state, to_state, status, version,
      why, command_key, root)
    values (p_id, p_revision, v_tenant, p_type, p_payload, p_at, p_actor, p_from, p_state, p_status, p_version, p_why, p_key,
      p_root);
  if p_status = 'done' then
    delete from engine.timer where instance_id = p_id;
  elsif p_cancel is not null then
    delete from engine.timer where instance_id = p_id and send_id = any (p_cancel);
  end if;
  if p_timers is not null then
    insert into engine.timer (tenant_id, instance_id, send_id, delay, entered_at, due_at, generation)
      select v_tenant, p_id, t.send_id, t.delay, t.entered_at, t.due_at, p_revision
        from jsonb_to_recordset(p_timers) as t(send_id text, delay text, entered_at timestamptz, due_at timestamptz)
      on conflict (instance_id, send_id) do update set entered_at = excluded.entered_at, due_at = excluded.due_at,
        generation = excluded.generation, attempts = 0, failed_at = null, error = null, leased_until = null;
  end if;
  if p_outbox is not null then
    insert into engine.outbox (id, tenant_id, instance_id, command, params, root, created_at, next_at)
      select p_id::text || '.' || p_revision || '.' || o.index, v_tenant, p_id, o.command, o.params, p_root, p_at, p_at
        from jsonb_to_recordset(p_outbox) as o(index int, command text, params jsonb)
        order by o.index;
  end if;
  if p_tasks is not null then
    perform engine.keep_tasks(p_id, v_tenant, p_tasks, p_at);
  end if;
end $$;

-- Makes the task rows of an instance equal the duties of its states: p_tasks is the full list. Runs only inside engine.record
-- and with its rights and settings.
create function engine.keep_tasks(p_id uuid, p_tenant uuid, p_tasks jsonb, p_at timestamptz) returns void
language plpgsql as $$
begin
  if jsonb_array_length(p_tasks) = 0 then
    delete from engine.task where instance_id = p_id;
    return;
  end if;
  delete from engine.task t where t.instance_id = p_id
    and not exists (select from jsonb_array_elements(p_tasks) d where d->>'name' = t.name);
  insert into engine.task (instance_id, name, tenant_id, role, assignees, event, since, delay, due_at)
    select p_id, d.name, p_tenant, d.role, array(select jsonb_array_elements_text(d.assignees)), d.event, p_at, d.delay,
        (select min(t.due_at) from engine.timer t where t.instance_id = p_id and t.delay = d.delay)
      from jsonb_to_recordset(p_tasks) as d(name text, role text, assignees jsonb, event text, delay text)
    on conflict (instance_id, name) do update
      set role = excluded.role, assignees = excluded.assignees, event = excluded.event, delay = excluded.delay,
        due_at = coalesce(excluded.due_at, engine.task.due_at)
      where (engine.task.role, engine.task.assignees, engine.task.event, engine.task.due_at)
        is distinct from (excluded.role, excluded.assignees, excluded.event, coalesce(excluded.due_at, engine.task.due_at));
end $$;

-- Starts many instances at once. Those whose key exists already are left alone; the ids that were started come back.
create function engine.start_many(p_steps jsonb) returns setof uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  me auth.principal := auth.verified();
  started uuid[];
begin
  if me.school is null then
    raise exception 'no principal' using errcode = '42501';
  end if;
  with step as (
    select * from jsonb_to_recordset(p_steps) as s(id uuid, chart text, version int, key text, status text, state text,
      tags jsonb, snapshot jsonb, audience jsonb, at timestamptz)
  ), made as (
    insert into engine.instance (id, tenant_id, chart, version, key, status, state, tags, snapshot, revision, audience,
        started_at, changed_at, ended_at)
      select id, me.school, chart, version, key, status, state, array(select jsonb_array_elements_text(tags)), snapshot, 1,
          array(select jsonb_array_elements_text(audience)), at, at, case when status = 'done' then at end
        from step
      on conflict do nothing
      returning id
  )
  select array_agg(id) into started from made;
  if started is null then
    return;
  end if;
  insert into engine.event (instance_id, revision, tenant_id, type, payload, at, actor, to_state, status, version, why,
      command_key, root)
    select s.id, 1, me.school, 'engine.start', s.event->'payload', s.at, s.event->>'by', s.state, s.status, s.version,
        s.event->>'why', s.event->>'key', coalesce(s.event->>'root', s.id::text || '.1')
      from jsonb_to_recordset(p_steps) as s(id uuid, state text, status text, version int, at timestamptz, event jsonb)
      where s.id = any (started);
  insert into engine.timer (tenant_id, instance_id, send_id, delay, entered_at, due_at, generation)
    select me.school, s.id, t.send_id, t.delay, t.entered_at, t.due_at, 1
      from jsonb_to_recordset(p_steps) as s(id uuid, timers jsonb),
        jsonb_to_recordset(s.timers) as t(send_id text, delay text, entered_at timestamptz, due_at timestamptz)
      where s.id = any (started);
  insert into engine.outbox (id, tenant_id, instance_id, command, params, root, created_at, next_at)
    select s.id::text || '.1.' || o.index, me.school, s.id, o.command, o.params,
        coalesce(s.event->>'root', s.id::text || '.1'), s.at, s.at
      from jsonb_to_recordset(p_steps) as s(id uuid, at timestamptz, event jsonb, outbox jsonb),
        jsonb_to_recordset(s.outbox) as o(index int, command text, params jsonb)
      where s.id = any (started)
      order by s.id, o.index;
  insert into engine.task (instance_id, name, tenant_id, role, assignees, event, since, delay, due_at)
    select s.id, d.name, me.school, d.role, array(select jsonb_array_elements_text(d.assignees)), d.event, s.at, d.delay,
        (select min(t.due_at) from jsonb_to_recordset(s.timers) as t(delay text, due_at timestamptz)
          where t.delay = d.delay)
      from jsonb_to_recordset(p_steps) as s(id uuid, at timestamptz, timers jsonb, tasks jsonb),
        jsonb_to_recordset(s.tasks) as d(name text, role text, assignees jsonb, event text, delay text)
      where s.id = any (started);
  return query select unnest(started);
end $$;

-- Outbox rows written by a command that runs in a transaction of its own: ids follow from the effect that led to them.
create function engine.append_outbox(p_rows jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare me auth.principal := auth.verified();
begin
  if me.school is null or not me.system then
    raise exception 'no principal' using errcode = '42501';
  end if;
  insert into engine.outbox (id, tenant_id, instance_id, command, params, root, created_at, next_at)
    select o.id, i.tenant_id, o.instance_id, o.command, o.params, o.root, engine.now(), engine.now()
      from rows from (jsonb_to_recordset(p_rows) as (id text, instance_id uuid, command text, params jsonb, root text))
        with ordinality as o(id, instance_id, command, params, root, nth)
      join engine.instance i on i.id = o.instance_id and i.tenant_id = me.school
      -- Told in order: a join may come out in any order, and did once the table had grown.
      order by o.nth
    on conflict (id) do nothing;
end $$;

create function engine.is_worker(p_secret text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from auth.job_key where hash = sha256(convert_to(p_secret, 'UTF8'))
    and (expires_at is null or expires_at > clock_timestamp()))
$$;

-- Hands out undelivered effects, oldest first, to a worker that proves itself; two workers never get the same one while
-- the lease lasts (real time: a lease is about processes, not about the school's year). What one instance tells others
-- leaves in order.
create function engine.claim_outbox(p_secret text, p_limit int, p_lease interval, p_root text)
returns table (id text, tenant uuid, instance_id uuid, command text, params jsonb, root text, attempts int)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return query
    with due as (
      select o.id from engine.outbox o
        where o.delivered_at is null and o.dead_at is null and o.next_at <= engine.now()
          and (o.leased_until is null or o.leased_until < clock_timestamp())
          and (p_root is null or o.root = p_root)
          and not exists (select from engine.outbox e where e.instance_id = o.instance_id and e.seq < o.seq
            and e.command = 'tell' and o.command = 'tell' and e.delivered_at is null and e.dead_at is null)
        order by o.seq
        limit p_limit
        for update skip locked
    )
    update engine.outbox o set leased_until = clock_timestamp() + p_lease, attempts = o.attempts + 1
      from due where o.id = due.id
      returning o.id, o.tenant_id, o.instance_id, o.command, o.params, o.root, o.attempts;
end $$;

-- How many effects of a chain of consequences are still on their way.
create function engine.open_effects(p_secret text, p_root text) returns int
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return (select count(*) from engine.outbox where root = p_root and delivered_at is null and dead_at is null);
end $$;

create function engine.mark_delivered(p_id text) returns boolean
language sql security definer set search_path = pg_catalog as $$
  update engine.outbox set delivered_at = engine.now(), leased_until = null, error = null
    where id = p_id and delivered_at is null and tenant_id = auth.school() and auth.is_system()
    returning true
$$;

-- A delivery failed: tried again at p_next, or parked as a dead letter when p_next is null.
create function engine.mark_failed(p_id text, p_error text, p_next timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  update engine.outbox set leased_until = null, error = left(p_error, 2000),
      next_at = coalesce(p_next, next_at), dead_at = case when p_next is null then engine.now() end
    where id = p_id and delivered_at is null and tenant_id = auth.school() and auth.is_system()
$$;

create function engine.claim_timers(p_secret text, p_limit int, p_lease interval)
returns table (id bigint, generation int, tenant uuid, instance_id uuid, send_id text)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return query
    with due as (
      select t.id from engine.timer t
        where t.due_at <= engine.now() and t.failed_at is null
          and (t.leased_until is null or t.leased_until < clock_timestamp())
        order by t.due_at, t.id
        limit p_limit
        for update skip locked
    )
    update engine.timer t set leased_until = clock_timestamp() + p_lease, attempts = t.attempts + 1
      from due where t.id = due.id
      returning t.id, t.generation, t.tenant_id, t.instance_id, t.send_id;
end $$;

-- Timers that fall due before p_until, for the queue: ids only.
create function engine.near_timers(p_secret text, p_until timestamptz, p_limit int)
returns table (id bigint, generation int, due_at timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return query select t.id, t.generation, t.due_at from engine.timer t
    where t.failed_at is null and t.due_at <= p_until order by t.due_at limit p_limit;
end $$;

-- The next instant after now, and not after p_until, at which a timer fires or an effect is tried again.
create function engine.next_due(p_secret text, p_until timestamptz) returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return least(
    (select min(due_at) from engine.timer where failed_at is null and due_at > engine.now() and due_at <= p_until),
    (select min(next_at) from engine.outbox where delivered_at is null and dead_at is null and next_at > engine.now()
      and next_at <= p_until));
end $$;

-- Where a timer belongs, for a worker that was woken by its id alone.
create function engine.timer_home(p_secret text, p_timer bigint, out tenant uuid, out instance uuid, out send_id text) returns record
language sql stable security definer set search_path = pg_catalog as $$
  select t.tenant_id, t.instance_id, t.send_id from engine.timer t where t.id = p_timer and engine.is_worker(p_secret)
$$;

create function engine.drop_timer(p_id bigint, p_generation int) returns void
language sql security definer set search_path = pg_catalog as $$
  delete from engine.timer where id = p_id and generation = p_generation and tenant_id = auth.school() and auth.is_system()
$$;

create function engine.fail_timer(p_id bigint, p_error text, p_retry_until int) returns void
language sql security definer set search_path = pg_catalog as $$
  update engine.timer set error = left(p_error, 2000), leased_until = clock_timestamp() + make_interval(secs => attempts * 2),
      failed_at = case when attempts >= p_retry_until then engine.now() end
    where id = p_id and tenant_id = auth.school() and auth.is_system()
$$;

-- New due times for live timers (calendar, policy or dates changed): [{id, due_at}]. The generation moves on, so that a
-- queue job for the old time does nothing.
create function engine.move_timers(p_moves jsonb) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare n int;
begin
  if not auth.is_system() then
    raise exception 'no principal' using errcode = '42501';
  end if;
  with moved as (
    update engine.timer t set due_at = m.due_at, generation = t.generation + 1, leased_until = null
      from jsonb_to_recordset(p_moves) as m(id bigint, due_at timestamptz)
      where t.id = m.id and t.tenant_id = auth.school() and t.due_at is distinct from m.due_at
      returning t.instance_id, t.delay, t.due_at
  ), tasks as (
    update engine.task k set due_at = m.due_at from moved m where k.instance_id = m.instance_id and k.delay = m.delay
  )
  select count(*) into n from moved;
  return n;
end $$;

-- Sets an instance aside with the reason; everything else goes on.
create function engine.quarantine(p_id uuid, p_reason text) returns void
language sql security definer set search_path = pg_catalog as $$
  update engine.instance set status = 'quarantined', quarantine_reason = left(p_reason, 2000)
    where id = p_id and tenant_id = auth.school() and status = 'active'
$$;

create function engine.park_event(p_id uuid, p_event jsonb, p_by text, p_key text, p_error text) returns uuid
language sql security definer set search_path = pg_catalog as $$
  insert into engine.parked_event (tenant_id, instance_id, event, actor, command_key, error, parked_at)
    select i.tenant_id, i.id, p_event, p_by, p_key, left(p_error, 4000), engine.now()
      from engine.instance i where i.id = p_id and i.tenant_id = auth.school()
    returning id
$$;

create function engine.close_parked(p_id uuid, p_because text) returns boolean
language sql security definer set search_path = pg_catalog as $$
  update engine.parked_event set closed_at = engine.now(), closed_because = left(p_because, 500)
    where id = p_id and closed_at is null and tenant_id = auth.school() returning true
$$;

create function engine.note_refusal(p_id uuid, p_type text, p_by text, p_code text) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into engine.refusal (tenant_id, instance_id, type, actor, code, at)
    select i.tenant_id, i.id, left(p_type, 100), p_by, p_code, engine.now()
      from engine.instance i where i.id = p_id and i.tenant_id = auth.school()
$$;

-- Dead letters come back to life: effects are due now, timers may fire again. Null retries all of the school.
create function engine.retry_dead(p_ids text[]) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare n int; m int;
begin
  if not (auth.is_system() or auth.holds('administrator')) then
    raise exception 'not permitted' using errcode = '42501';
  end if;
  update engine.outbox set dead_at = null, attempts = 0, next_at = engine.now(), leased_until = null
    where dead_at is not null and tenant_id = auth.school() and (p_ids is null or id = any (p_ids));
  get diagnostics n = row_count;
  update engine.timer set failed_at = null, attempts = 0, leased_until = null
    where failed_at is not null and tenant_id = auth.school() and (p_ids is null or 't-' || id::text = any (p_ids));
  get diagnostics m = row_count;
  return n + m;
end $$;

-- What is late in the whole school and with whom, without saying in which state a record is: the CPD leader and the head
-- chase by it and learn nothing of a review's content.
create function engine.late_duties() returns table (chart text, instance_id uuid, assignees text[], due_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select i.chart, i.id, k.assignees, k.due_at from engine.task k join engine.instance i on i.id = k.instance_id
    where k.tenant_id = auth.school() and k.due_at < engine.now()
      and (auth.is_system() or auth.holds('cpdLeader') or auth.holds('head'))
$$;

-- Chart versions that live instances of any school still run on, for the boot check.
create function engine.live_versions(p_secret text) returns table (chart text, version int, n int)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return query select i.chart, i.version, count(*)::int from engine.instance i where i.status <> 'done'
    group by i.chart, i.version order by 1, 2;
end $$;

-- Moves or freezes the engine's clock: simulations and the demo school only.
create function engine.set_clock(p_secret text, p_ahead interval, p_frozen_at timestamptz) returns timestamptz
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  update engine.clock set ahead = coalesce(p_ahead, ahead), frozen_at = p_frozen_at;
  return engine.now();
end $$;

grant create on schema engine to cpd_engine;
do $do$
declare f regprocedure;
begin
  for f in select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'engine' loop
    execute format('alter function %s owner to cpd_engine', f);
  end loop;
end $do$;
revoke create on schema engine from cpd_engine;
revoke execute on function engine.keep_tasks(uuid, uuid, jsonb, timestamptz), engine.is_worker(text) from public;
grant execute on function engine.keep_tasks(uuid, uuid, jsonb, timestamptz), engine.is_worker(text) to cpd_engine;
`;
