/**
 * Training needs: what one person must learn, and what was said about it on its way.
 *
 * Where a need stands, and how it was sorted, is the engine's to say (`cpd.need_now` puts the two together). Who may read
 * a need is whom its record names as readers, and nobody else: the person, their reviewer, those who lead CPD, the head,
 * an adviser for as long as it is with them. Nothing of the review that it may have come from is here but its id.
 */
export class Needs1790000000006 {
  readonly name = 'Needs1790000000006';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(TABLES);
    await q.query(POLICIES);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const TABLES = `
-- What the CPD leader gathers needs under, from year to year.
create table cpd.theme (
  id uuid primary key,
  school_id uuid not null references cpd.organisation (id),
  title text not null check (length(title) between 1 and 200),
  about text not null default '' check (length(about) <= 2000),
  made_by uuid,
  made_at timestamptz not null,
  withdrawn_at timestamptz,
  unique (school_id, id),
  foreign key (school_id, made_by) references cpd.person (school_id, id)
);
create unique index theme_title on cpd.theme (school_id, lower(title)) where withdrawn_at is null;

-- The same need of several people, planned together; each keeps its own record. Who belongs to it is the records' to say.
create table cpd.need_group (
  id uuid primary key,
  school_id uuid not null references cpd.organisation (id),
  title text not null check (length(title) between 1 and 200),
  made_by uuid not null,
  made_at timestamptz not null,
  unique (school_id, id),
  foreign key (school_id, made_by) references cpd.person (school_id, id)
);

-- A certificate that somebody holds; one that expires raises a need beforehand.
create table cpd.certificate (
  id uuid primary key,
  school_id uuid not null,
  person_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  awarded_on date not null,
  expires_on date check (expires_on > awarded_on),
  statutory boolean not null default false,
  -- The booking through which it was gained.
  booking_id uuid,
  -- Null: the system, when a booking brought it.
  recorded_by uuid,
  recorded_at timestamptz not null,
  struck_at timestamptz,
  unique (school_id, id),
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  foreign key (school_id, recorded_by) references cpd.person (school_id, id)
);
create index on cpd.certificate (school_id, person_id);
create index certificate_expiry on cpd.certificate (school_id, expires_on) where expires_on is not null and struck_at is null;

create table cpd.need (
  id uuid primary key,
  school_id uuid not null,
  person_id uuid not null,
  -- The year in which it was raised; the year that it belongs to now is the record's to say.
  cycle_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  -- What will be different, for whom, and how it will be seen.
  outcome text not null default '' check (length(outcome) <= 4000),
  origin text not null check (origin in ('annex', 'standardsGap', 'ownRequest', 'selfEvaluation', 'improvementPlan',
    'national', 'statutory', 'expiringCertificate', 'induction')),
  -- Which review passed it, as an id that opens nothing.
  review_id uuid,
  framework text,
  standards text[] not null default '{}',
  gap_id uuid,
  certificate_id uuid,
  -- Should be met by then, e.g. before a certificate expires.
  wanted_by date,
  -- Null: the system.
  raised_by uuid,
  raised_at timestamptz not null,
  unique (school_id, id),
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  foreign key (school_id, cycle_id) references cpd.cycle (school_id, id),
  foreign key (school_id, certificate_id) references cpd.certificate (school_id, id),
  foreign key (school_id, raised_by) references cpd.person (school_id, id)
);
create index on cpd.need (school_id, person_id);
create index on cpd.need (school_id, cycle_id);

-- Reasons that were given on its way, for the person to read; never changed. undone_at: the decision was taken back.
create table cpd.need_word (
  id uuid primary key,
  school_id uuid not null,
  need_id uuid not null,
  kind text not null check (kind in ('declined', 'deferred', 'setAside', 'upheld', 'withdrawn', 'reopened', 'judged')),
  body text not null check (length(body) between 1 and 4000),
  until date,
  by_person uuid not null,
  at timestamptz not null,
  undone_at timestamptz,
  foreign key (school_id, need_id) references cpd.need (school_id, id),
  foreign key (school_id, by_person) references cpd.person (school_id, id)
);
create index on cpd.need_word (need_id, at);

-- A question to an adviser of the local authority or the trust, and the answer.
create table cpd.referral (
  id uuid primary key,
  school_id uuid not null,
  need_id uuid not null,
  organisation text not null check (organisation in ('localAuthority', 'trust')),
  adviser_id uuid not null,
  question text not null check (length(question) between 1 and 4000),
  due_on date not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  answer text check (length(answer) between 1 and 4000),
  activity_id uuid,
  answered_at timestamptz,
  taken_back_at timestamptz,
  foreign key (school_id, need_id) references cpd.need (school_id, id),
  foreign key (school_id, adviser_id) references cpd.person (school_id, id),
  foreign key (school_id, asked_by) references cpd.person (school_id, id)
);
create index on cpd.referral (need_id, asked_at);

-- A need with what its record says of it, read with the reader's own rights.
create view cpd.need_now with (security_invoker = true) as
  select n.id, n.school_id, n.person_id, n.title, n.outcome, n.origin, n.framework, n.standards, n.gap_id, n.certificate_id,
      n.wanted_by, n.raised_by, n.raised_at, n.cycle_id as raised_in,
      (c.context ->> 'cycleId')::uuid as cycle_id, i.state, i.status, i.revision, i.changed_at,
      c.context #>> '{triage,level}' as level, (c.context #>> '{triage,themeId}')::uuid as theme_id,
      (c.context #>> '{triage,priorityId}')::uuid as priority_id, (c.context #>> '{triage,rank}')::int as rank,
      (c.context #>> '{triage,ownerId}')::uuid as owner_id, (c.context ->> 'groupId')::uuid as group_id,
      (c.context ->> 'planItemId')::uuid as plan_item_id, c.context -> 'activityIds' as activity_ids,
      (c.context ->> 'deferredUntil')::date as deferred_until, (c.context ->> 'referralDueOn')::date as referral_due_on,
      c.context ->> 'outcome' as finding, (c.context ->> 'carried')::int as carried
    from cpd.need n
    join engine.instance i on i.id = n.id
    cross join lateral (select i.snapshot -> 'context' as context) c;
`;

const TABLE_NAMES = ['theme', 'need_group', 'certificate', 'need', 'need_word', 'referral'];

const HERE = 'school_id = (select auth.school())';
const ME = '(select auth.person())';
const SYSTEM = '(select auth.is_system())';
const holds = (...posts: string[]): string =>
  posts.map((post) => `(select auth.holds('${post}'))`).join(' or ');
const LEADS = holds('cpdLeader', 'cpdTeam', 'head');
const recordOf = (column: string): string => `exists (select from engine.instance i where i.id = ${column})`;
/** Everyone on the staff, and those who govern: an adviser from outside is neither. */
const SCHOOL = `${SYSTEM} or ${holds('governor', 'chair')} or (select exists (select from cpd.person p
  where p.id = auth.person() and p.staff_group <> 'governor'))`;
const LINE_MANAGER = `exists (select from cpd.person p where p.school_id = certificate.school_id
  and p.id = certificate.person_id and p.line_manager_id = ${ME})`;

const POLICIES = `
${TABLE_NAMES.map((t) => `alter table cpd.${t} enable row level security, force row level security;`).join('\n')}
${TABLE_NAMES.map((t) => `grant select, insert on cpd.${t} to cpd_app;`).join('\n')}
grant select on cpd.need_now to cpd_app;
grant update (title, about, withdrawn_at) on cpd.theme to cpd_app;
grant update (title) on cpd.need_group to cpd_app;
grant update (struck_at) on cpd.certificate to cpd_app;
grant update (undone_at) on cpd.need_word to cpd_app;
grant update (answer, activity_id, answered_at, taken_back_at) on cpd.referral to cpd_app;

-- Themes stand in the training plan, whose titles everybody at the school may see.
create policy readers on cpd.theme for select to cpd_app using (${HERE} and (${SCHOOL}));
create policy keep on cpd.theme for insert to cpd_app
  with check (${HERE} and (${SYSTEM} or made_by = ${ME} and (${LEADS})));
create policy mend on cpd.theme for update to cpd_app using (${HERE} and (${SYSTEM} or ${LEADS}));

create policy readers on cpd.need_group for select to cpd_app
  using (${HERE} and (${SYSTEM} or ${LEADS} or ${holds('deputy')}));
create policy keep on cpd.need_group for insert to cpd_app
  with check (${HERE} and made_by = ${ME} and (${LEADS}));
create policy mend on cpd.need_group for update to cpd_app using (${HERE} and (${LEADS}));

create policy readers on cpd.certificate for select to cpd_app
  using (${HERE} and (${SYSTEM} or person_id = ${ME} or ${LEADS} or ${LINE_MANAGER}));
create policy keep on cpd.certificate for insert to cpd_app
  with check (${HERE} and (${SYSTEM} or recorded_by = ${ME} and (person_id = ${ME} or ${LEADS} or ${holds('administrator')})));
create policy strike on cpd.certificate for update to cpd_app using (${HERE} and (${SYSTEM} or ${LEADS}));

create policy readers on cpd.need for select to cpd_app using (${HERE} and ${recordOf('need.id')});
-- People ask for themselves; those who lead raise for others; reviews, certificates and joiners through the system.
create policy raises on cpd.need for insert to cpd_app
  with check (${HERE} and (${SYSTEM} or raised_by = ${ME} and review_id is null and (
    origin = 'ownRequest' and person_id = ${ME}
    or origin in ('selfEvaluation', 'improvementPlan', 'national', 'statutory', 'induction', 'expiringCertificate')
      and (${LEADS}))));

create policy readers on cpd.need_word for select to cpd_app using (${HERE} and ${recordOf('need_word.need_id')});
create policy speaks on cpd.need_word for insert to cpd_app
  with check (${HERE} and by_person = ${ME} and undone_at is null and (case
    when kind in ('declined', 'deferred', 'judged') then (${LEADS}) and ${recordOf('need_id')}
    when kind in ('setAside', 'upheld') then exists (select from engine.instance i where i.id = need_id
      and i.snapshot #> '{context,people,moderator}' @> to_jsonb(${ME}::text))
    else ${recordOf('need_id')} end));
create policy undoes on cpd.need_word for update to cpd_app
  using (${HERE} and (${LEADS}) and ${recordOf('need_word.need_id')});

create policy readers on cpd.referral for select to cpd_app using (${HERE} and ${recordOf('referral.need_id')});
create policy asks on cpd.referral for insert to cpd_app
  with check (${HERE} and asked_by = ${ME} and (${LEADS}) and answer is null and answered_at is null
    and ${recordOf('need_id')});
create policy answers on cpd.referral for update to cpd_app
  using (${HERE} and ${recordOf('referral.need_id')} and (adviser_id = ${ME} and answered_at is null or ${LEADS}))
  with check (${HERE});
-- Its words are the adviser's own: those who lead may take the question back, never answer it.
create function cpd.guard_referral() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_user = 'cpd_app' and (new.answer, new.activity_id, new.answered_at)
      is distinct from (old.answer, old.activity_id, old.answered_at) and old.adviser_id is distinct from auth.person() then
    raise exception 'only the adviser answers' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard before update on cpd.referral for each row execute function cpd.guard_referral();
`;

const DOWN = `
drop view cpd.need_now;
drop table cpd.referral, cpd.need_word, cpd.need, cpd.certificate, cpd.need_group, cpd.theme;
drop function cpd.guard_referral();
`;
