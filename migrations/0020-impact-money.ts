/**
 * Around evaluations: what an hour of a staff group costs, starting points for outcomes, the quality of an activity looked at
 * again afterwards, and examples that people agree to have told.
 */
export class ImpactMoney1790000000020 {
  readonly name = 'ImpactMoney1790000000020';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(TABLES);
    await q.query(POLICIES);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const TABLES = `
-- What an hour of a staff group costs the school, from a day on. An average of the group, never anybody's pay.
create table cpd.hourly_rate (
  school_id uuid not null references cpd.organisation (id),
  staff_group text not null check (length(staff_group) between 1 and 60),
  from_on date not null,
  pence int not null check (pence between 1 and 100000),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (school_id, staff_group, from_on),
  foreign key (school_id, set_by) references cpd.person (school_id, id)
);

-- A school's own starting points for outcomes; they stand in front of those that come with the software.
-- replaces: the code of one of those, which then no longer shows. staff_group null: for everybody.
create table cpd.starting_point (
  id uuid primary key,
  school_id uuid not null references cpd.organisation (id),
  theme text not null check (length(theme) between 1 and 60),
  staff_group text check (length(staff_group) between 1 and 60),
  outcome text not null check (length(outcome) between 1 and 2000),
  baseline text not null default '' check (length(baseline) <= 2000),
  evidence text not null default '' check (length(evidence) <= 2000),
  weeks int not null default 12 check (weeks between 1 and 104),
  replaces text check (length(replaces) between 1 and 80),
  written_by uuid not null,
  written_at timestamptz not null,
  withdrawn_at timestamptz,
  foreign key (school_id, written_by) references cpd.person (school_id, id)
);
create unique index starting_point_replaces on cpd.starting_point (school_id, replaces) where replaces is not null;

-- The five parts of the DfE Standard looked at again, once the activity has been held.
create table cpd.quality_afterwards (
  activity_id uuid not null,
  school_id uuid not null,
  part text not null check (part in ('pupilOutcomes', 'evidence', 'collaboration', 'sustained', 'ledFromTop')),
  mark text not null check (mark in ('yes', 'partly', 'no')),
  answer text not null default '' check (length(answer) <= 2000),
  answered_by uuid not null,
  answered_at timestamptz not null,
  primary key (activity_id, part),
  foreign key (school_id, activity_id) references cpd.activity (school_id, id),
  foreign key (school_id, answered_by) references cpd.person (school_id, id)
);

-- What somebody lets the report tell of their evaluation, in their own words.
create table cpd.evaluation_example (
  evaluation_id uuid not null,
  person_id uuid not null,
  school_id uuid not null,
  words text not null check (length(words) between 1 and 1000),
  agreed_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (evaluation_id, person_id),
  foreign key (school_id, evaluation_id) references cpd.evaluation (school_id, id),
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);
`;

const HERE = 'school_id = (select auth.school())';
const ME = '(select auth.person())';
const SYSTEM = '(select auth.is_system())';
const holds = (...posts: string[]): string =>
  posts.map((post) => `(select auth.holds('${post}'))`).join(' or ');
const LEADS = holds('cpdLeader', 'cpdTeam', 'head', 'deputy');
const RATES = holds('head', 'finance', 'cpdLeader');
const STAFF = `${SYSTEM} or (select cpd.is_staff())`;
const TABLE_NAMES = ['hourly_rate', 'starting_point', 'quality_afterwards', 'evaluation_example'];
const TOOK_PART = `cpd.evaluation_roles(evaluation_id) && array['person']`;

const POLICIES = `
${TABLE_NAMES.map(
  (t) => `alter table cpd.${t} enable row level security, force row level security;
grant select, insert on cpd.${t} to cpd_app;`,
).join('\n')}
create policy readers on cpd.hourly_rate for select to cpd_app
  using (${HERE} and (${SYSTEM} or ${holds('cpdLeader', 'cpdTeam', 'head', 'deputy', 'finance')}));
create policy adds on cpd.hourly_rate for insert to cpd_app with check (${HERE} and set_by = ${ME} and (${RATES}));
create policy mends on cpd.hourly_rate for update to cpd_app using (${HERE} and (${RATES}))
  with check (${HERE} and set_by = ${ME});
grant update (pence, set_by, set_at) on cpd.hourly_rate to cpd_app;

create policy readers on cpd.starting_point for select to cpd_app using (${HERE} and (${STAFF}));
create policy adds on cpd.starting_point for insert to cpd_app with check (${HERE} and written_by = ${ME} and (${LEADS}));
create policy mends on cpd.starting_point for update to cpd_app using (${HERE} and (${LEADS}))
  with check (${HERE} and written_by = ${ME});
grant update (theme, staff_group, outcome, baseline, evidence, weeks, written_by, written_at, withdrawn_at)
  on cpd.starting_point to cpd_app;

create policy readers on cpd.quality_afterwards for select to cpd_app using (${HERE} and (${STAFF}));
create policy adds on cpd.quality_afterwards for insert to cpd_app
  with check (${HERE} and answered_by = ${ME} and cpd.leads_activity(activity_id));
create policy mends on cpd.quality_afterwards for update to cpd_app
  using (${HERE} and cpd.leads_activity(activity_id)) with check (${HERE} and answered_by = ${ME});
grant update (mark, answer, answered_by, answered_at) on cpd.quality_afterwards to cpd_app;

-- Whoever agreed, and those who write the report: nobody else knows who told what.
create policy readers on cpd.evaluation_example for select to cpd_app
  using (${HERE} and (${SYSTEM} or person_id = ${ME} or withdrawn_at is null and (${LEADS})));
create policy adds on cpd.evaluation_example for insert to cpd_app
  with check (${HERE} and person_id = ${ME} and ${TOOK_PART});
create policy mends on cpd.evaluation_example for update to cpd_app using (${HERE} and person_id = ${ME})
  with check (${HERE} and person_id = ${ME});
grant update (words, agreed_at, withdrawn_at) on cpd.evaluation_example to cpd_app;
`;

const DOWN = `drop table ${TABLE_NAMES.toReversed()
  .map((t) => `cpd.${t}`)
  .join(', ')};`;
