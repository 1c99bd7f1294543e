import type { Client } from 'pg';

/** How much happens in a planted school: about what a year of the simulation leaves behind. */
export interface PlantedSize {
  readonly schools: number;
  readonly staff: number;
  /** Years with records, the last of them being reported on. */
  readonly years: number;
}

/** Ids that are the same wherever they are asked for. */
const id = (...parts: string[]): string => `md5(concat_ws('/', ${parts.join(', ')}))::uuid`;

const SCHOOLS = `insert into cpd.organisation (id, kind, name, urn) select ${id(`'school'`, 's')}, 'school', 'School ' || s,
    (100000 + s)::text from generate_series(1, $1) s`;
const STAFF = `insert into cpd.person (id, school_id, forename, surname, staff_group, fte, starts_on, department)
  select ${id(`'person'`, 's', 'p')}, ${id(`'school'`, 's')}, 'Ann', 'Lee ' || p,
    (array['teacher', 'teacher', 'teachingAssistant', 'administration', 'leadership'])[1 + p % 5],
    case when p % 4 = 0 then 0.6 else 1 end, '2020-09-01', 'Phase ' || p % 4
  from generate_series(1, $1) s, generate_series(1, $2) p`;
const YEARS = `insert into cpd.cycle (id, school_id, title, starts_on, ends_on, previous_id)
  select ${id(`'year'`, 's', 'y')}, ${id(`'school'`, 's')}, 2023 + y || ' to ' || 2024 + y, make_date(2023 + y, 9, 1),
    make_date(2024 + y, 8, 31), case when y > 1 then ${id(`'year'`, 's', '(y - 1)')} end
  from generate_series(1, $1) s, generate_series(1, $2) y order by y`;
const POTS = `insert into cpd.pot (id, school_id, cycle_id, name, amount_pence, financial_year)
  select ${id(`'pot'`, 's', 'y')}, ${id(`'school'`, 's')}, ${id(`'year'`, 's', 'y')}, 'Training', 2000000, '2026-27'
  from generate_series(1, $1) s, generate_series(1, $2) y`;
const PRIORITIES = `insert into cpd.priority (id, school_id, cycle_id, code, title)
  select ${id(`'priority'`, 's', 'y', 'n')}, ${id(`'school'`, 's')}, ${id(`'year'`, 's', 'y')}, 'P' || n, 'Priority ' || n
  from generate_series(1, $1) s, generate_series(1, $2) y, generate_series(1, 3) n`;
const THEMES = `insert into cpd.theme (id, school_id, title, made_at)
  select ${id(`'theme'`, 's', 'n')}, ${id(`'school'`, 's')}, 'Theme ' || n, now()
  from generate_series(1, $1) s, generate_series(1, 6) n`;
const ACTIVITIES = `insert into cpd.activity (id, school_id, cycle_id, kind, title, external, priority_id, made_by, made_at)
  select ${id(`'activity'`, 's', 'y', 'a')}, ${id(`'school'`, 's')}, ${id(`'year'`, 's', 'y')},
    (array['course', 'inSchoolSession', 'coaching', 'conference'])[1 + a % 4], 'Activity ' || a, a % 2 = 0,
    case when a % 3 = 0 then ${id(`'priority'`, 's', 'y', '(1 + a % 3)')} end, ${id(`'person'`, 's', '1')}, now()
  from generate_series(1, $1) s, generate_series(1, $2) y, generate_series(1, 24) a`;
const SESSIONS = `insert into cpd.session (id, school_id, activity_id, on_date, starts_at, ends_at)
  select ${id(`'session'`, 's', 'y', 'a')}, ${id(`'school'`, 's')}, ${id(`'activity'`, 's', 'y', 'a')},
    make_date(2023 + y, 10, 1), '13:00', '15:00'
  from generate_series(1, $1) s, generate_series(1, $2) y, generate_series(1, 24) a`;
/** Three bookings for each of the staff, a fifth of them away, all evaluated. */
const BOOKINGS = `insert into cpd.booking (id, school_id, activity_id, cycle_id, person_id, fee_pence, travel_pence,
    materials_pence, asked_by, asked_at)
  select ${id(`'booking'`, 's', 'y', 'p', 'n')}, ${id(`'school'`, 's')}, ${id(`'activity'`, 's', 'y', '(1 + (p * 3 + n) % 24)')},
    ${id(`'year'`, 's', 'y')}, ${id(`'person'`, 's', 'p')}, 5000, 0, 0, ${id(`'person'`, 's', 'p')}, now()
  from generate_series(1, $1) s, generate_series(1, $2) y, generate_series(1, $3) p, generate_series(1, 3) n`;
const ATTENDANCE = `insert into cpd.attendance (session_id, booking_id, school_id, mark, minutes, recorded_at)
  select x.id, b.id, b.school_id, case when get_byte(uuid_send(b.id), 0) % 5 = 0 then 'absent' else 'present' end,
    case when get_byte(uuid_send(b.id), 0) % 5 = 0 then 0 else 120 end, now()
  from cpd.booking b join cpd.session x on x.activity_id = b.activity_id`;
const MONEY = `insert into cpd.commitment (id, school_id, cycle_id, activity_id, booking_id, pot_id, financial_year, line, kind,
    pence, at, effect)
  select md5(b.id || l.line || l.kind)::uuid, b.school_id, b.cycle_id, b.activity_id, b.id, p.id, '2026-27', l.line, l.kind,
    l.pence, now(), 'bench'
  from cpd.booking b join cpd.pot p on p.cycle_id = b.cycle_id
    cross join (values ('committed', 'fee', 5000), ('spent', 'fee', 5000), ('committed', 'cover', 9000)) l(line, kind, pence)`;
const NEEDS = `insert into cpd.need (id, school_id, person_id, cycle_id, title, origin, raised_at)
  select ${id(`'need'`, 's', 'y', 'p', 'n')}, ${id(`'school'`, 's')}, ${id(`'person'`, 's', 'p')}, ${id(`'year'`, 's', 'y')},
    'Need ' || n, (array['annex', 'ownRequest', 'statutory'])[1 + n % 3], now()
  from generate_series(1, $1) s, generate_series(1, $2) y, generate_series(1, $3) p, generate_series(1, 3) n`;
const EVALUATIONS = `insert into cpd.evaluation (id, school_id, cycle_id, activity_id, booking_id, held_on, due_on, started_at)
  select md5('evaluation' || b.id)::uuid, b.school_id, b.cycle_id, b.activity_id, b.id, '2026-10-01', '2027-07-21', now()
  from cpd.booking b`;
const ANSWERS = `insert into cpd.evaluation_response (id, school_id, evaluation_id, stage, person_id, worth, learnt, support, use,
    of_group, written_by, written_at)
  select md5('answer' || b.id || g.stage)::uuid, b.school_id, md5('evaluation' || b.id)::uuid, g.stage, b.person_id,
    case when g.stage = 'reaction' then 4 end, case when g.stage = 'reaction' then 3 end,
    case when g.stage = 'reaction' then 5 end, case when g.stage <> 'reaction' then 'often' end, false, b.person_id, now()
  from cpd.booking b cross join (values ('reaction'), ('application')) g(stage)`;
const PURPOSES = `insert into cpd.booking_purpose (booking_id, school_id, need_id, written_by, written_at)
  select b.id, b.school_id, n.id, b.person_id, now() from cpd.booking b
    join lateral (select id from cpd.need n where n.person_id = b.person_id and n.cycle_id = b.cycle_id order by id limit 1) n
    on true`;
const REPORTS = `insert into cpd.report (id, school_id, cycle_id, made_at) select md5('report' || id)::uuid, school_id, id, now()
  from cpd.cycle`;

const LEADS = `array['post:cpdLeader', 'post:head']`;
const record = (chart: string, from: string, state: string, context: string): string =>
  `insert into engine.instance (id, tenant_id, chart, version, key, status, state, snapshot, revision, audience, started_at,
      changed_at)
    select t.id, t.school_id, '${chart}', 1, t.id::text, 'active', ${state}, jsonb_build_object('context', ${context}), 1, ${LEADS},
      now(), now() from ${from}`;
const RECORDS = [
  record('activity', 'cpd.activity t', `'provided.held'`, `jsonb_build_object('cycleId', t.cycle_id)`),
  record('booking', 'cpd.booking t', `'live.attended'`, `jsonb_build_object('cycleId', t.cycle_id)`),
  record(
    'need',
    'cpd.need t',
    `case when get_byte(uuid_send(t.id), 0) % 3 = 0 then 'live.judged.met' else 'live.waiting.triaged.settled' end`,
    `jsonb_build_object('cycleId', t.cycle_id, 'outcome', case when get_byte(uuid_send(t.id), 0) % 3 = 0 then 'met' end,
      'triage', jsonb_build_object('themeId', (select x.id from cpd.theme x where x.school_id = t.school_id order by x.id limit 1),
      'level', 'team'))`,
  ),
  record(
    'impact',
    'cpd.evaluation t join cpd.booking b on b.id = t.booking_id',
    `'closed'`,
    `jsonb_build_object('cycleId', t.cycle_id, 'bookingId', t.booking_id, 'notReturned', '[]'::jsonb,
      'outcome', (array['met', 'met', 'partlyMet', 'notMet'])[1 + get_byte(uuid_send(t.id), 0) % 4],
      'people', jsonb_build_object('person', b.person_id))`,
  ),
  record(
    'report',
    'cpd.report t',
    `'live.drafted'`,
    `jsonb_build_object('cycleId', t.cycle_id, 'edition', 0)`,
  ),
];

/** Plants schools with rows only, all at once: what is measured is reading. */
export async function plantSchools(look: Client, { schools, staff, years }: PlantedSize): Promise<void> {
  const run = async (sql: string, ...values: number[]): Promise<void> => {
    await look.query(sql, values);
  };
  await run(SCHOOLS, schools);
  await run(STAFF, schools, staff);
  for (const sql of [YEARS, POTS, PRIORITIES]) await run(sql, schools, years);
  await run(THEMES, schools);
  for (const sql of [ACTIVITIES, SESSIONS]) await run(sql, schools, years);
  await run(BOOKINGS, schools, years, staff);
  await run(NEEDS, schools, years, staff);
  for (const sql of [ATTENDANCE, MONEY, EVALUATIONS, ANSWERS, PURPOSES, REPORTS]) await run(sql);
  for (const sql of RECORDS) await run(sql);
  await look.query('analyze');
}
