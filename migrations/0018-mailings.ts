/**
 * When mail goes, and what became of it.
 *
 * `cpd.mailing` is the ledger of mails: written before anything is sent, its id is the Message-ID, and at most one row for
 * a person and day is a digest. What a mail says is made at the moment of sending and is not kept. Workers of any process
 * claim what is due; only the near horizon goes to the queue.
 */
export class Mailings1790000000018 {
  readonly name = 'Mailings1790000000018';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(SETTINGS);
    await q.query(MAILINGS);
    await q.query(NOTIFICATIONS);
    await q.query(WORKERS);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const HERE = 'school_id = (select auth.school())';
const SYSTEM = '(select auth.is_system())';
const OFFICE = ['cpdLeader', 'head', 'deputy', 'administrator']
  .map((post) => `(select auth.holds('${post}'))`)
  .join(' or ');

const SETTINGS = `
-- How a school wants its mail. Without a row, or without live_from, no mail leaves: everything waits for the go-live.
create table cpd.mail_settings (
  school_id uuid primary key references cpd.organisation (id),
  live_from timestamptz,
  -- Local times.
  digest_at time not null default '07:30',
  quiet_from time not null default '18:00',
  quiet_to time not null default '07:00',
  -- ISO weekday of the summary for CPD leader and head; the first working day from it on.
  summary_day smallint not null default 1 check (summary_day between 1 and 5),
  -- The last local date for which digests were planned.
  planned_for date
);

-- Where a school differs from the defaults in code: one row for a kind ('*', a chart, or '<chart>.<duty>'). Offsets are
-- working days of the person; null for a rung that is not told.
create table cpd.reminder_policy (
  school_id uuid not null references cpd.organisation (id),
  kind text not null check (kind ~ '^([*]|[a-z]+([.][a-zA-Z]+)?)$'),
  before_due smallint[] not null,
  on_due boolean not null,
  after_due smallint[] not null,
  first_rung_after smallint check (first_rung_after between 1 and 60),
  head_after smallint check (head_after between 1 and 60),
  primary key (school_id, kind)
);

-- What people choose for themselves. The token stands in the mail's List-Unsubscribe and says nothing else.
create table cpd.mail_choice (
  school_id uuid not null,
  person_id uuid not null,
  digest boolean not null default true,
  summary boolean not null default true,
  stop_token uuid not null unique default gen_random_uuid(),
  primary key (school_id, person_id),
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);

alter table cpd.mail_settings enable row level security, force row level security;
alter table cpd.reminder_policy enable row level security, force row level security;
alter table cpd.mail_choice enable row level security, force row level security;
grant select, insert, update on cpd.mail_settings, cpd.mail_choice to cpd_app;
grant select, insert, update, delete on cpd.reminder_policy to cpd_app;
create policy readers on cpd.mail_settings for select to cpd_app using (${HERE});
create policy keep on cpd.mail_settings for insert to cpd_app with check (${HERE} and (${SYSTEM} or ${OFFICE}));
create policy mend on cpd.mail_settings for update to cpd_app using (${HERE} and (${SYSTEM} or ${OFFICE}));
create policy readers on cpd.reminder_policy for select to cpd_app using (${HERE});
create policy keep on cpd.reminder_policy for insert to cpd_app with check (${HERE} and (${SYSTEM} or ${OFFICE}));
create policy mend on cpd.reminder_policy for update to cpd_app using (${HERE} and (${SYSTEM} or ${OFFICE}));
create policy strike on cpd.reminder_policy for delete to cpd_app using (${HERE} and (${SYSTEM} or ${OFFICE}));
create policy own on cpd.mail_choice for select to cpd_app
  using (${HERE} and (person_id = (select auth.person()) or ${SYSTEM}));
create policy keep on cpd.mail_choice for insert to cpd_app
  with check (${HERE} and (person_id = (select auth.person()) or ${SYSTEM}));
create policy mend on cpd.mail_choice for update to cpd_app
  using (${HERE} and (person_id = (select auth.person()) or ${SYSTEM}));
`;

const MAILINGS = `
create table cpd.mailing (
  -- From what the mail is: one digest for a person and day, one urgent mail for a notification. Stands in the Message-ID.
  id uuid primary key,
  school_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('digest', 'urgent', 'invitation', 'test')),
  -- What an urgent mail or invitation is about; null for a digest, which is about everything.
  about_id uuid,
  -- Local date for which it was made.
  day date not null,
  due_at timestamptz not null check (isfinite(due_at)),
  -- Not before: due_at, or the next attempt.
  next_at timestamptz not null,
  -- Moves on with every arming, so that a queue job for the old time does nothing.
  generation int not null default 1,
  leased_until timestamptz,
  attempts int not null default 0,
  closed_at timestamptz,
  -- accepted: a mail server took it over; kept: the local outbox has it; nothing: all was done before it was sent;
  -- overtaken: a later digest has the same; refused, gaveUp: it did not arrive, and a person is asked to look.
  outcome text check (outcome in ('accepted', 'kept', 'nothing', 'overtaken', 'refused', 'gaveUp')),
  trouble text,
  detail text,
  to_address text,
  items int,
  -- A mail that came back after it was accepted.
  bounced_at timestamptz,
  -- When somebody has seen to an address that does not work.
  settled_at timestamptz,
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  unique (school_id, id),
  check ((closed_at is null) = (outcome is null))
) with (fillfactor = 80);
create unique index mailing_one_digest_a_day on cpd.mailing (school_id, person_id, day) where kind = 'digest';
create index mailing_due on cpd.mailing (next_at) where closed_at is null;
create index mailing_of_person on cpd.mailing (school_id, person_id, due_at);
create index mailing_trouble on cpd.mailing (school_id, due_at) where trouble is not null;

alter table cpd.mailing enable row level security, force row level security;
grant select, insert, update on cpd.mailing to cpd_app;
-- Everybody sees what was sent to them; whoever looks after the installation sees that something did not arrive, not what.
create policy own on cpd.mailing for select to cpd_app using (${HERE} and (person_id = (select auth.person()) or ${SYSTEM}
  or (trouble is not null and (select auth.holds('administrator')))));
create policy keep on cpd.mailing for insert to cpd_app with check (${HERE} and ${SYSTEM});
create policy mend on cpd.mailing for update to cpd_app using (${HERE} and ${SYSTEM});
`;

const NOTIFICATIONS = `
alter table cpd.notification
  -- The mail in which it went out; null while no mail has carried it.
  add column mailing_id uuid,
  add column snoozed_until timestamptz,
  -- '<chart>.<duty>' and the day it is due, for reminders of the school's own policy.
  add column kind text,
  add column due_on date;
grant update (mailing_id, snoozed_until) on cpd.notification to cpd_app;
create index notification_unsent on cpd.notification (school_id, notify_at)
  where closed_at is null and mailing_id is null and read_at is null;
`;

const WORKERS = `
-- Hands out mails that are due, oldest first, to a worker that proves itself; never one twice while the lease lasts (real
-- time). Nothing of a school that is not live. p_ids: only these.
create function cpd.claim_mailings(p_secret text, p_limit int, p_lease interval, p_ids uuid[])
returns table (id uuid, school uuid, generation int, attempts int, due_at timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return query
    with due as (
      select m.id from cpd.mailing m
        where m.closed_at is null and m.next_at <= engine.now() and (p_ids is null or m.id = any (p_ids))
          and (m.leased_until is null or m.leased_until < clock_timestamp())
          and exists (select from cpd.mail_settings s where s.school_id = m.school_id and s.live_from <= engine.now())
        order by m.next_at, m.id
        limit p_limit
        for update skip locked
    )
    update cpd.mailing m set leased_until = clock_timestamp() + p_lease, attempts = m.attempts + 1
      from due where m.id = due.id
      returning m.id, m.school_id, m.generation, m.attempts, m.due_at;
end $$;

-- Mails that are due before p_until, for the queue: ids only.
create function cpd.near_mailings(p_secret text, p_until timestamptz, p_limit int)
returns table (id uuid, generation int, next_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return query select m.id, m.generation, m.next_at from cpd.mailing m
    where m.closed_at is null and m.next_at <= p_until order by m.next_at limit p_limit;
end $$;

-- Live schools whose digests of today are to be planned: from p_early before the hour of the digest.
create function cpd.schools_to_plan(p_secret text, p_early interval) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return query select s.school_id from cpd.mail_settings s join cpd.organisation o on o.id = s.school_id
    where s.live_from <= engine.now()
      and (engine.now() at time zone o.zone)::date > coalesce(s.planned_for, '-infinity')
      and (engine.now() at time zone o.zone)::date + s.digest_at <= (engine.now() + p_early) at time zone o.zone;
end $$;

-- How mail is in the whole installation, in numbers.
create function cpd.mail_pulse(p_secret text, out waiting int, out overdue int, out oldest_seconds float8, out failed int)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  select count(*), count(*) filter (where m.due_at < engine.now() - interval '15 minutes'),
      coalesce(greatest(extract(epoch from engine.now() - min(m.due_at)), 0), 0)
    into waiting, overdue, oldest_seconds
    from cpd.mailing m where m.closed_at is null and m.next_at <= engine.now() + interval '2 hours'
      and m.due_at <= engine.now()
      and exists (select from cpd.mail_settings s where s.school_id = m.school_id and s.live_from <= engine.now());
  select count(*) into failed from cpd.mailing m
    where m.trouble is not null and m.outcome in ('refused', 'gaveUp') and m.settled_at is null;
end $$;

-- Stops a summary or the digests by the token of a mail, without signing in (RFC 8058). True when there was such a token.
create function cpd.stop_mail(p_token uuid, p_what text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update cpd.mail_choice set digest = digest and p_what <> 'digest', summary = summary and p_what <> 'summary'
    where stop_token = p_token;
  return found;
end $$;

grant select, update on cpd.mailing to cpd_engine;
grant select, update on cpd.mail_choice to cpd_engine;
grant select on cpd.mail_settings to cpd_engine;
create policy engine on cpd.mailing to cpd_engine using (true);
create policy engine on cpd.mail_choice to cpd_engine using (true);
create policy engine on cpd.mail_settings for select to cpd_engine using (true);
grant create on schema cpd to cpd_engine;
alter function cpd.claim_mailings(text, int, interval, uuid[]) owner to cpd_engine;
alter function cpd.near_mailings(text, timestamptz, int) owner to cpd_engine;
alter function cpd.schools_to_plan(text, interval) owner to cpd_engine;
alter function cpd.mail_pulse(text) owner to cpd_engine;
alter function cpd.stop_mail(uuid, text) owner to cpd_engine;
revoke create on schema cpd from cpd_engine;
`;

const DOWN = `
drop function cpd.claim_mailings(text, int, interval, uuid[]), cpd.near_mailings(text, timestamptz, int),
  cpd.schools_to_plan(text, interval), cpd.mail_pulse(text), cpd.stop_mail(uuid, text);
drop index cpd.notification_unsent;
revoke update (mailing_id, snoozed_until) on cpd.notification from cpd_app;
alter table cpd.notification drop column mailing_id, drop column snoozed_until, drop column kind, drop column due_on;
drop table cpd.mailing, cpd.mail_choice, cpd.reminder_policy, cpd.mail_settings;
`;
