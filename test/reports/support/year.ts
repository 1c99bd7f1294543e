import { YearStarters } from '../../../src/cycles/index.js';
import type { StartRequest } from '../../../src/engine/index.js';
import { SECTIONS } from '../../../workflows/report/report.types.js';
import { idFrom } from '../../../src/platform/ids.js';
import type { PersonName, TestSchool } from '../../support/school.js';
import {
  CYCLE,
  plantActivity,
  plantBooking,
  plantRecord,
  plantYear,
} from '../../impact/support/evaluations.js';

export const STAFF: readonly PersonName[] = [
  ...(['head', 'deputy', 'leader', 'reviewer', 'teacher', 'colleague'] as const),
  ...(['ta', 'ta2', 'cook', 'business', 'admin'] as const),
];

/** A year with a priority, a pot, a ledger, needs in every state, attendance and judged evaluations: rows only. */
export async function plantRecords(school: TestSchool): Promise<void> {
  const { look } = school;
  await plantYear(school);
  const priority = idFrom('test', 'priority', 'reading');
  const pot = idFrom('test', 'pot');
  await look.query(
    `insert into cpd.priority (id, school_id, cycle_id, code, title) values ($1, $2, $3, 'P1', 'Reading')`,
    [priority, school.id, CYCLE],
  );
  await look.query(
    `insert into cpd.pot (id, school_id, cycle_id, name, amount_pence, financial_year)
      values ($1, $2, $3, 'Training', 500000, '2026-27')`,
    [pot, school.id, CYCLE],
  );
  const course = await plantActivity(school, {
    name: 'Phonics course',
    external: true,
    priorityId: priority,
  });
  const coaching = await plantActivity(school, { name: 'Coaching', kind: 'coaching' });
  const outcomes = ['met', 'met', 'met', 'met', 'met', 'notMet', null];
  for (const [at, name] of STAFF.slice(0, 7).entries()) {
    const booking = await plantBooking(school, course, name, { minutes: 60 * (at + 1) });
    await ledger(school, { booking, activity: course, pot, line: 'committed', kind: 'fee', pence: 10_001 });
    await ledger(school, { booking, activity: course, pot, line: 'spent', kind: 'fee', pence: 7000 });
    await ledger(school, { booking, activity: course, pot, line: 'committed', kind: 'cover', pence: 500 });
    await evaluated(school, booking, course, name, outcomes[at] ?? null);
  }
  await plantBooking(school, coaching, 'ta2', { minutes: 45 });
  const states: [PersonName, string, string | null][] = [
    ...STAFF.slice(0, 6).map((n): [PersonName, string, string | null] => [n, 'live.judged.met', 'met']),
    ...STAFF.slice(0, 5).map((n): [PersonName, string, string | null] => [n, 'live.waiting.triaged', null]),
    ['ta', 'live.declined.withdrawable', null],
    ['cook', 'live.withdrawn', null],
    ['cook', 'live.contested', null],
  ];
  for (const [at, [name, state, finding]] of states.entries()) {
    const id = idFrom('test', 'need', String(at));
    await look.query(
      `insert into cpd.need (id, school_id, person_id, cycle_id, title, origin, raised_at)
        values ($1, $2, $3, $4, $5, $6, now())`,
      [id, school.id, school.person(name), CYCLE, `Need ${at}`, at % 2 ? 'ownRequest' : 'statutory'],
    );
    await plantRecord(school, 'need', id, state, { cycleId: CYCLE, outcome: finding });
  }
}

async function ledger(
  school: TestSchool,
  it: { booking: string; activity: string; pot: string; line: string; kind: string; pence: number },
): Promise<void> {
  await school.look.query(
    `insert into cpd.commitment (id, school_id, cycle_id, activity_id, booking_id, pot_id, financial_year, line, kind, pence,
        at, effect) values (gen_random_uuid(), $1, $2, $3, $4, $5, '2026-27', $6, $7, $8, now(), 'test')`,
    [school.id, CYCLE, it.activity, it.booking, it.pot, it.line, it.kind, it.pence],
  );
}

async function evaluated(
  school: TestSchool,
  booking: string,
  activity: string,
  name: PersonName,
  outcome: string | null,
): Promise<void> {
  const id = idFrom('test', 'evaluation', booking);
  await school.look.query(
    `insert into cpd.evaluation (id, school_id, cycle_id, activity_id, booking_id, held_on, due_on, started_at)
      values ($1, $2, $3, $4, $5, '2026-09-01', '2027-07-21', now())`,
    [id, school.id, CYCLE, activity, booking],
  );
  await plantRecord(school, 'impact', id, outcome ? 'closed' : 'live.outcomes', {
    ...{ cycleId: CYCLE, bookingId: booking, outcome, mode: 'full', notReturned: [] },
    people: { person: school.person(name), lineManager: null },
  });
}

/** The report as the year starts it; its meeting is on 15 July 2027. */
export async function startReport(school: TestSchool): Promise<string> {
  const years = school.app.get(YearStarters, { strict: false });
  const started = await school.unit.run(school.system, async (tx) => {
    const starts: StartRequest[] = [];
    await years.call(
      'startReport',
      {
        ...{ tx, at: tx.at, effect: 'test', tell: () => undefined },
        start: (_chart, what) => void starts.push(what),
        instance: {
          id: CYCLE,
          tenant: school.id,
          chart: 'cycle',
          version: 1,
          key: '',
          context: {},
          state: '',
        },
      },
      { cycleId: CYCLE, reportDueOn: '2027-06-30' },
    );
    return starts;
  });
  await school.engine.startMany(school.system, 'report', started);
  return started[0]?.id ?? '';
}

/** From the first day to all sections written and sent to the head. */
export async function untilWithHead(school: TestSchool, id: string): Promise<void> {
  const step = (name: PersonName, event: string, body: object = {}) =>
    school.call(name, `reports.${event}`, { params: { id }, body });
  await step('leader', 'draft');
  await school.drain();
  await step('leader', 'startCommentary');
  for (const section of SECTIONS)
    await step('leader', 'writeSection', { section, version: 0, text: `About ${section}` });
  await step('leader', 'submit');
}
