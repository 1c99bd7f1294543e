import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';

let school: SchoolYear;
beforeAll(async () => {
  school = await openYear({
    at: '2027-02-08T08:00',
    // Not here yet when the year opens.
    before: ({ look, person }) =>
      look.query(`update cpd.person set starts_on = '2027-03-15' where id = $1`, [person('colleague')]),
  });
  const flying = (name: 'teacher' | 'ta' | 'ta2' | 'reviewer', stage: string, more: object = {}) => ({
    ...{ personId: school.person(name), stage },
    ...more,
  });
  await school.call('leader', 'cycles.open', {
    params: { id: school.cycleId },
    body: {
      inFlight: [
        flying('teacher', 'monitoring', { heldOn: '2026-10-05', agreedOn: '2026-10-20' }),
        flying('ta', 'shared', { heldOn: '2027-02-05' }),
        flying('ta2', 'drafting'),
        flying('reviewer', 'closing', { agreedOn: '2026-10-20' }),
      ],
    },
  });
  await school.drain();
});
afterAll(() => school.close());

const clocksOf = async (name: 'teacher' | 'cook' | 'ta2' | 'colleague') => {
  const { clocks } = await school.call<{ clocks: { delay: string; dueAt: string }[] }>(name, 'reviews.read', {
    params: { id: await school.reviewOf(name) },
  });
  return Object.fromEntries(clocks.map(({ delay, dueAt }) => [delay, dueAt.slice(0, 10)]));
};

describe('A school that starts in February', () => {
  it.each([
    ['teacher', 'stage.monitoring'],
    ['ta', 'stage.agreeing.drafting'],
    ['ta2', 'stage.agreeing.drafting'],
    ['reviewer', 'stage.closing'],
    ['cook', 'stage.agreeing.planning'],
  ] as const)('brings the review of the %s along to %s', async (name, place) => {
    expect(await school.stateOf(await school.reviewOf(name))).toContain(place);
  });

  it('passes no needs again, and passes those that are still wanted one by one', async () => {
    const list = () => school.call<{ needs: { title: string }[] }>('leader', 'needs.list');
    expect((await list()).needs).toEqual([]);
    await school.step('teacher', 'raiseNeed', await school.reviewOf('teacher'), {
      title: 'Leading science',
      outcome: 'Leads it alone',
    });
    await school.drain();
    expect((await list()).needs.map(({ title }) => title)).toEqual(['Leading science']);
  });

  it('finds nobody late on its first day', async () => {
    const { rows } = await school.look.query<{ about: string }>(
      `select distinct n.about from cpd.notification n join engine.instance i on i.id = n.instance_id
        where i.chart in ('review', 'standards')`,
    );
    expect(rows).toEqual([]);
    expect(await clocksOf('cook')).toMatchObject({ agreedDue: '2027-03-08' });
    expect(await clocksOf('teacher')).toMatchObject({ midYearDue: '2027-03-31' });
    expect(await clocksOf('ta2')).toMatchObject({ draftDue: '2027-02-22' });
  });
});

describe('Somebody who joins in March', () => {
  it('gets a review with time to agree it, and a mid-year meeting after that', async () => {
    await school.advance('2027-03-15T09:00');
    await school.call('admin', 'cycles.join', {
      params: { id: school.cycleId },
      body: {
        ...{ personId: school.person('colleague'), on: '2027-03-15', standing: 'employee' },
        hasFramework: true,
      },
    });
    await school.drain();
    expect(await clocksOf('colleague')).toMatchObject({ agreedDue: '2027-04-12' });
    const { rows } = await school.look.query<{ midYearBy: string; closingFrom: string }>(
      `select snapshot #>> '{context,midYearBy}' as "midYearBy", snapshot #>> '{context,closingFrom}' as "closingFrom"
        from engine.instance where id = $1`,
      [await school.reviewOf('colleague')],
    );
    expect(rows).toEqual([{ midYearBy: '2027-05-10', closingFrom: '2027-07-01' }]);
  });
});
