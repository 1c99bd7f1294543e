import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { charts } from '../../workflows/index.js';
import { SchoolClocks } from '../../src/cycles/clocks/school-clocks.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';

const DRAFT = {
  says: 'five working days later',
  from: 'heldOn',
  after: { workingDays: 'review.draftDays' },
  of: ['reviewee', 'reviewer'],
};

describe('the clocks of a school', () => {
  let school: TestSchool;
  let clocks: SchoolClocks;
  beforeAll(async () => {
    school = await openSchool();
    clocks = new SchoolClocks();
  });
  afterAll(() => school.close());

  /** When a draft is due whose meeting was held on a date, as an ordinary person's step asks it. */
  const draftDue = (heldOn = '2026-09-21'): Promise<string> =>
    school.as('teacher', async (tx) => {
      const dueAt = await clocks.prepare(tx);
      const people = { reviewee: school.person('teacher'), reviewer: school.person('reviewer') };
      const context = { heldOn, people };
      return dueAt({ chart: 'review', delay: 'draftDue', rule: DRAFT, context, enteredAt: tx.at });
    });
  const away = (from: string, to: string | null) => {
    const id = randomUUID();
    return school.unit
      .run(school.system, (tx) =>
        tx.query(
          'insert into cpd.absence (id, school_id, person_id, from_date, to_date) values ($1, $2, $3, $4, $5)',
          [id, school.id, school.person('teacher'), from, to],
        ),
      )
      .then(() => id);
  };
  const change = (sql: string, values: unknown[] = []) =>
    school.unit.run(school.system, (tx) => tx.query(sql, values));

  it('count working days by the usual English year until the school brings in its own', async () => {
    expect(await draftDue()).toBe('2026-09-28T16:00:00.000Z');
  });

  it('notice a closure at once', async () => {
    await change(
      `insert into cpd.school_calendar (school_id, terms, closures)
         values ($1, '[{"name": "Autumn", "start": "2026-09-01", "end": "2026-12-18"}]', '["2026-09-24"]')`,
      [school.id],
    );
    expect(await draftDue()).toBe('2026-09-29T16:00:00.000Z');
    await change(`update cpd.school_calendar set closures = '[]', version = version + 1`);
    expect(await draftDue()).toBe('2026-09-28T16:00:00.000Z');
  });

  it('take the school’s own number before the default', async () => {
    await change(`insert into cpd.policy (school_id, key, number) values ($1, 'review.draftDays', 2)`, [
      school.id,
    ]);
    expect(await draftDue()).toBe('2026-09-23T16:00:00.000Z');
    await change('delete from cpd.policy');
    expect(await draftDue()).toBe('2026-09-28T16:00:00.000Z');
  });

  it('leave out days on which a person is away, though whoever acts may not read absences', async () => {
    const id = await away('2026-09-22', '2026-09-23');
    expect(await draftDue()).toBe('2026-09-30T16:00:00.000Z');
    await change('delete from cpd.absence where id = $1', [id]);
  });

  it('take an absence without an end for as long as today, so that it is never without an answer', async () => {
    await school.clock.freeze('2026-09-23T09:00:00.000Z');
    const id = await away('2026-09-22', null);
    expect(await draftDue()).toBe('2026-09-30T16:00:00.000Z');
    await school.clock.freeze('2026-09-25T09:00:00.000Z');
    expect(await draftDue()).toBe('2026-10-02T16:00:00.000Z');
    await change('delete from cpd.absence where id = $1', [id]);
  });

  it('count the school’s days where somebody is away for years', async () => {
    const id = await away('2026-09-22', '2031-09-22');
    expect(await draftDue()).toBe('2026-09-28T16:00:00.000Z');
    await change('delete from cpd.absence where id = $1', [id]);
  });

  it('count contracted days only', async () => {
    await change(`update cpd.person set contract_days = '{1,2}' where id = $1`, [school.person('teacher')]);
    expect(await draftDue()).toBe('2026-10-06T16:00:00.000Z');
    await change(`update cpd.person set contract_days = '{6}' where id = $1`, [school.person('teacher')]);
    expect(await draftDue()).toBe('2026-09-28T16:00:00.000Z');
  });

  it('do not keep what was rolled back', async () => {
    const refused = school.unit.run(school.system, async (tx) => {
      await tx.query(`insert into cpd.policy (school_id, key, number) values ($1, 'review.draftDays', 1)`, [
        school.id,
      ]);
      await clocks.prepare(tx);
      throw new Error('never mind');
    });
    await expect(refused).rejects.toThrow('never mind');
    expect(await draftDue()).toBe('2026-09-28T16:00:00.000Z');
  });

  it('know every policy number that a chart’s clocks name', () => {
    const rules = charts.flatMap((chart) => Object.values(chart.clocks));
    expect(rules.length).toBeGreaterThan(20);
    expect(rules.flatMap((rule) => clocks.check(rule))).toEqual([]);
  });

  it.each([
    [{ from: 'heldOn' }, 'says'],
    [{ says: 'soon', afterwards: { days: 1 } }, 'afterwards'],
    [{ says: 'soon', after: { workingDays: 'review.shareWithdrawHours' } }, 'counts hours'],
    [{ says: 'soon', after: { workingDays: 'review.nothing' } }, 'has no number "review.nothing"'],
    [{ says: 'soon', after: { hours: 2 }, at: 'open' }, 'cannot say "at"'],
  ])('refuse the rule %j at boot', (rule, because) => {
    expect(clocks.check(rule).join('; ')).toContain(because);
  });
});
