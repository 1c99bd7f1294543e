import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { line, planOf, prepareYear } from './support/plan.js';

describe('Where the head leads CPD', () => {
  let school: TestSchool;
  let planId: string;
  beforeAll(async () => {
    school = await openSchool({ at: '2026-07-01T09:00' });
    await school.look.query(`update cpd.post set person_id = $1 where post = 'cpdLeader'`, [
      school.person('head'),
    ]);
    await school.look.query(
      `insert into cpd.post (school_id, person_id, post, from_date) values ($1, $2, 'chair', '2020-09-01')`,
      [school.id, school.person('governor2')],
    );
    const { id: cycleId } = await school.call<{ id: string }>('head', 'cycles.prepare', {
      body: { startYear: 2026 },
    });
    const [plan] = await school.as('head', (tx) =>
      tx.query<{ id: string }>('select id from cpd.plan where cycle_id = $1', [cycleId]),
    );
    planId = plan?.id ?? '';
  });
  afterAll(() => school.close());

  const step = (person: PersonName, event: string, body: unknown = {}) =>
    school.call(person, `plans.${event}`, { params: { id: planId }, body });

  test('the chair of governors approves the plan, never the head', async () => {
    await step('head', 'addLine', line());
    await step('head', 'submit');
    await expect(step('head', 'approve')).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(step('governor', 'approve')).rejects.toMatchObject({ code: 'not-found' });
    expect(await planOf(school, 'governor2', planId)).toMatchObject({ lines: [{ title: 'Coaching' }] });
    await step('governor2', 'return', { comments: [{ body: 'Who coaches?' }] });
    await step('head', 'submit');
    await step('governor2', 'approve');
    expect((await planOf(school, 'head', planId)).version).toBe(1);
  });
});

describe('Where the head leads CPD and nobody governs yet', () => {
  test('the deputy approves the plan', async () => {
    const school = await openSchool({ at: '2026-07-01T09:00' });
    await school.look.query(`update cpd.post set person_id = $1 where post = 'cpdLeader'`, [
      school.person('head'),
    ]);
    await school.look.query(`delete from cpd.post where post = 'governor'`);
    const { planId } = await prepareYear({
      ...school,
      call: (_name, operation, input) => school.call('head', operation, input),
      as: (_name, work) => school.as('head', work),
    });
    await school.call('head', 'plans.addLine', { params: { id: planId }, body: line() });
    await school.call('head', 'plans.submit', { params: { id: planId } });
    await school.call('deputy', 'plans.approve', { params: { id: planId } });
    expect((await planOf(school, 'deputy', planId)).version).toBe(1);
    await school.close();
  });
});
