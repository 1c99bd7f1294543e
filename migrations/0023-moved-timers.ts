/**
 * Two things that the engine must survive better (docs/reliability.md, rows 18 and 20): an effect that nobody has tried yet
 * does not wait for the clock, and a due time that was computed again leaves a trace of what it was.
 */
export class MovedTimers1790000000023 {
  readonly name = 'MovedTimers1790000000023';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(TABLE);
    await q.query(claimOutbox('(o.attempts = 0 or o.next_at <= engine.now())'));
    await q.query(MOVE_AND_NOTE);
    await q.query(OWNED);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(claimOutbox('o.next_at <= engine.now()'));
    await q.query(MOVE);
    await q.query(OWNED);
    await q.query('drop table engine.moved_timer');
  }
}

const TABLE = `
-- Due times that were computed again after a calendar, a policy or a date had changed: the one before and the one after.
create table engine.moved_timer (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  instance_id uuid not null,
  delay text not null,
  from_due timestamptz not null,
  to_due timestamptz not null,
  at timestamptz not null
);
create index on engine.moved_timer (instance_id, id);
alter table engine.moved_timer enable row level security, force row level security;
grant select on engine.moved_timer to cpd_app;
grant select, insert on engine.moved_timer to cpd_engine;
create policy engine on engine.moved_timer to cpd_engine using (true) with check (true);
create policy readers on engine.moved_timer for select to cpd_app using (
  (tenant_id = (select auth.school()) and (select auth.is_system()))
  or exists (select from engine.instance i where i.id = instance_id));
`;

/** As in 0002, but for the condition under which an effect is due. */
const claimOutbox = (due: string): string => `
create or replace function engine.claim_outbox(p_secret text, p_limit int, p_lease interval, p_root text)
returns table (id text, tenant uuid, instance_id uuid, command text, params jsonb, root text, attempts int)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return query
    with due as (
      select o.id from engine.outbox o
        where o.delivered_at is null and o.dead_at is null and ${due}
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
`;

/** As in 0002, and what each due time was before is noted. */
const MOVE_AND_NOTE = `
create or replace function engine.move_timers(p_moves jsonb) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare n int;
begin
  if not auth.is_system() then
    raise exception 'no principal' using errcode = '42501';
  end if;
  with moved as (
    update engine.timer t set due_at = m.due_at, generation = t.generation + 1, leased_until = null
      from (select m.id, m.due_at, b.due_at as was from jsonb_to_recordset(p_moves) as m(id bigint, due_at timestamptz)
        join engine.timer b on b.id = m.id) m
      where t.id = m.id and t.tenant_id = auth.school() and t.due_at is distinct from m.due_at
      returning t.instance_id, t.delay, t.due_at, m.was
  ), tasks as (
    update engine.task k set due_at = m.due_at from moved m where k.instance_id = m.instance_id and k.delay = m.delay
  ), noted as (
    insert into engine.moved_timer (tenant_id, instance_id, delay, from_due, to_due, at)
      select auth.school(), b.instance_id, b.delay, b.was, b.due_at, engine.now() from moved b
  )
  select count(*) into n from moved;
  return n;
end $$;
`;

/** As it stands in 0002. */
const MOVE = `
create or replace function engine.move_timers(p_moves jsonb) returns int
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
`;

const OWNED = `
grant create on schema engine to cpd_engine;
alter function engine.claim_outbox(text, int, interval, text) owner to cpd_engine;
alter function engine.move_timers(jsonb) owner to cpd_engine;
revoke create on schema engine from cpd_engine;
`;
