/**
 * Reviews, in a schema of their own: what two people write to each other in confidence.
 *
 * Who a person is to a review is asked of the engine's record (`confidential.standing`), never of a copy: a reviewer who
 * was replaced loses access in the commit that replaced them. The CPD leader has no standing by that post, and the system
 * reads training needs once both sides can see them, never a statement.
 */
export class Reviews1790000000004 {
  readonly name = 'Reviews1790000000004';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(REVIEW);
    await q.query(CONTENT);
    await q.query(POLICIES);
    await q.query(FUNCTIONS);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query('drop schema confidential cascade');
  }
}

const REVIEW = `
create schema confidential;
grant usage on schema confidential to cpd_app, cpd_engine;

-- One reviewee's review in one cycle. Where it stands and who reviews is the engine's to say.
create table confidential.review (
  id uuid primary key,
  school_id uuid not null references cpd.organisation (id),
  cycle_id uuid not null,
  reviewee_id uuid not null,
  opened_at timestamptz not null,
  unique (school_id, id),
  foreign key (school_id, reviewee_id) references cpd.person (school_id, id)
);
create index on confidential.review (school_id, reviewee_id, opened_at desc, id desc);

-- Ids out of a role of a chart's context: one, several, or nobody.
create function confidential.held(p_held jsonb) returns uuid[] language sql immutable set search_path = pg_catalog as $$
  select case jsonb_typeof(p_held)
    when 'string' then array[(p_held #>> '{}')::uuid]
    when 'array' then array(select e::uuid from jsonb_array_elements_text(p_held) e)
    else '{}' end
$$;

-- What the caller is to a review: 'reviewee', 'reviewer' (now), 'successor' (reviews the same person since, and reads the
-- review before), 'moderator' (of a dispute that is open), 'adviser' (of the head's panel), 'head' (never of a head's own
-- review), 'system', or null. An earlier role wins where somebody has two.
create function confidential.standing(p_review uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  me auth.principal := auth.current_principal();
  r confidential.review;
  people jsonb;
  disputed boolean;
  ended timestamptz;
  latest uuid[];
begin
  select * into r from confidential.review where id = p_review and school_id = me.school;
  if r.id is null then return null; end if;
  if me.system then return 'system'; end if;
  if r.reviewee_id = me.person then return 'reviewee'; end if;
  select i.snapshot #> '{context,people}', i.snapshot #>> '{context,disputedAt}' is not null, i.ended_at
    into people, disputed, ended from engine.instance i where i.id = p_review and i.tenant_id = me.school;
  if people is null then return null; end if;
  latest := array(select n.id from confidential.review n
    join engine.instance i on i.id = n.id
    where n.school_id = me.school and n.reviewee_id = r.reviewee_id
    order by n.opened_at desc, n.id desc limit 2);
  if ended is null or latest[1] = r.id then
    if me.person = any (confidential.held(people->'reviewer')) then return 'reviewer'; end if;
    if me.person = any (confidential.held(people->'adviser')) then return 'adviser'; end if;
  end if;
  if latest[2] = r.id and exists (select from engine.instance i where i.id = latest[1]
      and me.person = any (confidential.held(i.snapshot #> '{context,people,reviewer}'))) then
    return 'successor';
  end if;
  if disputed and me.person = any (confidential.held(people->'moderator')) then return 'moderator'; end if;
  if 'post:head' = any (me.audiences) and not exists (select from cpd.post p
      where p.school_id = me.school and p.person_id = r.reviewee_id and p.post = 'head'
        and p.from_date <= coalesce(ended, engine.now())::date
        and (p.to_date is null or p.to_date > r.opened_at::date)) then
    return 'head';
  end if;
  return null;
end $$;

-- True where the reviewee confirms on paper or a shared device, so that the reviewer enters their wishes for them.
create function confidential.confirms_on_paper(p_review uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((select (i.snapshot #>> '{context,offline}')::boolean from engine.instance i
    where i.id = p_review and i.tenant_id = auth.school()), false)
$$;
`;

const CONTENT = `
-- Who could read it as its reviewer from when, after the first.
create table confidential.reviewer_term (
  review_id uuid not null,
  school_id uuid not null,
  reviewers uuid[] not null,
  since timestamptz not null,
  primary key (review_id, since),
  foreign key (school_id, review_id) references confidential.review (school_id, id)
);

-- Everything that is written into a statement, in versions: saving adds one and loses none. A version is its side's alone
-- until it is shared; taking it back hides it again. body: {"text"}, {"objectives"} or {"judgements"}, by part.
create table confidential.writing (
  id uuid primary key,
  school_id uuid not null,
  review_id uuid not null,
  part text not null,
  side text not null check (side in ('reviewee', 'reviewer')),
  version int not null check (version > 0),
  body jsonb not null check (octet_length(body::text) <= 120000),
  written_by uuid not null,
  written_at timestamptz not null,
  shared_at timestamptz,
  withdrawn_at timestamptz,
  -- A revision of objectives holds from here, once the other person agreed.
  applied_at timestamptz,
  unique (review_id, part, version),
  check (part = 'revision'
    or side = 'reviewee' and part in ('preparation', 'proposedObjectives', 'comments')
    or side = 'reviewer' and part in ('objectives', 'summary', 'observation', 'support', 'midYear', 'judgement')),
  foreign key (school_id, review_id) references confidential.review (school_id, id),
  foreign key (school_id, written_by) references cpd.person (school_id, id)
);

-- The training and development annex: the only part that leaves the review, one need each.
create table confidential.annex_item (
  id uuid primary key,
  school_id uuid not null,
  review_id uuid not null,
  side text not null check (side in ('reviewee', 'reviewer')),
  version int not null default 1,
  title text not null check (length(title) between 1 and 200),
  -- What will be different, for whom, and how it will be seen.
  outcome text not null check (length(outcome) <= 4000),
  framework text,
  standards text[] not null default '{}',
  -- The self-assessment and its gap that it came from.
  assessment_id uuid,
  gap_id uuid,
  wanted_by_reviewee boolean not null default false,
  wanted_by_reviewer boolean not null default false,
  added_by uuid not null,
  added_at timestamptz not null,
  shared_at timestamptz,
  dropped_at timestamptz,
  passed_at timestamptz,
  -- Who decides about a need that only one of them wants, and what was decided.
  contested_to uuid[] not null default '{}',
  settled_at timestamptz,
  settled_by uuid,
  settled_pass boolean,
  unique (school_id, id),
  foreign key (school_id, review_id) references confidential.review (school_id, id),
  foreign key (school_id, added_by) references cpd.person (school_id, id)
);
create index on confidential.annex_item (review_id);

-- What an annex item said before it was changed.
create table confidential.annex_wording (
  annex_item_id uuid not null,
  school_id uuid not null,
  version int not null,
  title text not null,
  outcome text not null,
  replaced_by uuid not null,
  replaced_at timestamptz not null,
  primary key (annex_item_id, version),
  foreign key (school_id, annex_item_id) references confidential.annex_item (school_id, id)
);

-- What the two people, or a moderator, say to each other; never changed. words_of: whose words they are, where the
-- reviewer enters them for somebody who confirms on paper.
create table confidential.review_comment (
  id uuid primary key,
  seq bigint generated always as identity,
  school_id uuid not null,
  review_id uuid not null,
  about text not null check (about in ('statement', 'changes', 'midYear', 'judgement', 'dispute', 'decision')),
  words_of uuid not null,
  written_by uuid not null,
  written_at timestamptz not null,
  body text not null check (length(body) between 1 and 8000),
  foreign key (school_id, review_id) references confidential.review (school_id, id),
  foreign key (school_id, words_of) references cpd.person (school_id, id),
  foreign key (school_id, written_by) references cpd.person (school_id, id)
);
create index on confidential.review_comment (review_id);

-- Classroom observation in minutes; struck out, never deleted.
create table confidential.observation (
  id uuid primary key,
  school_id uuid not null,
  review_id uuid not null,
  observed_on date not null,
  minutes int not null check (minutes between 1 and 600),
  focus text not null default '' check (length(focus) <= 500),
  notes text not null default '' check (length(notes) <= 8000),
  observer_id uuid not null,
  written_at timestamptz not null,
  struck_at timestamptz,
  foreign key (school_id, review_id) references confidential.review (school_id, id),
  foreign key (school_id, observer_id) references cpd.person (school_id, id)
);
create index on confidential.observation (review_id);

-- Where the reviewee wants to be in three or five years; carried from review to review.
create table confidential.long_range_aim (
  id uuid primary key,
  school_id uuid not null,
  review_id uuid not null,
  years int not null check (years in (3, 5)),
  version int not null default 1,
  body text not null check (length(body) between 1 and 4000),
  framework text,
  standards text[] not null default '{}',
  written_at timestamptz not null,
  shared_at timestamptz,
  dropped_at timestamptz,
  carried_from uuid,
  foreign key (school_id, review_id) references confidential.review (school_id, id)
);
create index on confidential.long_range_aim (review_id);

-- What colleagues were asked to say to the reviewer; they do not read the review.
create table confidential.contribution (
  id uuid primary key,
  school_id uuid not null,
  review_id uuid not null,
  reviewee_id uuid not null,
  contributor_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  body text check (length(body) between 1 and 8000),
  given_at timestamptz,
  foreign key (school_id, review_id) references confidential.review (school_id, id),
  foreign key (school_id, reviewee_id) references cpd.person (school_id, id),
  foreign key (school_id, contributor_id) references cpd.person (school_id, id)
);
create index on confidential.contribution (review_id);
create index on confidential.contribution (school_id, contributor_id);

-- A staff member's own journal; others read an entry only where its writer names them.
create table confidential.journal_entry (
  id uuid primary key,
  school_id uuid not null,
  person_id uuid not null,
  version int not null default 1,
  on_date date not null,
  title text not null check (length(title) between 1 and 200),
  body text not null check (length(body) <= 20000),
  framework text,
  standards text[] not null default '{}',
  shared_with uuid[] not null default '{}',
  written_at timestamptz not null,
  unique (school_id, id),
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);
create index on confidential.journal_entry (school_id, person_id, on_date desc);

create table confidential.journal_wording (
  entry_id uuid not null,
  school_id uuid not null,
  version int not null,
  title text not null,
  body text not null,
  replaced_at timestamptz not null,
  primary key (entry_id, version),
  foreign key (school_id, entry_id) references confidential.journal_entry (school_id, id) on delete cascade
);
`;

const TABLES = [
  'review',
  'reviewer_term',
  'writing',
  'annex_item',
  'annex_wording',
  'review_comment',
  'observation',
  'long_range_aim',
  'contribution',
  'journal_entry',
  'journal_wording',
];

/** Everybody who may read what both people can see. */
const READERS = `('reviewee', 'reviewer', 'successor', 'moderator', 'adviser', 'head')`;
const HERE = `school_id = (select auth.school())`;
const ME = `(select auth.person())`;
const STANDING = `confidential.standing(review_id)`;

const POLICIES = `
${TABLES.map((t) => `alter table confidential.${t} enable row level security, force row level security;`).join('\n')}
grant select, insert on ${TABLES.map((t) => `confidential.${t}`).join(', ')} to cpd_app;
grant update (shared_at, withdrawn_at) on confidential.writing to cpd_app;
grant update on confidential.annex_item to cpd_app;
grant update (struck_at) on confidential.observation to cpd_app;
grant update (version, body, framework, standards, written_at, shared_at, dropped_at) on confidential.long_range_aim to cpd_app;
grant update (asked_at, body, given_at) on confidential.contribution to cpd_app;
grant update (version, on_date, title, body, framework, standards, shared_with, written_at), delete
  on confidential.journal_entry to cpd_app;

grant select on confidential.review to cpd_engine;
create policy engine on confidential.review for select to cpd_engine using (true);
-- The definer functions below mark and copy; of what is written they can read nothing but which row it is.
grant select (id, school_id, review_id, part), update (applied_at) on confidential.writing to cpd_engine;
create policy engine on confidential.writing to cpd_engine using (true);
grant select, insert on confidential.long_range_aim to cpd_engine;
create policy engine on confidential.long_range_aim to cpd_engine using (true) with check (true);

create policy readers on confidential.review for select to cpd_app
  using (${HERE} and ((select auth.is_system()) or confidential.standing(id) is not null));
create policy opens on confidential.review for insert to cpd_app with check (${HERE} and (select auth.is_system()));

create policy readers on confidential.reviewer_term for select to cpd_app
  using (${HERE} and ${STANDING} in ('reviewee', 'reviewer', 'head', 'adviser', 'system'));
create policy notes on confidential.reviewer_term for insert to cpd_app with check (${HERE} and (select auth.is_system()));

create policy readers on confidential.writing for select to cpd_app using (${HERE}
  and (${STANDING} = side or shared_at is not null and withdrawn_at is null and ${STANDING} in ${READERS}));
create policy writes on confidential.writing for insert to cpd_app
  with check (${HERE} and written_by = ${ME} and ${STANDING} = side and applied_at is null);
create policy shares on confidential.writing for update to cpd_app
  using (${HERE} and ${STANDING} = side) with check (${HERE} and ${STANDING} = side);

create policy readers on confidential.annex_item for select to cpd_app using (${HERE} and (${STANDING} = side
  or shared_at is not null and ${STANDING} in ('reviewee', 'reviewer', 'successor', 'moderator', 'adviser', 'head', 'system')
  or ${ME} = any (contested_to)));
create policy writes on confidential.annex_item for insert to cpd_app
  with check (${HERE} and added_by = ${ME} and ${STANDING} = side and passed_at is null and settled_at is null
    and contested_to = '{}' and (case side when 'reviewee' then not wanted_by_reviewer
      else not wanted_by_reviewee or confidential.confirms_on_paper(review_id) end));
-- Which columns each may change is for the trigger guard_annex.
create policy changes on confidential.annex_item for update to cpd_app
  using (${HERE} and (${STANDING} in ('reviewee', 'reviewer', 'system') or ${ME} = any (contested_to)))
  with check (${HERE});

create policy readers on confidential.annex_wording for select to cpd_app
  using (${HERE} and exists (select from confidential.annex_item a where a.id = annex_item_id));
create policy keeps on confidential.annex_wording for insert to cpd_app
  with check (${HERE} and replaced_by = ${ME} and exists (select from confidential.annex_item a
    where a.id = annex_item_id and confidential.standing(a.review_id) in ('reviewee', 'reviewer')));

create policy readers on confidential.review_comment for select to cpd_app
  using (${HERE} and ${STANDING} in ${READERS});
create policy speaks on confidential.review_comment for insert to cpd_app
  with check (${HERE} and written_by = ${ME} and ${STANDING} in ('reviewee', 'reviewer', 'moderator', 'head')
    and (words_of = ${ME} or ${STANDING} = 'reviewer' and confidential.confirms_on_paper(review_id)));

create policy readers on confidential.observation for select to cpd_app using (${HERE} and ${STANDING} in ${READERS});
create policy writes on confidential.observation for insert to cpd_app
  with check (${HERE} and observer_id = ${ME} and ${STANDING} = 'reviewer');
create policy strikes on confidential.observation for update to cpd_app
  using (${HERE} and ${STANDING} = 'reviewer') with check (${HERE} and ${STANDING} = 'reviewer');

create policy readers on confidential.long_range_aim for select to cpd_app using (${HERE}
  and (${STANDING} = 'reviewee' or shared_at is not null and ${STANDING} in ${READERS}));
create policy writes on confidential.long_range_aim for insert to cpd_app
  with check (${HERE} and (${STANDING} = 'reviewee'
    or ${STANDING} = 'reviewer' and confidential.confirms_on_paper(review_id)));
create policy changes on confidential.long_range_aim for update to cpd_app
  using (${HERE} and (${STANDING} = 'reviewee'
    or ${STANDING} = 'reviewer' and confidential.confirms_on_paper(review_id)))
  with check (${HERE});

create policy readers on confidential.contribution for select to cpd_app
  using (${HERE} and (contributor_id = ${ME} or ${STANDING} = 'reviewer'));
create policy asks on confidential.contribution for insert to cpd_app
  with check (${HERE} and asked_by = ${ME} and ${STANDING} = 'reviewer' and body is null and given_at is null);
create policy answers on confidential.contribution for update to cpd_app
  using (${HERE} and contributor_id = ${ME} and given_at is null) with check (${HERE} and contributor_id = ${ME});

create policy own on confidential.journal_entry to cpd_app
  using (${HERE} and person_id = ${ME}) with check (${HERE} and person_id = ${ME});
create policy shared on confidential.journal_entry for select to cpd_app
  using (${HERE} and ${ME} = any (shared_with));
create policy own on confidential.journal_wording to cpd_app
  using (${HERE} and exists (select from confidential.journal_entry e where e.id = entry_id and e.person_id = ${ME}))
  with check (${HERE} and exists (select from confidential.journal_entry e where e.id = entry_id and e.person_id = ${ME}));
`;

const FUNCTIONS = `
-- Each changes only what is theirs: a person their own wish and the wording, the system what passed, whoever decides a
-- contested need the decision. What has passed says for ever what it said then.
create function confidential.guard_annex() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  who text;
  wording boolean := (new.title, new.outcome, new.framework, new.standards, new.gap_id, new.assessment_id)
    is distinct from (old.title, old.outcome, old.framework, old.standards, old.gap_id, old.assessment_id);
  passing boolean := (new.passed_at, new.contested_to) is distinct from (old.passed_at, old.contested_to);
  settling boolean := (new.settled_at, new.settled_by, new.settled_pass)
    is distinct from (old.settled_at, old.settled_by, old.settled_pass);
  own boolean := new.shared_at is distinct from old.shared_at or new.dropped_at is distinct from old.dropped_at;
  allowed boolean;
begin
  if current_user <> 'cpd_app' then return new; end if;
  who := coalesce(confidential.standing(new.review_id), 'none');
  if (new.id, new.school_id, new.review_id, new.side, new.added_by, new.added_at)
      is distinct from (old.id, old.school_id, old.review_id, old.side, old.added_by, old.added_at) then
    raise exception 'an annex item keeps its place' using errcode = '42501';
  end if;
  if who = 'system' then
    allowed := not (wording or settling or own) and new.wanted_by_reviewee = old.wanted_by_reviewee
      and new.wanted_by_reviewer = old.wanted_by_reviewer;
  elsif who in ('reviewee', 'reviewer') then
    allowed := not (passing or settling) and (old.passed_at is null or not (wording or own))
      and (not own or old.side = who)
      and (new.wanted_by_reviewer = old.wanted_by_reviewer or who = 'reviewer')
      and (new.wanted_by_reviewee = old.wanted_by_reviewee or who = 'reviewee'
        or confidential.confirms_on_paper(new.review_id));
  else
    allowed := not (wording or passing or own) and settling and auth.person() = any (old.contested_to)
      and new.settled_by = auth.person() and new.wanted_by_reviewee = old.wanted_by_reviewee
      and new.wanted_by_reviewer = old.wanted_by_reviewer;
  end if;
  if not allowed then
    raise exception 'this part of the annex is for somebody else to change' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard before update on confidential.annex_item for each row execute function confidential.guard_annex();

-- A proposed change of objectives holds from now. For the system, which never reads what it says.
create function confidential.apply_revision(p_review uuid, p_revision uuid) returns boolean
language sql security definer set search_path = pg_catalog as $$
  update confidential.writing set applied_at = engine.now()
    where id = p_revision and review_id = p_review and part = 'revision' and school_id = auth.school() and auth.is_system()
    returning true
$$;

-- Copies the long-range aims of the review before into the reviewee's newest one; each once. p_review: either of the two.
create function confidential.carry_aims(p_review uuid) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  r confidential.review;
  pair uuid[];
  n int;
begin
  if not auth.is_system() then
    raise exception 'no principal' using errcode = '42501';
  end if;
  select * into r from confidential.review where id = p_review and school_id = auth.school();
  pair := array(select w.id from confidential.review w where w.school_id = r.school_id and w.reviewee_id = r.reviewee_id
    order by w.opened_at desc, w.id desc limit 2);
  if coalesce(array_length(pair, 1), 0) < 2 then return 0; end if;
  insert into confidential.long_range_aim (id, school_id, review_id, years, body, framework, standards, written_at,
      shared_at, carried_from)
    select overlay(overlay(md5(a.id::text || pair[1]::text) placing '5' from 13) placing '8' from 17)::uuid, a.school_id, pair[1], a.years, a.body, a.framework, a.standards,
        a.written_at, a.shared_at, a.id
      from confidential.long_range_aim a
      where a.review_id = pair[2] and a.dropped_at is null
    on conflict (id) do nothing;
  get diagnostics n = row_count;
  return n;
end $$;

grant create on schema confidential to cpd_engine;
alter function confidential.standing(uuid) owner to cpd_engine;
alter function confidential.confirms_on_paper(uuid) owner to cpd_engine;
alter function confidential.apply_revision(uuid, uuid) owner to cpd_engine;
alter function confidential.carry_aims(uuid) owner to cpd_engine;
revoke create on schema confidential from cpd_engine;
`;
