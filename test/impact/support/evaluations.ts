import { EvaluationStarts } from '../../../src/impact/index.js';
import { idFrom } from '../../../src/platform/ids.js';
import type { PersonName, TestSchool } from '../../support/school.js';

export const CYCLE = idFrom('test', 'cycle', '2026');

/** A year without a plan of its own: only what rows of provision refer to. */
export async function plantYear(school: TestSchool, id = CYCLE, startYear = 2026): Promise<void> {
  await school.look.query(
    `insert into cpd.cycle (id, school_id, title, starts_on, ends_on, governors_meet_on)
      values ($1, $2, $3, $4, $5, $6)`,
    [
      ...[id, school.id, `${startYear} to ${startYear + 1}`],
      ...[`${startYear}-09-01`, `${startYear + 1}-08-31`, `${startYear + 1}-07-15`],
    ],
  );
}

export interface PlantedActivity {
  readonly name: string;
  readonly external?: boolean;
  readonly kind?: string;
  readonly facilitator?: PersonName;
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly priorityId?: string;
  readonly statutory?: boolean;
  readonly outcome?: string;
}

/** An activity with its record, planted past the workflow of provision, which has tests of its own. */
export async function plantActivity(school: TestSchool, what: PlantedActivity): Promise<string> {
  const id = idFrom('test', 'activity', school.id, what.name);
  await school.look.query(
    `insert into cpd.activity (id, school_id, cycle_id, kind, title, external, priority_id, statutory, outcome, made_by, made_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())`,
    [
      ...[id, school.id, CYCLE, what.kind ?? 'course', what.name, what.external ?? false],
      ...[what.priorityId ?? null, what.statutory ?? false, what.outcome ?? '', school.person('leader')],
    ],
  );
  await plantRecord(school, 'activity', id, 'live.running', {
    cycleId: CYCLE,
    startsOn: what.startsOn ?? '2026-09-01',
    endsOn: what.endsOn ?? '2026-09-01',
    people: { facilitator: what.facilitator ? school.person(what.facilitator) : null, organiser: null },
  });
  return id;
}

/** A booking with attendance: person there throughout for `minutes`. */
export async function plantBooking(
  school: TestSchool,
  activityId: string,
  person: PersonName,
  more: { impact?: string; minutes?: number; feePence?: number } = {},
): Promise<string> {
  const id = idFrom('test', 'booking', activityId, person);
  await school.look.query(
    `insert into cpd.booking (id, school_id, activity_id, cycle_id, person_id, fee_pence, travel_pence, materials_pence,
        asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, 0, 0, $5, now())`,
    [id, school.id, activityId, CYCLE, school.person(person), more.feePence ?? 0],
  );
  const session = idFrom('test', 'session', activityId);
  await school.look.query(
    `insert into cpd.session (id, school_id, activity_id, on_date, starts_at, ends_at)
      values ($1, $2, $3, '2026-09-01', '09:00', '15:00') on conflict do nothing`,
    [session, school.id, activityId],
  );
  await school.look.query(
    `insert into cpd.attendance (session_id, booking_id, school_id, mark, minutes, recorded_at)
      values ($1, $2, $3, 'present', $4, now())`,
    [session, id, school.id, more.minutes ?? 300],
  );
  await plantRecord(school, 'booking', id, 'live.attended', {
    cycleId: CYCLE,
    activityId,
    impact: more.impact ?? 'full',
    people: { person: school.person(person), lineManager: null, approver: null },
  });
  return id;
}

/** A row of the engine for something whose workflow is not what is tested: readable by those who lead. */
export async function plantRecord(
  school: TestSchool,
  chart: string,
  id: string,
  state: string,
  context: object,
): Promise<void> {
  await school.look.query(
    `insert into engine.instance (id, tenant_id, chart, version, key, status, state, snapshot, revision, audience, started_at,
        changed_at) values ($1::uuid, $2, $3, 1, $1::uuid::text, 'active', $4, $5, 1, $6, now(), now())`,
    [
      ...[id, school.id, chart, state, JSON.stringify({ status: 'active', value: state, context })],
      ['post:cpdLeader', 'post:head', 'post:deputy'],
    ],
  );
}

/** Starts the evaluation of a planted booking as the system does when attendance is recorded; returns its id. */
export async function startEvaluation(
  school: TestSchool,
  bookingId: string,
  activityId: string,
  person: PersonName,
  more: { mode?: 'full' | 'light'; needId?: string; lineManager?: PersonName | null } = {},
): Promise<string> {
  const { mode = 'full', needId = null, lineManager = 'reviewer' } = more;
  const starts = school.app.get(EvaluationStarts, { strict: false });
  const answer = await school.unit.run(school.system, async (tx) =>
    school.engine.startIn(
      tx,
      'impact',
      await starts.forBooking(tx, {
        ...{ bookingId, activityId, cycleId: CYCLE, needId, mode, heldOn: '2026-09-01' },
        ...{
          personId: school.person(person),
          lineManagerId: lineManager === null ? null : school.person(lineManager),
        },
      }),
    ),
  );
  await school.drain();
  return answer.id;
}

/** The whole way: activity, booking, evaluation. */
export async function evaluationOf(
  school: TestSchool,
  person: PersonName,
  more: Parameters<typeof startEvaluation>[4] & { activity?: string; lineManager?: PersonName | null } = {},
): Promise<string> {
  const activity = await plantActivity(school, { name: more.activity ?? `Course of ${person}` });
  const booking = await plantBooking(school, activity, person);
  return startEvaluation(school, booking, activity, person, more);
}

export const REACTION = { worth: 4, learnt: 5, support: 3, said: 'Try it with one group' };
export const EVIDENCE = {
  kind: 'data',
  level: 5,
  about: 'Reading ages of one group',
  link: 'https://school.example/reading',
} as const;
