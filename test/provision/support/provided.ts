import { idFrom } from '../../../src/platform/ids.js';
import { openSchool } from '../../support/school.js';
import type { PersonName, TestSchool } from '../../support/school.js';

export type Body = Record<string, unknown>;
export interface Made {
  readonly id: string;
  readonly state: string;
  readonly revision: number;
}

/** A school with a year and two pots, in which things can be provided and booked. */
export interface ProvidingSchool extends TestSchool {
  readonly cycleId: string;
  /** Pots of the financial year 2026-27 and their ids: courses £5,000, science £500. */
  readonly pots: { readonly courses: string; readonly science: string };
  /** A published activity; `what` overrides an in-school session on Monday 5 October 2026. */
  provide(what?: Body): Promise<string>;
  /** A request by a person for themselves, sent. */
  ask(person: PersonName, activityId: string, what?: Body): Promise<string>;
  /** The same, approved by everybody who is asked, pots included. */
  book(person: PersonName, activityId: string): Promise<string>;
  /** One click on a booking or an activity. */
  step(person: PersonName, what: string, id: string, body?: Body): Promise<Made>;
  read(person: PersonName, bookingId: string): Promise<Body>;
  state(id: string): Promise<string>;
}

export const SESSION = { on: '2026-10-05', startsAt: '13:00', endsAt: '15:00' };

export async function openProvidingSchool(): Promise<ProvidingSchool> {
  const school = await openSchool();
  const cycleId = idFrom('test', 'cycle', school.id);
  const pots = { courses: idFrom('test', 'pot', 'courses'), science: idFrom('test', 'pot', 'science') };
  await school.look.query(
    `insert into cpd.cycle (id, school_id, title, starts_on, ends_on) values ($1, $2, '2026-27', '2026-09-01', '2027-08-31')`,
    [cycleId, school.id],
  );
  for (const [name, id, pence] of [
    ['Courses', pots.courses, 500_000],
    ['Science', pots.science, 50_000],
  ] as const) {
    await school.look.query(
      `insert into cpd.pot (id, school_id, cycle_id, name, amount_pence, financial_year)
        values ($1, $2, $3, $4, $5, '2026-27')`,
      [id, school.id, cycleId, name, pence],
    );
  }
  const step = (person: PersonName, what: string, id: string, body: Body = {}) =>
    school.call<Made>(person, what, { params: { id }, body });
  const read = (person: PersonName, id: string) =>
    school.call<Body>(person, 'bookings.read', { params: { id } });
  const state = async (id: string) =>
    String((await school.look.query('select state from engine.instance where id = $1', [id])).rows[0]?.state);

  async function provide(what: Body = {}): Promise<string> {
    const { id } = await school.call<Made>('leader', 'activities.create', {
      body: {
        kind: 'inSchoolSession',
        title: 'Guided reading',
        external: false,
        facilitatorId: school.person('colleague'),
        sessions: [SESSION],
        ...what,
      },
    });
    for (const part of ['pupilOutcomes', 'evidence', 'collaboration', 'sustained', 'ledFromTop']) {
      await step('leader', 'activities.recordQuality', id, { part, mark: 'yes', answer: 'Discussed.' });
    }
    await step('leader', 'activities.publish', id);
    return id;
  }

  async function ask(person: PersonName, activityId: string, what: Body = {}): Promise<string> {
    const { id } = await school.call<Made>(person, 'bookings.request', {
      body: { activityId, outcome: 'My group reads aloud daily', baseline: 'Twice a week', ...what },
    });
    await step(person, 'bookings.submit', id);
    return id;
  }

  async function book(person: PersonName, activityId: string): Promise<string> {
    const id = await ask(person, activityId);
    await approveAll(school, id);
    return id;
  }
  return { ...school, cycleId, pots, provide, ask, book, step, read, state };
}

/** Everybody in turn approves, and finance agrees to every share. */
export async function approveAll(school: TestSchool, id: string): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    const { rows } = await school.look.query<{ name: string; assignees: string[] }>(
      `select name, assignees from engine.task where instance_id = $1 and name in ('approveBooking', 'agreeFunding')
        order by name limit 1`,
      [id],
    );
    const [task] = rows;
    if (!task) return;
    const { context } = (
      await school.look.query(`select snapshot->'context' as context from engine.instance where id = $1`, [
        id,
      ])
    ).rows[0] as { context: { steps: { decided: string | null }[]; funding: { state: string }[] } };
    const name = await nameOf(school, task.assignees[0] ?? '');
    if (task.name === 'agreeFunding') {
      const share = context.funding.findIndex((it) => it.state === 'asked');
      await school.call('business', 'bookings.agreeFunding', { params: { id }, body: { share } });
    } else {
      const step = context.steps.findIndex((it) => it.decided === null);
      await school.call(name, 'bookings.approve', { params: { id }, body: { step } });
    }
  }
}

const HOLDERS: Readonly<Record<string, PersonName>> = {
  'post:cpdLeader': 'leader',
  'post:head': 'head',
  'post:deputy': 'deputy',
  'post:finance': 'business',
};

function nameOf(school: TestSchool, assignee: string): Promise<PersonName> {
  const names: PersonName[] = ['head', 'deputy', 'leader', 'reviewer', 'teacher', 'colleague', 'business'];
  const found = HOLDERS[assignee] ?? names.find((name) => assignee === `person:${school.person(name)}`);
  if (!found) throw new Error(`Nobody of these tests is ${assignee}.`);
  return Promise.resolve(found);
}

/** The problem that an operation refuses with: its code, or what went wrong instead. */
export async function codeOf(doing: Promise<unknown>): Promise<string> {
  try {
    await doing;
    return 'done';
  } catch (error) {
    const { code, name, message } = error as { code?: string; name: string; message: string };
    return code ?? `${name}: ${message}`;
  }
}

/** The ledger of a booking: pence by line. */
export async function ledger(school: TestSchool, bookingId: string): Promise<Record<string, number>> {
  const { rows } = await school.look.query<{ line: string; pence: number }>(
    'select line, sum(pence)::int as pence from cpd.commitment where booking_id = $1 group by 1',
    [bookingId],
  );
  return Object.fromEntries(rows.map(({ line, pence }) => [line, pence]));
}
