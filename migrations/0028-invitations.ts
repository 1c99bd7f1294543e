/**
 * What stands in people's own calendars because of us, so that an entry is moved or taken out again instead of standing
 * there twice; and the private addresses of calendars that other programs read.
 */
export class Invitations1790000000028 {
  readonly name = 'Invitations1790000000028';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(TABLES);
    await q.query(FEEDS);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const HERE = 'school_id = (select auth.school())';

const TABLES = `
create table cpd.invitation (
  -- From person and UID: an entry is one for a person, whatever becomes of it.
  id uuid primary key,
  school_id uuid not null,
  person_id uuid not null,
  uid text not null check (length(uid) between 1 and 200),
  -- Counts up with every change (RFC 5545); the newest holds.
  sequence int not null,
  -- Title, times and place as they were sent: ids and public titles, no reason of anybody's.
  entry jsonb not null,
  cancelled boolean not null default false,
  changed_at timestamptz not null,
  unique (school_id, person_id, uid),
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);
alter table cpd.invitation enable row level security, force row level security;
grant select, insert, update on cpd.invitation to cpd_app;
create policy own on cpd.invitation for select to cpd_app using (${HERE}
  and (person_id = (select auth.person()) or (select auth.is_system())));
create policy keep on cpd.invitation for insert to cpd_app with check (${HERE} and (select auth.is_system()));
create policy mend on cpd.invitation for update to cpd_app using (${HERE} and (select auth.is_system()));
`;

const FEEDS = `
-- The address is the secret; its hash is kept. 'own': a person's entries. 'cover': the school's cover, for those who arrange it.
create table cpd.calendar_feed (
  id uuid primary key,
  school_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('own', 'cover')),
  token_hash bytea not null unique check (length(token_hash) = 32),
  made_at timestamptz not null,
  revoked_at timestamptz,
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);
create unique index calendar_feed_live on cpd.calendar_feed (school_id, person_id, kind) where revoked_at is null;
alter table cpd.calendar_feed enable row level security, force row level security;
grant select, insert on cpd.calendar_feed to cpd_app;
grant update (revoked_at) on cpd.calendar_feed to cpd_app;
create policy own on cpd.calendar_feed for select to cpd_app using (${HERE} and person_id = (select auth.person()));
create policy keep on cpd.calendar_feed for insert to cpd_app with check (${HERE} and person_id = (select auth.person())
  and (kind = 'own' or (select auth.holds('cover')) or (select auth.holds('head')) or (select auth.holds('administrator'))));
create policy mend on cpd.calendar_feed for update to cpd_app using (${HERE} and person_id = (select auth.person()));

-- Whose calendar an address shows, for a worker that proves itself. Nothing once they have left, or no longer hold a post
-- that may see the school's cover.
create function cpd.feed_of(p_secret text, p_hash bytea) returns table (school uuid, person uuid, kind text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return query select f.school_id, f.person_id, f.kind from cpd.calendar_feed f
    join cpd.person p on p.id = f.person_id join cpd.organisation o on o.id = f.school_id
    where f.token_hash = p_hash and f.revoked_at is null
      and (p.leaves_on is null or p.leaves_on >= (engine.now() at time zone o.zone)::date)
      and (f.kind = 'own' or exists (select from cpd.post h where h.person_id = f.person_id
        and h.post in ('cover', 'head', 'administrator') and h.from_date <= (engine.now() at time zone o.zone)::date
        and (h.to_date is null or h.to_date > (engine.now() at time zone o.zone)::date)));
end $$;
grant select on cpd.calendar_feed to cpd_engine;
create policy engine on cpd.calendar_feed for select to cpd_engine using (true);
grant create on schema cpd to cpd_engine;
alter function cpd.feed_of(text, bytea) owner to cpd_engine;
revoke create on schema cpd from cpd_engine;
`;

const DOWN = `
drop function cpd.feed_of(text, bytea);
drop table cpd.calendar_feed, cpd.invitation;
`;
