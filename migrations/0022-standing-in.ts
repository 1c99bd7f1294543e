/**
 * Who stands in for whom: posts held for somebody else for a while, duties that a person hands to a colleague from a day to
 * a day, posts that fall to the head while they are vacant. All of it is rows of `cpd.post` with their dates, so that rights,
 * task lists and reminders follow by themselves; `basis` says why a post is held.
 *
 * Line management is handed on record by record (bookings, needs, evaluations; never reviews or self-assessments, which
 * are for the two people alone): `cpd.delegated_record` keeps which, so that exactly those go back.
 */
export class StandingIn1790000000022 {
  readonly name = 'StandingIn1790000000022';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(TABLES);
    await q.query(POLICIES);
    await q.query(DUE);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

/** Posts that their holder may hand on: none of them opens a review, a statement or a journal. */
const DELEGABLE = `array['deputy', 'cpdLeader', 'cpdTeam', 'finance', 'cover', 'inductionTutor', 'mentor']`;

const TABLES = `
create table cpd.delegation (
  id uuid primary key,
  school_id uuid not null,
  from_person_id uuid not null,
  to_person_id uuid not null check (to_person_id <> from_person_id),
  from_date date not null,
  -- First day without it.
  to_date date not null check (to_date >= from_date),
  posts text[] not null check (posts <@ ${DELEGABLE}),
  line_management boolean not null,
  made_by uuid not null,
  made_at timestamptz not null,
  check (line_management or posts <> '{}'),
  unique (school_id, id),
  foreign key (school_id, from_person_id) references cpd.person (school_id, id),
  foreign key (school_id, to_person_id) references cpd.person (school_id, id),
  foreign key (school_id, made_by) references cpd.person (school_id, id)
);
create index on cpd.delegation (school_id, to_date);

create table cpd.delegated_record (
  school_id uuid not null,
  delegation_id uuid not null,
  instance_id uuid not null references engine.instance (id),
  passed_at timestamptz not null,
  returned_at timestamptz,
  primary key (delegation_id, instance_id),
  foreign key (school_id, delegation_id) references cpd.delegation (school_id, id)
);
create index on cpd.delegated_record (school_id) where returned_at is null;

-- own: in their own right. acting: appointed in somebody's place. delegated: handed to them by the holder. vacancy: nobody
-- holds it, and it falls to them until somebody does.
alter table cpd.post add column basis text not null default 'own'
  check (basis in ('own', 'acting', 'delegated', 'vacancy'));
alter table cpd.post add column delegation_id uuid;
alter table cpd.post add constraint post_delegation foreign key (school_id, delegation_id)
  references cpd.delegation (school_id, id);
update cpd.post set basis = 'acting' where instead_of is not null;
alter table cpd.post add constraint post_basis check (
  (basis = 'delegated') = (delegation_id is not null)
  and (basis <> 'delegated' or (instead_of is not null and post = any (${DELEGABLE})))
  and (basis <> 'vacancy' or instead_of is null));

-- What a technician did at the command line that is otherwise an administrator's to do. Rows are only ever added.
create table cpd.technician_act (
  id uuid primary key,
  school_id uuid not null references cpd.organisation (id),
  at timestamptz not null,
  act text not null check (act in ('appointAdministrator')),
  person_id uuid not null,
  -- Who was at the keyboard, as the operating system knows them, and on which machine.
  account text not null check (length(account) between 1 and 100),
  machine text not null check (length(machine) between 1 and 255),
  because text not null check (length(because) between 1 and 500),
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);
create index on cpd.technician_act (school_id, at);
`;

const HERE = 'school_id = (select auth.school())';
const ME = '(select auth.person())';
const SYSTEM = '(select auth.is_system())';
const holds = (...posts: string[]): string =>
  posts.map((post) => `(select auth.holds('${post}'))`).join(' or ');
const MAKER = `(${SYSTEM} or ((from_person_id = ${ME} or (select auth.holds('administrator'))) and made_by = ${ME}))`;

const POLICIES = `
alter table cpd.delegation enable row level security, force row level security;
alter table cpd.delegated_record enable row level security, force row level security;
alter table cpd.technician_act enable row level security, force row level security;

grant select, insert on cpd.delegation to cpd_app;
grant update (to_date) on cpd.delegation to cpd_app;
create policy readers on cpd.delegation for select to cpd_app using (${HERE} and (${SYSTEM}
  or ${ME} in (from_person_id, to_person_id) or ${holds('administrator', 'head', 'deputy', 'cpdLeader')}));
create policy hand_on on cpd.delegation for insert to cpd_app with check (${HERE} and ${MAKER});
create policy take_back on cpd.delegation for update to cpd_app using (${HERE} and (${SYSTEM}
  or from_person_id = ${ME} or (select auth.holds('administrator'))));

grant select, insert on cpd.delegated_record to cpd_app;
grant update (returned_at) on cpd.delegated_record to cpd_app;
create policy system on cpd.delegated_record to cpd_app using (${HERE} and ${SYSTEM})
  with check (${HERE} and ${SYSTEM});

-- What fell to somebody for a vacancy and was filled on the same day was never theirs.
grant delete on cpd.post to cpd_app;
create policy undo on cpd.post for delete to cpd_app using (${HERE} and ${SYSTEM}
  and basis in ('vacancy', 'delegated'));

grant select, insert on cpd.technician_act to cpd_app;
create policy readers on cpd.technician_act for select to cpd_app using (${HERE} and (${SYSTEM}
  or ${holds('administrator', 'head', 'deputy', 'chair', 'governor')}));
create policy notes on cpd.technician_act for insert to cpd_app with check (${HERE} and ${SYSTEM});
`;

const SCHOOLS = (more: string): string => `
create or replace function cpd.schools_with_news(p_secret text) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog as $$
declare today date := (engine.now() at time zone 'Europe/London')::date;
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return query select n.school_id from cpd.staff_news n where n.told_at is null and n.due_on <= today${more};
end $$;`;

const DUE = `
grant select on cpd.delegation, cpd.delegated_record to cpd_engine;
create policy engine on cpd.delegation for select to cpd_engine using (true);
create policy engine on cpd.delegated_record for select to cpd_engine using (true);
-- Also schools where line management is in other hands, or has to go back.
${SCHOOLS(`
    union select d.school_id from cpd.delegation d where d.line_management and d.from_date <= today and d.to_date > today
    union select r.school_id from cpd.delegated_record r where r.returned_at is null`)}
`;

const DOWN = `
${SCHOOLS('')}
drop table cpd.technician_act;
drop policy undo on cpd.post;
revoke delete on cpd.post from cpd_app;
delete from cpd.post where basis in ('delegated', 'vacancy');
alter table cpd.post drop constraint post_basis, drop constraint post_delegation, drop column delegation_id, drop column basis;
drop table cpd.delegated_record;
drop table cpd.delegation;
`;
