/**
 * Evaluations: the outcome that was fixed before, what people answered after, evidence, judgements, and what follows.
 *
 * Who an evaluation concerns is the engine's record to say (`cpd.evaluation_roles`), so that a new line manager reads it
 * from the commit that made them so, and the old one no longer. Answers to the evaluation of a group stay apart: each is
 * for whoever gave it, their own line manager, the CPD leader and the head. Facilitators and governors read no table here:
 * two functions give them totals in which nobody can be found.
 */
export class Impact1790000000009 {
  readonly name = 'Impact1790000000009';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(CONTENT);
    await q.query(ROLES);
    await q.query(POLICIES);
    await q.query(TOTALS);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const CONTENT = `
-- What was fixed before: the intended outcome, for whom, where they start from, and what will show it.
create table cpd.evaluation (
  id uuid primary key,
  school_id uuid not null,
  cycle_id uuid not null,
  activity_id uuid not null,
  -- Null: one evaluation for everybody who took part.
  booking_id uuid,
  outcome text not null default '' check (length(outcome) <= 2000),
  for_whom text not null default '' check (length(for_whom) <= 500),
  -- Where they start from: a number with its unit, or a level in words.
  baseline_number numeric(12, 3),
  baseline_unit text check (length(baseline_unit) between 1 and 60),
  baseline_level text not null default '' check (length(baseline_level) <= 2000),
  evidence_planned text not null default '' check (length(evidence_planned) <= 2000),
  held_on date not null,
  due_on date not null,
  started_at timestamptz not null,
  check ((baseline_number is null) = (baseline_unit is null)),
  unique (school_id, id),
  foreign key (school_id, cycle_id) references cpd.cycle (school_id, id),
  foreign key (school_id, activity_id) references cpd.activity (school_id, id),
  foreign key (school_id, booking_id) references cpd.booking (school_id, id)
);
create index on cpd.evaluation (school_id, cycle_id);
create index on cpd.evaluation (activity_id);
create unique index evaluation_of_booking on cpd.evaluation (booking_id) where booking_id is not null;

-- One person's answers to one stage; the manager's view is about the same person. Ratings are 1 (least) to 5.
create table cpd.evaluation_response (
  id uuid primary key,
  school_id uuid not null,
  evaluation_id uuid not null,
  stage text not null check (stage in ('reaction', 'application', 'managerView')),
  person_id uuid not null,
  -- Guskey's levels 1 to 3: was it worth the time, what was learnt, what does the school do for it.
  worth smallint check (worth between 1 and 5),
  learnt smallint check (learnt between 1 and 5),
  support smallint check (support between 1 and 5),
  -- Level 4: how much of it is used.
  use text check (use in ('notYet', 'sometimes', 'often', 'always')),
  said text not null default '' check (length(said) <= 4000),
  -- What else helped or stood in the way: no level is taken to cause the next.
  factors text not null default '' check (length(factors) <= 4000),
  -- To the evaluation of a group: then the person's own line manager reads it, not one of the record.
  of_group boolean not null,
  -- The facilitator may read this very answer.
  for_facilitator boolean not null default false,
  written_by uuid not null,
  written_at timestamptz not null,
  unique (evaluation_id, stage, person_id),
  check ((stage = 'reaction') = (worth is not null and learnt is not null and support is not null)),
  check ((stage = 'reaction') = (use is null)),
  check (stage = 'reaction' or not for_facilitator),
  foreign key (school_id, evaluation_id) references cpd.evaluation (school_id, id),
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  foreign key (school_id, written_by) references cpd.person (school_id, id)
);
create index on cpd.evaluation_response (school_id, person_id);

create table cpd.evaluation_evidence (
  id uuid primary key,
  school_id uuid not null,
  evaluation_id uuid not null,
  kind text not null check (kind in ('observation', 'pupilWork', 'data', 'interview', 'survey')),
  level smallint not null check (level between 3 and 5),
  about text not null check (length(about) between 1 and 2000),
  link text check (length(link) <= 500),
  -- Where it lies in the school's own filing.
  file_reference text check (length(file_reference) between 1 and 200),
  given_by uuid not null,
  given_at timestamptz not null,
  foreign key (school_id, evaluation_id) references cpd.evaluation (school_id, id),
  foreign key (school_id, given_by) references cpd.person (school_id, id)
);
create index on cpd.evaluation_evidence (evaluation_id);

-- Level 5: the measure before and after for a group, or a benefit to the service. 'autumn': brought up to date by results.
create table cpd.evaluation_measure (
  evaluation_id uuid not null,
  phase text not null check (phase in ('summer', 'autumn')),
  school_id uuid not null,
  measure text not null check (length(measure) between 1 and 200),
  unit text not null default '' check (length(unit) <= 60),
  baseline numeric(12, 3),
  actual numeric(12, 3),
  group_size int check (group_size > 0),
  benefit text not null default '' check (length(benefit) <= 2000),
  given_by uuid not null,
  given_at timestamptz not null,
  primary key (evaluation_id, phase),
  foreign key (school_id, evaluation_id) references cpd.evaluation (school_id, id),
  foreign key (school_id, given_by) references cpd.person (school_id, id)
);

create table cpd.evaluation_judgement (
  id uuid primary key,
  school_id uuid not null,
  evaluation_id uuid not null,
  kind text not null check (kind in ('judged', 'moderated', 'results')),
  outcome text not null check (outcome in ('met', 'partlyMet', 'notMet', 'tooEarly')),
  why text not null check (length(why) between 1 and 4000),
  other_factors text not null default '' check (length(other_factors) <= 4000),
  by_person uuid not null,
  at timestamptz not null,
  foreign key (school_id, evaluation_id) references cpd.evaluation (school_id, id),
  foreign key (school_id, by_person) references cpd.person (school_id, id)
);
create index on cpd.evaluation_judgement (evaluation_id, at);

-- Parts that were not handed in in time, and by how many people: counted, never held against anybody.
create table cpd.evaluation_unreturned (
  evaluation_id uuid not null,
  part text not null check (part in ('reaction', 'application', 'managerView', 'outcomes', 'judgement', 'moderation',
    'addendum')),
  school_id uuid not null,
  people int not null check (people > 0),
  at timestamptz not null,
  primary key (evaluation_id, part),
  foreign key (school_id, evaluation_id) references cpd.evaluation (school_id, id)
);

-- What follows: a task with a day, or a training need, which becomes a record of its own when it is raised.
create table cpd.evaluation_follow_up (
  id uuid primary key,
  school_id uuid not null,
  evaluation_id uuid not null,
  kind text not null check (kind in ('task', 'need')),
  title text not null check (length(title) between 1 and 200),
  for_person_id uuid not null,
  due_on date,
  made_by uuid not null,
  made_at timestamptz not null,
  done_by uuid,
  done_at timestamptz,
  foreign key (school_id, evaluation_id) references cpd.evaluation (school_id, id),
  foreign key (school_id, for_person_id) references cpd.person (school_id, id),
  foreign key (school_id, made_by) references cpd.person (school_id, id),
  foreign key (school_id, done_by) references cpd.person (school_id, id)
);
create index on cpd.evaluation_follow_up (evaluation_id);
create index on cpd.evaluation_follow_up (school_id, for_person_id);
`;

const ROLES = `
-- What the caller is to an evaluation, as the engine's record has it now. Null or empty: it is not open to them.
create function cpd.evaluation_roles(p_evaluation uuid) returns text[] language sql stable set search_path = pg_catalog as $$
  select array_remove(array[
      case when i.people->'person' @> i.me then 'person' end,
      -- Who judges a group leads CPD: nobody reads a group because they manage one of it.
      case when i.people->'lineManager' @> i.me and (i.of_one or auth.holds('cpdLeader') or auth.holds('head')
        or auth.holds('deputy')) then 'lineManager' end,
      case when auth.holds('cpdLeader') then 'cpdLeader' end,
      case when auth.holds('head') then 'head' end,
      case when auth.holds('deputy') then 'deputy' end], null)
    from (select snapshot #> '{context,people}' as people, to_jsonb(auth.person()::text) as me,
        snapshot #>> '{context,bookingId}' is not null as of_one
      from engine.instance where id = p_evaluation and tenant_id = auth.school() and chart = 'impact') i
$$;

-- Whether it is about one person. What is said of a group is not for everybody in it.
create function cpd.is_own_evaluation(p_evaluation uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from engine.instance i where i.id = p_evaluation and i.tenant_id = auth.school()
    and i.chart = 'impact' and i.snapshot #>> '{context,bookingId}' is not null
    and i.snapshot #> '{context,people,person}' @> to_jsonb(auth.person()::text))
$$;
`;

const TABLES = [
  'evaluation',
  'evaluation_response',
  'evaluation_evidence',
  'evaluation_measure',
  'evaluation_judgement',
  'evaluation_unreturned',
  'evaluation_follow_up',
];

const HERE = 'school_id = (select auth.school())';
const ME = '(select auth.person())';
const SYSTEM = '(select auth.is_system())';
const roles = (id: string, ...names: string[]): string =>
  `cpd.evaluation_roles(${id}) && array[${names.map((n) => `'${n}'`).join(', ')}]`;
/** Those who see the whole of it: the line manager in the record, CPD leader, head, and the deputy who moderates for them. */
const WHOLE = ['lineManager', 'cpdLeader', 'head', 'deputy'];
const whole = (id: string): string => roles(id, ...WHOLE);
const own = (id: string): string => `cpd.is_own_evaluation(${id})`;

const LINE_MANAGER_OF_ANSWER = `of_group and exists (select from cpd.person p where p.id = person_id
  and p.school_id = evaluation_response.school_id and p.line_manager_id = ${ME})`;
const WRITES_ANSWER = `written_by = ${ME} and (case stage
  when 'managerView' then ${roles('evaluation_id', 'lineManager')} and person_id <> ${ME}
  else person_id = ${ME} and ${roles('evaluation_id', 'person')} or ${roles('evaluation_id', 'lineManager')} end)`;

const reading = (table: string, who: string): string =>
  `create policy readers on cpd.${table} for select to cpd_app using (${HERE} and (${SYSTEM} or ${who}));`;
const adding = (table: string, who: string): string => `grant insert on cpd.${table} to cpd_app;
create policy adds on cpd.${table} for insert to cpd_app with check (${HERE} and (${who}));`;
const mending = (table: string, columns: string, who: string, after = who): string =>
  `grant update (${columns}) on cpd.${table} to cpd_app;
create policy mends on cpd.${table} for update to cpd_app using (${HERE} and (${who})) with check (${HERE} and (${after}));`;

const POLICIES = `
${TABLES.map((t) => `alter table cpd.${t} enable row level security, force row level security;`).join('\n')}
grant select on ${TABLES.map((t) => `cpd.${t}`).join(', ')} to cpd_app;

${reading('evaluation', roles('id', 'person', ...WHOLE))}
${adding('evaluation', SYSTEM)}
${mending(
  'evaluation',
  'outcome, for_whom, baseline_number, baseline_unit, baseline_level, evidence_planned',
  `${own('id')} or ${roles('id', 'lineManager', 'cpdLeader')}`,
)}
${reading('evaluation_response', `person_id = ${ME} or ${whole('evaluation_id')} or ${LINE_MANAGER_OF_ANSWER}`)}
${adding('evaluation_response', WRITES_ANSWER)}
${mending(
  'evaluation_response',
  'worth, learnt, support, use, said, factors, for_facilitator, written_by, written_at',
  `person_id = ${ME} and stage <> 'managerView' or ${roles('evaluation_id', 'lineManager')}`,
  WRITES_ANSWER,
)}
${reading('evaluation_evidence', `given_by = ${ME} or ${own('evaluation_id')} or ${whole('evaluation_id')}`)}
${adding('evaluation_evidence', `given_by = ${ME} and ${roles('evaluation_id', 'person', ...WHOLE)}`)}
${reading('evaluation_measure', `${own('evaluation_id')} or ${whole('evaluation_id')}`)}
${adding('evaluation_measure', `given_by = ${ME} and (${own('evaluation_id')} or ${whole('evaluation_id')})`)}
${mending(
  'evaluation_measure',
  'measure, unit, baseline, actual, group_size, benefit, given_by, given_at',
  `${own('evaluation_id')} or ${whole('evaluation_id')}`,
  `given_by = ${ME}`,
)}
${reading('evaluation_judgement', `${own('evaluation_id')} or ${whole('evaluation_id')}`)}
-- Nobody judges their own; results that come in autumn may be added by the person, and change nothing by themselves.
${adding(
  'evaluation_judgement',
  `by_person = ${ME} and (${whole('evaluation_id')} and not ${own('evaluation_id')}
    or kind = 'results' and ${own('evaluation_id')})`,
)}
${reading('evaluation_unreturned', `${own('evaluation_id')} or ${whole('evaluation_id')}`)}
${adding('evaluation_unreturned', SYSTEM)}
${reading('evaluation_follow_up', `for_person_id = ${ME} or ${own('evaluation_id')} or ${whole('evaluation_id')}`)}
${adding(
  'evaluation_follow_up',
  `made_by = ${ME} and (${own('evaluation_id')} and for_person_id = ${ME} or ${whole('evaluation_id')})`,
)}
${mending('evaluation_follow_up', 'done_by, done_at', `for_person_id = ${ME} or ${whole('evaluation_id')}`)}
`;

const TOTALS = `
grant select on cpd.evaluation, cpd.evaluation_response to cpd_engine;
create policy engine on cpd.evaluation for select to cpd_engine using (true);
create policy engine on cpd.evaluation_response for select to cpd_engine using (true);

-- What a facilitator hears of the reactions to their activity: answers whose writers let them, one by one; of all others
-- averages, in whole fives and in the order in which they came, so that no next answer can be told by subtraction.
create function cpd.facilitator_reactions(p_activity uuid)
returns table (answers int, worth numeric, learnt numeric, support numeric, consented jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  with mine as (
    select r.* from cpd.evaluation e join cpd.evaluation_response r on r.evaluation_id = e.id and r.stage = 'reaction'
      where e.activity_id = p_activity and e.school_id = auth.school()
        and exists (select from engine.instance i where i.id = p_activity and i.tenant_id = auth.school()
          and i.chart = 'activity' and i.snapshot #> '{context,people,facilitator}' @> to_jsonb(auth.person()::text))
  ), quiet as (
    select m.*, row_number() over (order by m.written_at, m.id) as place, count(*) over () as n
      from mine m where not m.for_facilitator and m.person_id is distinct from auth.person()
  ), shown as (select * from quiet where place <= n - n % 5)
  select count(*)::int, round(avg(shown.worth), 1), round(avg(shown.learnt), 1), round(avg(shown.support), 1),
      (select coalesce(jsonb_agg(jsonb_build_object('worth', m.worth, 'learnt', m.learnt, 'support', m.support,
          'said', m.said) order by m.written_at, m.id), '[]') from mine m where m.for_facilitator)
    from shown
$$;

-- How the evaluations of a year came out, in people: for governors, and for everybody who sees more anyway. Cells under
-- five are merged until none is left, or the whole is hidden.
create function cpd.impact_totals(p_cycle uuid)
returns table (people int, met int, partly_met int, not_met int, not_known int, met_or_partly int, others int)
language sql stable security definer set search_path = pg_catalog as $$
  with outcome as (
    select p.id as person, coalesce(max(case i.snapshot #>> '{context,outcome}' when 'met' then 3 when 'partlyMet' then 2
        when 'notMet' then 1 end), 0) as best
      from cpd.evaluation e
      join engine.instance i on i.id = e.id and i.chart = 'impact'
      cross join lateral jsonb_array_elements_text(case jsonb_typeof(i.snapshot #> '{context,people,person}')
        when 'array' then i.snapshot #> '{context,people,person}'
        else jsonb_build_array(i.snapshot #> '{context,people,person}') end) as held(id)
      join cpd.person p on p.id::text = held.id
      where e.school_id = auth.school() and e.cycle_id = p_cycle and not starts_with(i.state, 'void')
        and (auth.is_system() or auth.holds('governor') or auth.holds('chair') or auth.holds('cpdLeader')
          or auth.holds('head') or auth.holds('deputy'))
      group by p.id
  ), cells as (
    select count(*)::int as n, count(*) filter (where best = 3)::int as a, count(*) filter (where best = 2)::int as b,
        count(*) filter (where best = 1)::int as c, count(*) filter (where best = 0)::int as d from outcome
  ), safe as (
    select *, not (a between 1 and 4 or b between 1 and 4 or c between 1 and 4 or d between 1 and 4) as fine,
        not (a + b between 1 and 4 or c + d between 1 and 4) as coarse from cells where n >= 5
  )
  select n, case when fine then a end, case when fine then b end, case when fine then c end, case when fine then d end,
      case when coarse then a + b end, case when coarse then c + d end from safe
$$;
grant create on schema cpd to cpd_engine;
alter function cpd.facilitator_reactions(uuid) owner to cpd_engine;
alter function cpd.impact_totals(uuid) owner to cpd_engine;
revoke create on schema cpd from cpd_engine;
`;

const DOWN = `
drop function cpd.impact_totals(uuid), cpd.facilitator_reactions(uuid);
drop table ${[...TABLES]
  .reverse()
  .map((t) => `cpd.${t}`)
  .join(', ')};
drop function cpd.is_own_evaluation(uuid), cpd.evaluation_roles(uuid);
`;
