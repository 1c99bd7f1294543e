/**
 * Readers of a record in another organisation: 'org:<id>' for all of it, 'org:<id>/post:<post>' for whoever holds a post
 * there, 'org:<id>/system' for its workers. Before, there was only the first. Nothing else of the one reaches the other.
 */
export class ReadersAbroad1790000000025 {
  readonly name = 'ReadersAbroad1790000000025';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(NAMES_ABROAD);
    await q.query(engineReads(ABROAD));
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(engineReads(WHOLE_ORGANISATION));
    await q.query('drop function auth.audiences_abroad(), auth.names_abroad(uuid, boolean, text[]);');
  }
}

const SYSTEM = '(select auth.is_system())';

const NAMES_ABROAD = `
-- What somebody is called among the readers of another organisation's record. A session that is for one record has no name.
create function auth.names_abroad(p_school uuid, p_system boolean, p_audiences text[]) returns text[]
language sql immutable set search_path = pg_catalog as $$
  select case when p_school is null then '{}'
    when p_system then array['org:' || p_school, 'org:' || p_school || '/system']
    when 'everyone' = any (p_audiences) then array['org:' || p_school]
      || (select array_agg('org:' || p_school || '/' || a) from unnest(p_audiences) a)
    else '{}' end
$$;
create function auth.audiences_abroad() returns text[] language plpgsql stable security definer set search_path = pg_catalog
as $$
declare me auth.principal := auth.verified();
begin return auth.names_abroad(me.school, me.system, me.audiences); end $$;
grant create on schema auth to cpd_engine;
alter function auth.names_abroad(uuid, boolean, text[]) owner to cpd_engine;
alter function auth.audiences_abroad() owner to cpd_engine;
revoke create on schema auth from cpd_engine;
`;

/** How a record of another organisation is reached, given the column of its readers: by a policy, and inside functions. */
interface Reach {
  readonly policy: (readers: string) => string;
  readonly inside: (readers: string) => string;
}
const ABROAD: Reach = {
  policy: (readers) => `${readers} && (select auth.audiences_abroad())`,
  inside: (readers) => `${readers} && auth.names_abroad(me.school, me.system, me.audiences)`,
};
/** As in 0002. */
const WHOLE_ORGANISATION: Reach = {
  policy: (readers) => `('org:' || (select auth.school())::text) = any (${readers})`,
  inside: (readers) => `('org:' || me.school::text) = any (${readers})`,
};

const INSTANCE_COLUMNS = `out id uuid, out tenant uuid, out chart text, out version int, out key text, out status text,
  out state text, out snapshot jsonb, out revision int, out reason text, out seen jsonb`;
const LOCK_VARIABLES = `readers text[];
  e engine.event;`;
/**
 * Body that 'engine.load' and 'engine.open' share, for the principal in 'me'. The key is looked up in a statement of its own: only
 * that sees what was committed while this transaction waited for the lock.
 */
const lock = (
  reached: Reach['inside'],
): string => `select i.id, i.tenant_id, i.chart, i.version, i.key, i.status, i.state, i.snapshot, i.revision,
      i.quarantine_reason, i.audience
    into id, tenant, chart, version, key, status, state, snapshot, revision, reason, readers
    from engine.instance i where i.id = p_id for update;
  if id is null or not ((tenant = me.school and (me.system or readers && me.audiences))
    or ${reached('readers')}) then
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

/** The functions of 0002 that look at who may read a record, and its policy: nothing else of them changes. */
const engineReads = ({ policy, inside: reached }: Reach): string => `
drop policy readers on engine.instance;
create policy readers on engine.instance for select to cpd_app using (
  (tenant_id = (select auth.school()) and (${SYSTEM} or audience && (select auth.audiences())))
  or ${policy('audience')});

-- Locks an instance for one step. Nothing when it is not there or its readers do not include the principal (then both look
-- the same). p_key: an idempotency key; when it was used, "seen" tells what came of it.
create or replace function engine.load(p_id uuid, p_key text, ${INSTANCE_COLUMNS})
language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off as $$
declare
  me auth.principal := auth.verified();
  ${LOCK_VARIABLES}
begin
  ${lock(reached)}
end $$;

-- Enters (auth.enter) and loads in one: the principal that has just been proved needs no second look.
create or replace function engine.open(p_kind text, p_secret text, p_school uuid, p_id uuid, p_key text, out me auth.entered,
  ${INSTANCE_COLUMNS})
language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off as $$
declare
  ${LOCK_VARIABLES}
begin
  me := auth.prove(p_kind, p_secret, p_school);
  ${lock(reached)}
end $$;

create or replace function engine.record(p_id uuid, p_revision int, p_at timestamptz, p_status text, p_state text, p_version int,
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
      and (tenant_id = me.school or ${reached('audience')})
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
`;
