/**
 * The annual impact report: figures of each edition, commentary in versions, questions, what was frozen for whom.
 *
 * Figures come twice: whole, for those who lead, and as totals in which nobody can be found, for governors. A paper is a
 * report as it was read at a moment (the governors', the published one, the addendum): it is never changed.
 */
export class Reports1790000000010 {
  readonly name = 'Reports1790000000010';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(CONTENT);
    await q.query(POLICIES);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const SECTION = `section text not null check (section in ('priorities', 'cash', 'statutory', 'needs', 'whoGotWhat', 'inHouse',
    'stopKeepChange', 'earlyCareer', 'nextYear'))`;
const OF_REPORT = `school_id uuid not null,
  report_id uuid not null,`;
const TO_REPORT = 'foreign key (school_id, report_id) references cpd.report (school_id, id)';

const CONTENT = `
create table cpd.report (
  id uuid primary key,
  school_id uuid not null,
  cycle_id uuid not null,
  made_at timestamptz not null,
  unique (school_id, id),
  unique (school_id, cycle_id),
  foreign key (school_id, cycle_id) references cpd.cycle (school_id, id)
);

-- One figure of one edition. value null: not known, and reason says why. parts: [{"path", "value", "of"}].
create table cpd.report_figure (
  ${OF_REPORT}
  edition int not null check (edition > 0),
  readers text not null check (readers in ('leaders', 'governors')),
  name text not null check (length(name) between 1 and 60),
  ${SECTION},
  place int not null,
  title text not null,
  words text not null,
  unit text not null,
  appendix boolean not null,
  value numeric,
  of numeric,
  reason text,
  parts jsonb not null check (jsonb_typeof(parts) = 'array'),
  computed_at timestamptz not null,
  check ((value is null) = (reason is not null)),
  primary key (report_id, edition, readers, name),
  ${TO_REPORT}
);

-- What the figures mean and what is not known; every version stays.
create table cpd.report_commentary (
  ${OF_REPORT}
  ${SECTION},
  version int not null check (version > 0),
  body text not null check (length(body) <= 20000),
  not_known text not null default '' check (length(not_known) <= 8000),
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (report_id, section, version),
  ${TO_REPORT},
  foreign key (school_id, written_by) references cpd.person (school_id, id)
);

create table cpd.report_question (
  id uuid primary key,
  ${OF_REPORT}
  ${SECTION},
  body text not null check (length(body) between 1 and 4000),
  asked_by uuid not null,
  asked_at timestamptz not null,
  answer text check (length(answer) between 1 and 8000),
  answered_by uuid,
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null)),
  ${TO_REPORT},
  foreign key (school_id, asked_by) references cpd.person (school_id, id),
  foreign key (school_id, answered_by) references cpd.person (school_id, id)
);
create index on cpd.report_question (report_id, asked_at);

create table cpd.report_reading (
  id uuid primary key,
  ${OF_REPORT}
  ${SECTION},
  by_person uuid not null,
  at timestamptz not null,
  ${TO_REPORT},
  foreign key (school_id, by_person) references cpd.person (school_id, id)
);
create index on cpd.report_reading (report_id, section);

-- What is asked for next year, in pence.
create table cpd.report_ask (
  id uuid primary key,
  ${OF_REPORT}
  title text not null check (length(title) between 1 and 200),
  pence bigint not null check (pence between 0 and 1000000000),
  made_by uuid not null,
  made_at timestamptz not null,
  struck_at timestamptz,
  ${TO_REPORT},
  foreign key (school_id, made_by) references cpd.person (school_id, id)
);
create index on cpd.report_ask (report_id);

-- Priorities that the year leaves unfinished, offered to the next one.
create table cpd.report_proposal (
  ${OF_REPORT}
  priority_id uuid not null,
  because text[] not null check (because <@ array['outcomeNotKnown', 'outcomeNotMet', 'needsWaiting']),
  made_at timestamptz not null,
  primary key (report_id, priority_id),
  ${TO_REPORT},
  foreign key (school_id, priority_id) references cpd.priority (school_id, id)
);

create table cpd.report_addendum (
  report_id uuid primary key,
  school_id uuid not null,
  body text not null check (length(body) between 1 and 20000),
  written_by uuid not null,
  written_at timestamptz not null,
  ${TO_REPORT},
  foreign key (school_id, written_by) references cpd.person (school_id, id)
);

-- A report as it was read: frozen. sent_at: the governors have it.
create table cpd.report_paper (
  id uuid primary key,
  ${OF_REPORT}
  kind text not null check (kind in ('governors', 'published', 'addendum')),
  version int not null check (version > 0),
  edition int not null check (edition > 0),
  body jsonb not null check (jsonb_typeof(body) = 'object'),
  made_at timestamptz not null,
  sent_at timestamptz,
  unique (report_id, kind, version),
  ${TO_REPORT}
);
`;

const TABLES = [
  'report',
  'report_figure',
  'report_commentary',
  'report_question',
  'report_reading',
  'report_ask',
  'report_proposal',
  'report_addendum',
  'report_paper',
];

const HERE = 'school_id = (select auth.school())';
const ME = '(select auth.person())';
const SYSTEM = '(select auth.is_system())';
const holds = (...posts: string[]): string =>
  posts.map((post) => `(select auth.holds('${post}'))`).join(' or ');
const WHOLE = `${SYSTEM} or ${holds('cpdLeader', 'cpdTeam', 'head', 'deputy')}`;
const WRITES = holds('cpdLeader', 'cpdTeam');
const GOVERNS = holds('governor', 'chair');
/** Governors read what has left the writer's desk: a chair reads for a head who wrote the report. */
const gone = (
  report: string,
): string => `(${GOVERNS}) and exists (select from engine.instance i where i.id = ${report}
  and i.chart = 'report' and i.state !~ '^live\\.(gathering|drafted|commentary\\.writing)')`;
const STAFF = `(select exists (select from cpd.person p where p.id = auth.person() and p.staff_group is not null))`;

const reading = (table: string, who: string): string =>
  `create policy readers on cpd.${table} for select to cpd_app using (${HERE} and (${who}));`;
const adding = (table: string, who: string): string => `grant insert on cpd.${table} to cpd_app;
create policy adds on cpd.${table} for insert to cpd_app with check (${HERE} and (${who}));`;
const mending = (table: string, columns: string, who: string): string =>
  `grant update (${columns}) on cpd.${table} to cpd_app;
create policy mends on cpd.${table} for update to cpd_app using (${HERE} and (${who})) with check (${HERE});`;

const POLICIES = `
${TABLES.map((t) => `alter table cpd.${t} enable row level security, force row level security;`).join('\n')}
grant select on ${TABLES.map((t) => `cpd.${t}`).join(', ')} to cpd_app;

${reading('report', `${WHOLE} or ${GOVERNS} or ${holds('administrator')}`)}
${adding('report', SYSTEM)}
${reading('report_figure', `${WHOLE} or readers = 'governors' and ${gone('report_id')}`)}
${adding('report_figure', SYSTEM)}
${reading('report_commentary', `${WHOLE} or ${gone('report_id')}`)}
${adding('report_commentary', `written_by = ${ME} and (${WRITES})`)}
${reading('report_question', `${WHOLE} or ${gone('report_id')}`)}
${adding('report_question', `asked_by = ${ME} and answer is null and (${holds('head', 'deputy', 'governor', 'chair')})`)}
${mending('report_question', 'answer, answered_by, answered_at', `answered_at is null and (${WRITES})`)}
${reading('report_reading', `${WHOLE} or ${gone('report_id')}`)}
${adding('report_reading', `by_person = ${ME} and (${holds('head', 'deputy', 'governor', 'chair')})`)}
${reading('report_ask', WHOLE)}
${adding('report_ask', `made_by = ${ME} and (${WRITES} or ${holds('head')})`)}
${mending('report_ask', 'struck_at', `${WRITES} or ${holds('head')}`)}
${reading('report_proposal', `${WHOLE} or ${holds('administrator')}`)}
${adding('report_proposal', SYSTEM)}
${reading('report_addendum', WHOLE)}
${adding('report_addendum', `written_by = ${ME} and (${holds('cpdLeader', 'head')})`)}
${reading(
  'report_paper',
  `${WHOLE} or kind = 'governors' and sent_at is not null and (${GOVERNS})
    or kind in ('published', 'addendum') and (${GOVERNS} or ${STAFF})`,
)}
${adding('report_paper', SYSTEM)}
${mending('report_paper', 'sent_at', SYSTEM)}
`;

const DOWN = `drop table ${[...TABLES]
  .reverse()
  .map((t) => `cpd.${t}`)
  .join(', ')};`;
