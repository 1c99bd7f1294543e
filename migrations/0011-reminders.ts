/**
 * Notifications: who should hear of what, from when. No text but a key of the wording; what is read or sent is made when
 * it is rendered, so that it never says what is no longer so.
 *
 * Also what a worker may ask about the whole installation (its schools, what is overdue), which says nothing of anybody.
 */
export class Reminders1790000000011 {
  readonly name = 'Reminders1790000000011';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(NOTIFICATIONS);
    await q.query(OPERATING);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const NOTIFICATIONS = `
create table cpd.notification (
  id uuid primary key,
  school_id uuid not null,
  person_id uuid not null,
  instance_id uuid not null references engine.instance (id),
  -- The effect that asked for it: one effect makes at most one notification for a person.
  effect text not null,
  -- Key of the wording, e.g. 'review.draftDue'.
  about text not null check (about ~ '^[a-z]+\\.[a-zA-Z]+$'),
  -- True for those above who are told only that something is late.
  escalation boolean not null,
  -- Whose record it is; null where it is nobody's in particular.
  subject_id uuid,
  -- Duties of the record that it is about; when none of them is open any more there is nothing to remind of.
  duties text[] not null default '{}',
  recorded_at timestamptz not null,
  -- Not before: a working moment of the person, outside quiet hours.
  notify_at timestamptz not null,
  read_at timestamptz,
  -- When the thing was found done.
  closed_at timestamptz,
  unique (effect, person_id),
  unique (school_id, id),
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  foreign key (school_id, subject_id) references cpd.person (school_id, id)
);
create index notification_open on cpd.notification (school_id, person_id, notify_at) where closed_at is null;
create index on cpd.notification (instance_id) where closed_at is null;

alter table cpd.notification enable row level security, force row level security;
grant select, insert on cpd.notification to cpd_app;
grant update (read_at, closed_at) on cpd.notification to cpd_app;
create policy own on cpd.notification for select to cpd_app using (school_id = (select auth.school())
  and (person_id = (select auth.person()) or (select auth.is_system())));
create policy record on cpd.notification for insert to cpd_app
  with check (school_id = (select auth.school()) and (select auth.is_system()));
create policy mark on cpd.notification for update to cpd_app using (school_id = (select auth.school())
  and (person_id = (select auth.person()) or (select auth.is_system())));
`;

const OPERATING = `
-- The schools of this installation, for the command line and the first page of a worker that proves itself.
create function cpd.schools_served(p_secret text) returns table (id uuid, kind text, name text, urn text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return query select o.id, o.kind, o.name, o.urn from cpd.organisation o order by o.kind, o.name, o.id;
end $$;

-- How the whole installation is, in numbers: clock, timers overdue by a quarter of an hour, effects on their way for as
-- long, dead letters, records set aside.
create function cpd.pulse(p_secret text, out now timestamptz, out ahead interval, out frozen boolean, out overdue int,
  out undelivered int, out dead int, out quarantined int)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  now := engine.now();
  select c.ahead, c.frozen_at is not null into ahead, frozen from engine.clock c;
  select count(*) into overdue from engine.timer t
    where t.failed_at is null and t.due_at < now - interval '15 minutes';
  select count(*) into undelivered from engine.outbox o
    where o.delivered_at is null and o.dead_at is null and o.next_at < now - interval '15 minutes';
  select (select count(*) from engine.outbox o where o.dead_at is not null)
    + (select count(*) from engine.timer t where t.failed_at is not null)
    + (select count(*) from engine.parked_event p where p.closed_at is null) into dead;
  select count(*) into quarantined from engine.instance i where i.status = 'quarantined';
end $$;

grant create on schema cpd to cpd_engine;
alter function cpd.schools_served(text) owner to cpd_engine;
alter function cpd.pulse(text) owner to cpd_engine;
revoke create on schema cpd from cpd_engine;
`;

const DOWN = `
drop function cpd.pulse(text), cpd.schools_served(text);
drop table cpd.notification;
`;
