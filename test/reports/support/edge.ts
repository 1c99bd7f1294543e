import { idFrom } from '../../../src/platform/ids.js';
import type { PersonName, TestSchool } from '../../support/school.js';
import { CYCLE, plantRecord } from '../../impact/support/evaluations.js';

/** A step in the log of a planted record, so that whoever reads only the log sees it as well. */
async function plantStep(
  school: TestSchool,
  id: string,
  step: { revision: number; type: string; payload?: object; from?: string | null; to: string },
): Promise<void> {
  await school.look.query(
    `insert into engine.event (instance_id, revision, tenant_id, type, payload, at, actor, from_state, to_state, status, version,
        root) values ($1, $2, $3, $4, $5, now(), 'test', $6, $7, 'active', 1, 'test')`,
    [id, step.revision, school.id, step.type, JSON.stringify(step.payload ?? {}), step.from ?? null, step.to],
  );
}

/** Moves a planted record to another state. */
export async function plantState(school: TestSchool, id: string, state: string): Promise<void> {
  await school.look.query('update engine.instance set state = $2, revision = revision + 1 where id = $1', [
    id,
    state,
  ]);
  await plantStep(school, id, { revision: 2, type: 'TEST', to: state });
}

export async function plantPot(school: TestSchool, pence: number): Promise<string> {
  const id = idFrom('test', 'edge pot');
  await school.look.query(
    `insert into cpd.pot (id, school_id, cycle_id, name, amount_pence, financial_year)
      values ($1, $2, $3, 'Training', $4, '2026-27')`,
    [id, school.id, CYCLE, pence],
  );
  return id;
}

export async function plantMoney(
  school: TestSchool,
  it: { activity: string; booking: string | null; pot: string; kind: string; line: string; pence: number },
): Promise<void> {
  await school.look.query(
    `insert into cpd.commitment (id, school_id, cycle_id, activity_id, booking_id, pot_id, financial_year, line, kind, pence,
        at, effect) values (gen_random_uuid(), $1, $2, $3, $4, $5, '2026-27', $6, $7, $8, now(), 'test')`,
    [school.id, CYCLE, it.activity, it.booking, it.pot, it.line, it.kind, it.pence],
  );
}

/** A need of the year; `carriedTo`: the year into which it went on. */
export async function plantNeed(
  school: TestSchool,
  name: string,
  person: PersonName,
  state: string,
  { carriedTo = null }: { carriedTo?: string | null } = {},
): Promise<void> {
  const id = idFrom('test', 'edge need', name);
  await school.look.query(
    `insert into cpd.need (id, school_id, person_id, cycle_id, title, origin, raised_at) values ($1, $2, $3, $4, $5, 'annex', now())`,
    [id, school.id, school.person(person), CYCLE, name],
  );
  const outcome = state.startsWith('live.judged.') ? (state.split('.')[2] ?? null) : null;
  await plantRecord(school, 'need', id, state, { cycleId: carriedTo ?? CYCLE, outcome });
  await plantStep(school, id, { revision: 1, type: 'engine.start', to: 'live.waiting.passed.inTime' });
  if (carriedTo !== null) {
    const from = 'live.waiting.triaged.settled';
    await plantStep(school, id, {
      revision: 2,
      type: 'CARRY_OVER',
      payload: { toCycleId: carriedTo },
      from,
      to: state,
    });
  } else await plantStep(school, id, { revision: 2, type: 'TEST', to: state });
}

/** An evaluation: of a booking, or of a group where there is none. */
export async function plantEvaluated(
  school: TestSchool,
  it: {
    booking: string | null;
    activity: string;
    people: readonly PersonName[];
    state: string;
    outcome: string | null;
    lapsed?: boolean;
  },
): Promise<string> {
  const id = idFrom('test', 'edge evaluation', it.booking ?? it.activity);
  await school.look.query(
    `insert into cpd.evaluation (id, school_id, cycle_id, activity_id, booking_id, held_on, due_on, started_at)
      values ($1, $2, $3, $4, $5, '2026-09-01', '2027-07-21', now())`,
    [id, school.id, CYCLE, it.activity, it.booking],
  );
  const ids = it.people.map((name) => school.person(name));
  const people = { person: it.booking === null ? ids : (ids[0] ?? null), lineManager: null };
  await plantRecord(school, 'impact', id, it.state, {
    ...{ cycleId: CYCLE, bookingId: it.booking, outcome: it.outcome, mode: 'full', people },
    notReturned: it.lapsed ? ['reaction'] : [],
  });
  await plantStep(school, id, {
    revision: 1,
    type: 'engine.start',
    payload: { people },
    to: 'live.baselined',
  });
  const type = it.lapsed ? 'xstate.after.reactionLapses.impact.live.reaction' : 'TEST';
  await plantStep(school, id, { revision: 2, type, to: it.state });
  if (it.outcome !== null)
    await plantStep(school, id, {
      revision: 3,
      type: 'JUDGE',
      payload: { outcome: it.outcome },
      to: it.state,
    });
  return id;
}
