import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { YearStarters } from '../../src/cycles/index.js';
import type { YearPerson } from '../../src/cycles/index.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { bareReviews, reviewOf } from './support/bare-reviews.js';

type Answered = { id: string; state: string; revision: number };

describe('a school’s year', () => {
  let school: TestSchool;
  let asked: YearPerson[];
  let first: string;
  let second: string;
  const added: string[] = [];
  beforeAll(async () => {
    school = await openSchool({ at: '2026-06-15T08:00' });
    asked = bareReviews(school);
    const years = school.app.get(YearStarters, { strict: false });
    for (const call of ['startPlan', 'startReport', 'collectCarryOver', 'carryOver', 'closePlan'] as const) {
      years.adds(call, ({ instance }) => {
        added.push(`${call} ${instance.key}`);
        return Promise.resolve();
      });
    }
  });
  afterAll(() => school.close());

  const stateOf = async (id: string): Promise<string> =>
    (await school.look.query<{ state: string }>('select state from engine.instance where id = $1', [id]))
      .rows[0]?.state ?? '';
  const reviews = async (cycleId: string): Promise<number> =>
    Number(
      (
        await school.look.query<{ n: string }>(
          `select count(*) as n from engine.instance where chart = 'review' and snapshot->'context'->>'cycleId' = $1`,
          [cycleId],
        )
      ).rows[0]?.n,
    );
  /** Commands of the years that did not succeed at once. What they tell reviews is for the reviews feature to take. */
  const dead = async (): Promise<unknown[]> =>
    (
      await school.look.query(
        `select o.command, o.error from engine.outbox o join engine.instance i on i.id = o.instance_id
          where i.chart = 'cycle' and o.command <> 'tell' and (o.dead_at is not null or o.attempts > 1)`,
      )
    ).rows;
  const tells = async (to: string): Promise<unknown[]> =>
    (
      await school.look.query<{ event: unknown }>(
        `select params->'event' as event from engine.outbox where command = 'tell' and params->>'to' = $1 order by seq`,
        [to],
      )
    ).rows.map((row) => row.event);

  it('is set up with the usual dates, once', async () => {
    const once = { body: { startYear: 2026 }, key: 'prepare-1' };
    const answer = await school.call<Answered>('leader', 'cycles.prepare', once);
    expect(await school.call<Answered>('leader', 'cycles.prepare', once)).toEqual(answer);
    first = answer.id;
    expect(answer.state).toContain('preparing');
    const year = await school.call('teacher', 'cycles.list');
    expect(year).toMatchObject({ cycles: [{ id: first, title: '2026 to 2027', startsOn: '2026-09-01' }] });
    await expect(school.call('head', 'cycles.prepare', { body: { startYear: 2026 } })).rejects.toMatchObject({
      status: 409,
      code: 'year-exists',
    });
    expect(added).toEqual([`startPlan cycle/${first}`]);
  });

  it('takes priorities and pots, and keeps pots from those whom they do not concern', async () => {
    await school.call('leader', 'cycles.setPriorities', {
      params: { id: first },
      body: {
        priorities: [
          { code: 'P1', title: 'Reading' },
          { code: 'P2', title: 'Attendance' },
        ],
      },
    });
    const later = await school.call<{ priorities: object[] }>('leader', 'cycles.setPriorities', {
      params: { id: first },
      body: { priorities: [{ code: 'P1', title: 'Guided reading' }] },
    });
    expect(later.priorities).toEqual([
      expect.objectContaining({ code: 'P1', title: 'Guided reading', withdrawnOn: null }),
      expect.objectContaining({ code: 'P2', withdrawnOn: '2026-06-15' }),
    ]);
    await school.call('business', 'cycles.setPot', {
      params: { id: first },
      body: { name: 'Training', amountPence: 1_200_000, financialYear: '2026-27' },
    });
    const pots = async (who: 'head' | 'teacher' | 'governor') =>
      (await school.call<{ pots: object[] }>(who, 'cycles.get', { params: { id: first } })).pots;
    expect(await pots('head')).toEqual([expect.objectContaining({ amountPence: 1_200_000 })]);
    expect(await pots('teacher')).toEqual([]);
    expect(await pots('governor')).toEqual([]);
  });

  it('opens on its day and begins one review for each who has one, not for governors', async () => {
    await school.call('leader', 'cycles.finishSetup', { params: { id: first } });
    await school.advance('2026-09-01T09:00');
    expect(await stateOf(first)).toContain('reviewing');
    const staff = [
      'head',
      'deputy',
      'leader',
      'reviewer',
      'teacher',
      'colleague',
      'ta',
      'ta2',
      'cook',
      'business',
      'admin',
    ];
    expect(await reviews(first)).toBe(staff.length);
    const of = (name: 'head' | 'teacher' | 'governor') => asked.find((p) => p.id === school.person(name));
    expect(of('head')).toMatchObject({ reviewerId: null, isHead: true });
    expect(of('teacher')).toMatchObject({ reviewerId: school.person('reviewer'), online: true });
    expect(of('governor')).toBeUndefined();
    expect(await dead()).toEqual([]);
  });

  it('ends a leaver’s review with its record kept', async () => {
    const before = await reviews(first);
    await school.call('head', 'people.leave', {
      params: { id: school.person('ta2') },
      body: { lastDay: '2026-08-31' },
    });
    await school.drain();
    expect(await tells(reviewOf(first, school.person('ta2')))).toEqual([{ type: 'LEAVE', on: '2026-08-31' }]);
    expect(await stateOf(reviewOf(first, school.person('ta2')))).toContain('ended');
    expect(await reviews(first)).toBe(before);
  });

  it('passes a review on when the line manager changes', async () => {
    await school.call('head', 'cycles.lineManagerChanged', {
      params: { id: first },
      body: {
        personId: school.person('teacher'),
        from: school.person('reviewer'),
        to: school.person('deputy'),
        on: '2026-09-02',
      },
    });
    expect(await tells(reviewOf(first, school.person('teacher')))).toEqual([
      { type: 'REASSIGN', reviewer: school.person('deputy') },
    ]);
  });

  it('leaves a review with a reviewer who was chosen for it', async () => {
    await school.call('head', 'cycles.lineManagerChanged', {
      params: { id: first },
      body: {
        personId: school.person('cook'),
        from: school.person('deputy'),
        to: school.person('head'),
        on: '2026-09-02',
      },
    });
    expect(await tells(reviewOf(first, school.person('cook')))).toEqual([]);
  });

  it('refuses dates that do not follow one another, and says which event is not for whom', async () => {
    await expect(
      school.call('leader', 'cycles.changeDates', {
        params: { id: first },
        body: { reviewsDueOn: '2027-06-01' },
      }),
    ).rejects.toMatchObject({ code: 'event-not-accepted' });
    await expect(
      school.call('teacher', 'cycles.changeDates', {
        params: { id: first },
        body: { reviewsDueOn: '2026-11-06' },
      }),
    ).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(
      school.call('leader', 'cycles.changeDates', { params: { id: first }, body: {} }),
    ).rejects.toThrow('name at least one date');
  });

  it('moves its own clocks with its dates', async () => {
    await school.call('leader', 'cycles.changeDates', {
      params: { id: first },
      body: { reviewsDueOn: '2026-11-06' },
    });
    const { rows } = await school.look.query<{ due_at: Date }>(
      `select due_at from engine.timer where instance_id = $1 and delay = 'reviewsDue'`,
      [first],
    );
    expect(rows.map((row) => row.due_at.toISOString())).toEqual(['2026-11-06T17:00:00.000Z']);
  });

  it('moves on by its dates, chases the late, and never waits for them', async () => {
    await school.advance('2026-11-07');
    expect(await stateOf(first)).toContain('planning');
    const late = await school.call<{ records: object[] }>('leader', 'cycles.openRecords', {
      params: { id: first },
    });
    expect(late.records.length).toBeGreaterThan(5);
    await school.advance('2026-12-01');
    expect(await stateOf(first)).toContain('delivering');
    await school.advance('2027-06-01');
    expect(await stateOf(first)).toContain('reporting');
    expect(added).toContain(`startReport cycle/${first}`);
  });

  it('overlaps with the next, which opens while its reviews run on', async () => {
    second = (await school.call<Answered>('leader', 'cycles.prepare', { body: { startYear: 2027 } })).id;
    await school.call('leader', 'cycles.finishSetup', { params: { id: second } });
    await school.advance('2027-09-02');
    expect(await stateOf(first)).toContain('closed');
    expect(await stateOf(second)).toContain('reviewing');
    expect(added).toContain(`collectCarryOver cycle/${second}`);
    expect(added).toContain(`carryOver cycle/${first}`);
    const live = await school.look.query<{ n: string }>(
      `select count(*) as n from engine.instance where chart = 'review' and status = 'active'
          and snapshot->'context'->>'cycleId' = $1`,
      [first],
    );
    expect(Number(live.rows[0]?.n)).toBeGreaterThan(5);
    expect(await reviews(second)).toBeGreaterThan(5);
    const both = await school.call<{ cycles: { previousId: string | null }[] }>('teacher', 'cycles.list');
    expect(both.cycles[0]?.previousId).toBe(first);
  });

  it('is filed after its running on, once its report is done with', async () => {
    await school.advance('2027-11-01');
    expect(await stateOf(first)).toContain('awaitingAddendum');
    const event = { type: 'ADDENDUM_DONE', reportId: first };
    await school.engine.send(school.system, first, event);
    expect(await stateOf(first)).toBe('filed');
    expect(await dead()).toEqual([]);
  });
});
