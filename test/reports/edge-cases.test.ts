import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { figures } from '../../src/reports/index.js';
import type { Figured } from '../../src/reports/index.js';
import { idFrom } from '../../src/platform/ids.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { CYCLE, plantActivity, plantBooking, plantYear } from '../impact/support/evaluations.js';
import { plantEvaluated, plantMoney, plantNeed, plantPot, plantState } from './support/edge.js';
import { differences } from './recount/compare.js';
import { readRaw } from './recount/raw.js';

let school: TestSchool;
const YEAR = {
  ...{ id: CYCLE, reportId: CYCLE, startsOn: '2026-09-01', endsOn: '2027-08-31' },
  ...{ previousId: null, today: '2027-07-01' },
};
const figure = async (name: string): Promise<Figured> => {
  const found = figures.find((it) => it.name === name);
  if (!found) throw new Error(`no figure ${name}`);
  return school.unit.run(school.system, (tx) => found.compute(tx, YEAR));
};
const agrees = async () =>
  expect(await differences(school.unit, school.system, await readRaw(school.look), YEAR)).toEqual([]);

describe('a year with everything odd in it', () => {
  beforeAll(async () => {
    school = await openSchool();
    await plantYear(school);
  });
  afterAll(() => school.close());

  it('says of an empty year what is not known, and no share at all', async () => {
    await agrees();
    for (const { name, kind } of figures) {
      const it = await figure(name);
      if (
        kind === 'share' &&
        !['staffReached', 'partTimeReached', 'phaseReached', 'retention'].includes(name)
      )
        expect([name, it.value]).toEqual([name, null]);
      if (it.value === null) expect(it.reason).toMatch(/\w{3}/);
    }
  });

  it('counts a charge for a place that was given back after it was paid, and nothing else of it', async () => {
    const pot = await plantPot(school, 100_000);
    const course = await plantActivity(school, { name: 'Paid and left', external: true });
    const booking = await plantBooking(school, course, 'teacher');
    await school.look.query('delete from cpd.attendance where booking_id = $1', [booking]);
    await plantState(school, booking, 'withdrawn');
    const money = { activity: course, booking, pot, kind: 'fee' };
    await plantMoney(school, { ...money, line: 'committed', pence: 10_000 });
    await plantMoney(school, { ...money, line: 'released', pence: 7000 });
    await plantMoney(school, { ...money, line: 'charge', pence: 3000 });
    expect(await figure('spent')).toMatchObject({ value: 3000 });
    expect(await figure('committed')).toMatchObject({ value: 0 });
    expect(await figure('left')).toMatchObject({ value: 97_000 });
    expect(await figure('cashPerPlace')).toMatchObject({ value: null });
    await agrees();
  });

  it('counts half a day as the minutes that somebody was there', async () => {
    const course = await plantActivity(school, { name: 'Half a day' });
    const booking = await plantBooking(school, course, 'ta', { minutes: 90 });
    await school.look.query(`update cpd.attendance set mark = 'part' where booking_id = $1`, [booking]);
    expect(await figure('paidTime')).toMatchObject({ value: 90 });
    await agrees();
  });

  it('counts a need that six people share six times, and each of the six once', async () => {
    const six: PersonName[] = ['head', 'deputy', 'leader', 'reviewer', 'teacher', 'colleague'];
    for (const [at, name] of six.entries())
      await plantNeed(
        school,
        `shared ${name}`,
        name,
        at < 4 ? 'live.judged.met' : 'live.waiting.triaged.settled',
      );
    expect(await figure('needsRaised')).toMatchObject({ value: 6 });
    expect(await figure('needsMet')).toMatchObject({ value: 4, of: 6 });
    await agrees();
  });

  it('counts the need of somebody who left as neither met nor waiting', async () => {
    await plantNeed(school, 'leaver', 'cook', 'ended');
    await school.look.query(`update cpd.person set leaves_on = '2027-02-28' where id = $1`, [
      school.person('cook'),
    ]);
    expect(await figure('needsWaiting')).toMatchObject({ value: 2 });
    expect(await figure('needsLeft')).toMatchObject({ value: 1 });
    expect((await figure('retention')).value).toBe(((await figure('retention')).of ?? 0) - 1);
    await agrees();
  });

  it('keeps in last year’s numbers what was carried into this one', async () => {
    const next = idFrom('test', 'cycle', '2027');
    await plantYear(school, next, 2027);
    await school.look.query('update cpd.cycle set previous_id = $1 where id = $2', [CYCLE, next]);
    await plantNeed(school, 'carried', 'ta2', 'live.waiting.passed.inTime', { carriedTo: next });
    expect(await figure('needsRaised')).toMatchObject({ value: 8 });
    expect(await figure('needsMet')).toMatchObject({ value: 4, of: 8 });
    expect(await figure('needsWaiting')).toMatchObject({ value: 3 });
    await agrees();
  });

  it('leaves out the evaluation of what was cancelled', async () => {
    const course = await plantActivity(school, { name: 'Never held' });
    await plantState(school, course, 'provided.cancelled');
    const booking = await plantBooking(school, course, 'reviewer');
    await school.look.query('delete from cpd.attendance where booking_id = $1', [booking]);
    await plantEvaluated(school, {
      booking,
      activity: course,
      people: ['reviewer'],
      state: 'void',
      outcome: null,
    });
    expect(await figure('notReturned')).toMatchObject({ value: null });
    expect(await figure('activitiesCancelled')).toMatchObject({ value: 1 });
    await agrees();
  });

  it('says of training that nobody answered about that nothing is known, and shows that it lapsed', async () => {
    const course = await plantActivity(school, { name: 'Silence' });
    const booking = await plantBooking(school, course, 'colleague');
    const id = await plantEvaluated(school, {
      ...{
        booking,
        activity: course,
        people: ['colleague'],
        state: 'live.application.waiting',
        outcome: null,
      },
      lapsed: true,
    });
    await school.look.query(
      `insert into cpd.evaluation_unreturned (evaluation_id, part, school_id, people, at) values ($1, 'reaction', $2, 1, now())`,
      [id, school.id],
    );
    expect(await figure('level1')).toMatchObject({ value: null });
    expect(await figure('reactionReturned')).toMatchObject({ value: 0, of: 1 });
    expect(await figure('notReturned')).toMatchObject({ value: 1, of: 1 });
    expect(await figure('lapsedParts')).toMatchObject({ value: 1 });
    await agrees();
  });

  it('counts training that cost nothing among the places over which cash is divided', async () => {
    expect(await figure('cashPerPlace')).toMatchObject({ value: 0, of: 2 });
    await agrees();
  });

  it('evaluates a group of one like a group, and gives its judgement to no single person', async () => {
    const day = await plantActivity(school, { name: 'A day for one', kind: 'inset' });
    const booking = await plantBooking(school, day, 'deputy');
    const id = await plantEvaluated(school, {
      ...{ booking: null, activity: day, people: ['deputy'], state: 'closed', outcome: 'met' },
    });
    await school.look.query(
      `insert into cpd.evaluation_response (id, school_id, evaluation_id, stage, person_id, worth, learnt, support, of_group,
          written_by, written_at) values (gen_random_uuid(), $1, $2, 'reaction', $3, 4, 4, 4, true, $3, now())`,
      [school.id, id, school.person('deputy')],
    );
    expect(booking).toBeTruthy();
    expect(await figure('metByKind')).toMatchObject({ value: 1, of: 1 });
    expect(await figure('level1')).toMatchObject({ value: 1, of: 1 });
    expect(await figure('level5')).toMatchObject({ value: null });
    expect(await figure('straightLined')).toMatchObject({ value: 1, of: 1 });
    await agrees();
  });

  it('bears dates out of order, money without attendance and rates that begin too late', async () => {
    const pot = idFrom('test', 'edge pot');
    const course = await plantActivity(school, {
      ...{ name: 'Backwards', startsOn: '2027-03-02', endsOn: '2027-03-01', external: true },
    });
    const booking = await plantBooking(school, course, 'leader');
    await plantMoney(school, {
      activity: course,
      booking: null,
      pot,
      kind: 'fee',
      line: 'spent',
      pence: 101,
    });
    await school.look.query(
      `insert into cpd.hourly_rate (school_id, staff_group, from_on, pence, set_by, set_at)
        values ($1, 'leadership', '2027-08-30', 5000, $2, now())`,
      [school.id, school.person('head')],
    );
    expect(await figure('paidTimePriced')).toMatchObject({ value: null });
    expect(booking).toBeTruthy();
    expect(await figure('cashByKind')).toMatchObject({ value: 3101 });
    await agrees();
  });
});
