/**
 * More of the report: sections behind the first nine, what each edition was computed from, corrections with their reasons,
 * and what the CPD leader recommends and shows as examples.
 */
export class ReportSections1790000000019 {
  readonly name = 'ReportSections1790000000019';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(sections(ALL));
    await q.query(TABLES);
    await q.query(POLICIES);
    await q.query(STANDARDS);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
    await q.query(sections(FIRST));
  }
}

const FIRST = [
  ...[
    'priorities',
    'cash',
    'statutory',
    'needs',
    'whoGotWhat',
    'inHouse',
    'stopKeepChange',
    'earlyCareer',
    'nextYear',
  ],
];
const ALL = [...FIRST, 'plan', 'impact', 'standards', 'valueForMoney', 'recommendations', 'method'];
const SECTIONED = ['report_figure', 'report_commentary', 'report_question', 'report_reading'];

const sections = (names: readonly string[]): string =>
  SECTIONED.map(
    (table) => `alter table cpd.${table} drop constraint ${table}_section_check;
alter table cpd.${table} add constraint ${table}_section_check check (section in (${names.map((n) => `'${n}'`).join(', ')}));`,
  ).join('\n');

const TO_REPORT = 'foreign key (school_id, report_id) references cpd.report (school_id, id)';

const TABLES = `
-- A figure that stands in a table only, not among the figures of its section.
alter table cpd.report_figure add column in_table boolean not null default false;

-- What an edition was computed from: the last step of any record of the school that it could see.
create table cpd.report_edition (
  report_id uuid not null,
  edition int not null check (edition > 0),
  school_id uuid not null,
  data_version text not null check (length(data_version) between 1 and 100),
  computed_at timestamptz not null,
  primary key (report_id, edition),
  ${TO_REPORT}
);

-- Why a published report was corrected: the edition that puts it right.
create table cpd.report_erratum (
  report_id uuid not null,
  edition int not null check (edition > 0),
  school_id uuid not null,
  words text not null check (length(words) between 1 and 4000),
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (report_id, edition),
  ${TO_REPORT},
  foreign key (school_id, written_by) references cpd.person (school_id, id)
);

-- What the CPD leader recommends, of what the figures suggest. candidate: the code of the suggestion.
create table cpd.report_recommendation (
  report_id uuid not null,
  candidate text not null check (length(candidate) between 1 and 200),
  school_id uuid not null,
  kind text not null check (kind in ('stop', 'keep', 'change')),
  words text not null check (length(words) between 1 and 2000),
  because text not null check (length(because) between 1 and 2000),
  chosen_by uuid not null,
  chosen_at timestamptz not null,
  struck_at timestamptz,
  primary key (report_id, candidate),
  ${TO_REPORT},
  foreign key (school_id, chosen_by) references cpd.person (school_id, id)
);

-- Examples that people agreed to, and that the CPD leader shows.
create table cpd.report_example (
  report_id uuid not null,
  evaluation_id uuid not null,
  person_id uuid not null,
  school_id uuid not null,
  chosen_by uuid not null,
  chosen_at timestamptz not null,
  struck_at timestamptz,
  primary key (report_id, evaluation_id, person_id),
  ${TO_REPORT},
  foreign key (school_id, evaluation_id) references cpd.evaluation (school_id, id),
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  foreign key (school_id, chosen_by) references cpd.person (school_id, id)
);
`;

const HERE = 'school_id = (select auth.school())';
const ME = '(select auth.person())';
const SYSTEM = '(select auth.is_system())';
const holds = (...posts: string[]): string =>
  posts.map((post) => `(select auth.holds('${post}'))`).join(' or ');
const WHOLE = `${SYSTEM} or ${holds('cpdLeader', 'cpdTeam', 'head', 'deputy')}`;
const WRITES = holds('cpdLeader', 'cpdTeam');
/** As for commentary: governors read what has left the writer's desk. */
const GONE = `(${holds('governor', 'chair')}) and exists (select from engine.instance i where i.id = report_id
  and i.chart = 'report' and i.state !~ '^live\\.(gathering|drafted|commentary\\.writing)')`;

const NEW_TABLES = ['report_edition', 'report_erratum', 'report_recommendation', 'report_example'];

const POLICIES = `
${NEW_TABLES.map(
  (t) => `alter table cpd.${t} enable row level security, force row level security;
grant select, insert on cpd.${t} to cpd_app;`,
).join('\n')}
create policy readers on cpd.report_edition for select to cpd_app using (${HERE} and (${WHOLE} or ${GONE}));
create policy adds on cpd.report_edition for insert to cpd_app with check (${HERE} and ${SYSTEM});
create policy readers on cpd.report_erratum for select to cpd_app using (${HERE} and (${WHOLE} or ${GONE}));
create policy adds on cpd.report_erratum for insert to cpd_app
  with check (${HERE} and written_by = ${ME} and (${holds('cpdLeader', 'head')}));
${['report_recommendation', 'report_example']
  .map(
    (t) => `create policy readers on cpd.${t} for select to cpd_app using (${HERE} and (${WHOLE} or ${GONE}));
create policy adds on cpd.${t} for insert to cpd_app with check (${HERE} and chosen_by = ${ME} and (${WRITES}));
create policy mends on cpd.${t} for update to cpd_app using (${HERE} and (${WRITES}))
  with check (${HERE} and chosen_by = ${ME});`,
  )
  .join('\n')}
grant update (words, chosen_by, chosen_at, struck_at) on cpd.report_recommendation to cpd_app;
grant update (chosen_by, chosen_at, struck_at) on cpd.report_example to cpd_app;
`;

const STANDARDS = `
-- Ratings before and after a year, for totals that the system computes and nobody else reads: both pictures must be there.
create function confidential.standards_change(p_cycle uuid)
returns table (assessment_id uuid, person_id uuid, framework text, standard text, before_rating int, after_rating int)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.person_id, a.framework, b.key,
      least((b.value ->> 'rating')::int, (b.value ->> 'second')::int),
      least((f.ratings -> b.key ->> 'rating')::int, (f.ratings -> b.key ->> 'second')::int)
    from confidential.self_assessment a
    join confidential.picture p on p.assessment_id = a.id and p.taken = 'before'
    join confidential.picture f on f.assessment_id = a.id and f.taken = 'after'
    cross join lateral jsonb_each(p.ratings) b
    where auth.is_system() and a.school_id = auth.school() and a.cycle_id = p_cycle and f.ratings ? b.key
    order by a.id, b.key
$$;
grant create on schema confidential to cpd_engine;
alter function confidential.standards_change(uuid) owner to cpd_engine;
revoke create on schema confidential from cpd_engine;
`;

const DOWN = `
drop function confidential.standards_change(uuid);
drop table ${NEW_TABLES.map((t) => `cpd.${t}`).join(', ')};
delete from cpd.report_figure where section not in (${FIRST.map((n) => `'${n}'`).join(', ')});
delete from cpd.report_commentary where section not in (${FIRST.map((n) => `'${n}'`).join(', ')});
delete from cpd.report_question where section not in (${FIRST.map((n) => `'${n}'`).join(', ')});
delete from cpd.report_reading where section not in (${FIRST.map((n) => `'${n}'`).join(', ')});
alter table cpd.report_figure drop column in_table;
`;
