/**
 * Activities with their sessions and places; bookings with their money, cover and attendance; what comes of them.
 *
 * Where a record stands is the engine's to say, and so is who a booking concerns: `cpd.booking_roles` asks the engine's
 * record, so that a new line manager reads it from the very commit that made them so, and the old one no longer. Why
 * somebody needs it stands in tables of its own that finance and cover cannot read. Places, the waiting list and the
 * ledger are written by the system alone, in steps of the records that they belong to. Who may read and write what is in
 * 0008-provision-access.ts; until it has run, nobody may.
 */
export class Provision1790000000008 {
  readonly name = 'Provision1790000000008';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(ACTIVITIES);
    await q.query(BOOKINGS);
    await q.query(MONEY_AND_COVER);
    await q.query(AFTERWARDS);
    await q.query(CLOSED);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const ACTIVITIES = `
create table cpd.provider (
  id uuid primary key,
  school_id uuid not null references cpd.organisation (id),
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('company', 'localAuthority', 'school', 'university', 'charity', 'person')),
  contact text not null default '' check (length(contact) <= 500),
  link text check (length(link) <= 500),
  unique (school_id, id),
  unique (school_id, name)
);

-- Something provided. Dates, places and who leads it stand in the engine's record of the same id.
create table cpd.activity (
  id uuid primary key,
  school_id uuid not null references cpd.organisation (id),
  -- Another school of the trust that provides it and sees who comes.
  host_school_id uuid references cpd.organisation (id),
  cycle_id uuid not null,
  kind text not null check (kind in ('course', 'inSchoolSession', 'coaching', 'mentoring', 'lessonObservation',
    'teamTeaching', 'learningWalk', 'actionResearch', 'networkMeeting', 'workingParty', 'qualification', 'eLearning',
    'conference', 'placement', 'inset', 'twilight')),
  title text not null check (length(title) between 1 and 200),
  description text not null default '' check (length(description) <= 8000),
  external boolean not null,
  provider_id uuid,
  priority_id uuid,
  statutory boolean not null default false,
  -- What whole-school and statutory bookings take over as their own.
  outcome text not null default '' check (length(outcome) <= 2000),
  baseline text not null default '' check (length(baseline) <= 2000),
  evidence text not null default '' check (length(evidence) <= 2000),
  made_by uuid not null,
  made_at timestamptz not null,
  unique (school_id, id),
  foreign key (school_id, cycle_id) references cpd.cycle (school_id, id),
  foreign key (school_id, provider_id) references cpd.provider (school_id, id),
  foreign key (school_id, priority_id) references cpd.priority (school_id, id),
  foreign key (school_id, made_by) references cpd.person (school_id, id)
);
create index on cpd.activity (school_id, cycle_id);

-- What it costs, in pence: each place, and once for all. charges: [{"daysBefore": 14, "percent": 50}], of the fee.
create table cpd.activity_cost (
  activity_id uuid primary key,
  school_id uuid not null,
  fee_pence int not null default 0 check (fee_pence between 0 and 1000000000),
  travel_pence int not null default 0 check (travel_pence between 0 and 1000000000),
  materials_pence int not null default 0 check (materials_pence between 0 and 1000000000),
  fixed_pence int not null default 0 check (fixed_pence between 0 and 1000000000),
  -- The pot that is asked first; for a fixed fee the one that pays.
  pot_id uuid,
  charges jsonb not null default '[]' check (jsonb_typeof(charges) = 'array'),
  check (fixed_pence = 0 or pot_id is not null),
  foreign key (school_id, activity_id) references cpd.activity (school_id, id),
  foreign key (school_id, pot_id) references cpd.pot (school_id, id)
);

-- The five parts of the DfE Standard for teachers' professional development (2016), answered for one activity.
create table cpd.quality_answer (
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

-- A dated part, in local time of the school. release: people are out of what they usually do (not so on an INSET day, after
-- school, or in a timetabled slot of a cluster), so they count as out and may need cover.
create table cpd.session (
  id uuid primary key,
  school_id uuid not null,
  activity_id uuid not null,
  on_date date not null,
  starts_at time not null,
  ends_at time not null check (ends_at > starts_at),
  room text not null default '' check (length(room) <= 100),
  slot text not null default '' check (length(slot) <= 60),
  release boolean not null default true,
  unique (school_id, id),
  foreign key (school_id, activity_id) references cpd.activity (school_id, id)
);
create index on cpd.session (activity_id, on_date);
create index on cpd.session (school_id, on_date);

create table cpd.milestone (
  id uuid primary key,
  school_id uuid not null,
  activity_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  unique (school_id, id),
  foreign key (school_id, activity_id) references cpd.activity (school_id, id)
);
create index on cpd.milestone (activity_id);

-- What provider or facilitator promised to do afterwards.
create table cpd.follow_up (
  id uuid primary key,
  school_id uuid not null,
  activity_id uuid not null,
  who text not null check (who in ('provider', 'facilitator')),
  task text not null check (length(task) between 1 and 2000),
  due_on date not null,
  asked_at timestamptz,
  unique (school_id, id),
  foreign key (school_id, activity_id) references cpd.activity (school_id, id)
);
create index on cpd.follow_up (activity_id);

-- Days on which the school lets nobody go (an inspection, mock examinations).
create table cpd.blocked_day (
  school_id uuid not null references cpd.organisation (id),
  on_date date not null,
  why text not null default '' check (length(why) <= 200),
  primary key (school_id, on_date)
);
`;

const BOOKINGS = `
-- Who approves somebody's bookings where it is not the line manager.
create table cpd.booking_approver (
  school_id uuid not null,
  person_id uuid not null,
  approver_id uuid not null check (approver_id <> person_id),
  primary key (school_id, person_id),
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  foreign key (school_id, approver_id) references cpd.person (school_id, id)
);

-- One person's place on one activity. What it costs by kind, in pence; cover apart.
create table cpd.booking (
  id uuid primary key,
  school_id uuid not null,
  host_school_id uuid references cpd.organisation (id),
  activity_id uuid not null,
  cycle_id uuid not null,
  person_id uuid not null,
  -- Somebody may withdraw and ask again.
  attempt int not null default 0,
  whole_school boolean not null default false,
  fee_pence int not null check (fee_pence between 0 and 1000000000),
  travel_pence int not null check (travel_pence between 0 and 1000000000),
  materials_pence int not null check (materials_pence between 0 and 1000000000),
  asked_by uuid not null,
  asked_at timestamptz not null,
  unique (school_id, id),
  foreign key (school_id, activity_id) references cpd.activity (school_id, id),
  foreign key (school_id, cycle_id) references cpd.cycle (school_id, id),
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  foreign key (school_id, asked_by) references cpd.person (school_id, id)
);
create index on cpd.booking (activity_id);
create index on cpd.booking (school_id, person_id);

-- Why: what shall be different, from where, seen by what. Never for finance and cover.
create table cpd.booking_purpose (
  booking_id uuid primary key,
  school_id uuid not null,
  need_id uuid,
  outcome text not null default '' check (length(outcome) <= 2000),
  baseline text not null default '' check (length(baseline) <= 2000),
  evidence text not null default '' check (length(evidence) <= 2000),
  reason text not null default '' check (length(reason) <= 2000),
  written_by uuid not null, written_at timestamptz not null,
  foreign key (school_id, booking_id) references cpd.booking (school_id, id)
);

-- Why somebody declined, sent back or left; for those who may read the purpose, and for whoever wrote it.
create table cpd.booking_note (
  id uuid primary key,
  school_id uuid not null,
  booking_id uuid not null,
  about text not null check (length(about) between 1 and 40),
  body text not null check (length(body) between 1 and 2000),
  written_by uuid not null, written_at timestamptz not null,
  foreign key (school_id, booking_id) references cpd.booking (school_id, id)
);
create index on cpd.booking_note (booking_id);

-- What somebody needs to take part; the facilitator of the session reads it too.
create table cpd.booking_access (
  booking_id uuid primary key,
  school_id uuid not null,
  body text not null check (length(body) <= 1000),
  foreign key (school_id, booking_id) references cpd.booking (school_id, id)
);

-- Places and the waiting list: written only under the activity's lock.
create table cpd.place (
  booking_id uuid primary key,
  school_id uuid not null,
  activity_id uuid not null,
  taken_at timestamptz not null,
  foreign key (school_id, booking_id) references cpd.booking (school_id, id),
  foreign key (school_id, activity_id) references cpd.activity (school_id, id)
);
create index on cpd.place (activity_id);
create table cpd.waiting (
  booking_id uuid primary key,
  school_id uuid not null,
  activity_id uuid not null,
  position bigint generated always as identity,
  foreign key (school_id, booking_id) references cpd.booking (school_id, id),
  foreign key (school_id, activity_id) references cpd.activity (school_id, id)
);
create unique index on cpd.waiting (activity_id, position);

create table cpd.confirmation (
  id uuid primary key,
  school_id uuid not null,
  booking_id uuid not null,
  reference text not null check (length(reference) between 1 and 100),
  entered_by uuid not null, entered_at timestamptz not null,
  -- When the booking took it as its confirmation.
  kept_at timestamptz,
  foreign key (school_id, booking_id) references cpd.booking (school_id, id)
);
create index on cpd.confirmation (booking_id);
`;

const MONEY_AND_COVER = `
-- Shares as they were asked for; which are agreed is the engine's to say. A share that was asked elsewhere is replaced.
create table cpd.funding_share (
  id uuid primary key,
  school_id uuid not null,
  booking_id uuid not null,
  share int not null check (share >= 0),
  pot_id uuid not null,
  financial_year text not null check (financial_year ~ '^[0-9]{4}-[0-9]{2}$'),
  pence int not null check (pence > 0),
  asked_at timestamptz not null,
  replaced_at timestamptz,
  foreign key (school_id, booking_id) references cpd.booking (school_id, id),
  foreign key (school_id, pot_id) references cpd.pot (school_id, id)
);
create index on cpd.funding_share (booking_id);

-- The ledger: only ever added to. For each pot of each booking
-- committed = released + charge + spent + what is still outstanding, to the penny.
create table cpd.commitment (
  id uuid primary key,
  school_id uuid not null,
  cycle_id uuid not null,
  activity_id uuid not null,
  -- Null: a fee that is paid once for everybody.
  booking_id uuid,
  pot_id uuid not null,
  financial_year text not null check (financial_year ~ '^[0-9]{4}-[0-9]{2}$'),
  line text not null check (line in ('committed', 'released', 'charge', 'spent')),
  kind text not null check (kind in ('fee', 'travel', 'materials', 'cover')),
  pence int not null check (pence > 0),
  at timestamptz not null,
  -- The effect that wrote it: <instance>.<revision>.<index>.
  effect text not null,
  foreign key (school_id, cycle_id) references cpd.cycle (school_id, id),
  foreign key (school_id, activity_id) references cpd.activity (school_id, id),
  foreign key (school_id, booking_id) references cpd.booking (school_id, id),
  foreign key (school_id, pot_id) references cpd.pot (school_id, id)
);
create index on cpd.commitment (booking_id);
create index on cpd.commitment (activity_id) where booking_id is null;
create index on cpd.commitment (school_id, cycle_id, pot_id);

-- Cover for one session of one booking.
create table cpd.cover_request (
  id uuid primary key,
  school_id uuid not null,
  booking_id uuid not null,
  session_id uuid not null,
  on_date date not null,
  from_time time not null,
  to_time time not null check (to_time > from_time),
  asked_at timestamptz not null,
  arranged_at timestamptz,
  covered_by uuid,
  -- Somebody from outside: an agency or supply teacher.
  covered_by_name text check (length(covered_by_name) between 1 and 200),
  cost_pence int not null default 0 check (cost_pence between 0 and 1000000000),
  stood_down_at timestamptz,
  unique (school_id, id),
  foreign key (school_id, booking_id) references cpd.booking (school_id, id),
  foreign key (school_id, session_id) references cpd.session (school_id, id),
  foreign key (school_id, covered_by) references cpd.person (school_id, id)
);
create index on cpd.cover_request (booking_id);
create index on cpd.cover_request (school_id, on_date) where stood_down_at is null;
`;

const AFTERWARDS = `
-- Who was there, and for how long. passed_at: the booking knows.
create table cpd.attendance (
  session_id uuid not null,
  booking_id uuid not null,
  school_id uuid not null,
  mark text not null check (mark in ('present', 'part', 'absent')),
  minutes int not null check (minutes between 0 and 1440),
  recorded_at timestamptz not null,
  passed_at timestamptz,
  primary key (session_id, booking_id),
  foreign key (school_id, session_id) references cpd.session (school_id, id),
  foreign key (school_id, booking_id) references cpd.booking (school_id, id)
);
create index on cpd.attendance (booking_id);

create table cpd.booking_certificate (
  id uuid primary key,
  school_id uuid not null,
  booking_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  expires_on date,
  link text check (length(link) <= 500),
  added_by uuid not null, added_at timestamptz not null,
  unique (school_id, id),
  foreign key (school_id, booking_id) references cpd.booking (school_id, id)
);
create index on cpd.booking_certificate (booking_id);
create table cpd.booking_certificate_file (
  certificate_id uuid primary key,
  school_id uuid not null,
  media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
  content bytea not null check (octet_length(content) between 1 and 5242880),
  foreign key (school_id, certificate_id) references cpd.booking_certificate (school_id, id)
);

-- A person's own record of professional development.
create table cpd.portfolio_line (
  id uuid primary key,
  school_id uuid not null,
  person_id uuid not null,
  booking_id uuid not null,
  kind text not null check (kind in ('hours', 'milestone', 'certificate')),
  minutes int not null default 0 check (minutes between 0 and 600000),
  milestone_id uuid,
  certificate_id uuid,
  at timestamptz not null,
  foreign key (school_id, person_id) references cpd.person (school_id, id),
  foreign key (school_id, booking_id) references cpd.booking (school_id, id),
  foreign key (school_id, milestone_id) references cpd.milestone (school_id, id),
  foreign key (school_id, certificate_id) references cpd.booking_certificate (school_id, id)
);
create index on cpd.portfolio_line (school_id, person_id);

-- What somebody brought back for others.
create table cpd.share_back (
  booking_id uuid primary key,
  school_id uuid not null,
  activity_id uuid not null,
  body text not null check (length(body) between 1 and 8000),
  link text check (length(link) <= 500),
  everybody boolean not null default false, shared_with uuid[] not null default '{}',
  written_by uuid not null, written_at timestamptz not null,
  foreign key (school_id, booking_id) references cpd.booking (school_id, id),
  foreign key (school_id, activity_id) references cpd.activity (school_id, id)
);
`;

const TABLES = `provider activity activity_cost quality_answer session milestone follow_up blocked_day
  booking_approver booking booking_purpose booking_note booking_access place waiting
  confirmation funding_share commitment cover_request attendance booking_certificate booking_certificate_file
  portfolio_line share_back`.split(/\s+/);

const CLOSED = `
${TABLES.map((t) => `alter table cpd.${t} enable row level security, force row level security;`).join('\n')}
`;

const DOWN = `drop table ${[...TABLES]
  .reverse()
  .map((t) => `cpd.${t}`)
  .join(', ')};`;
