import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openSchool, PEOPLE, plant } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { line, planOf, prepareYear } from './support/plan.js';

const NAMES = Object.keys(PEOPLE) as PersonName[];
const TABLES = {
  plan_line: 'title',
  plan_edition: 'note',
  plan_comment: 'body',
  plan_money: 'pence::text',
} as const;
const MARKER = 'marker-of-the-plan';

let school: TestSchool;
let planId: string;
let potId: string;
beforeAll(async () => {
  school = await openSchool({ at: '2026-07-01T09:00' });
  ({ planId, potId } = await prepareYear(school));
  const step = (person: PersonName, event: string, body: unknown = {}) =>
    school.call(person, `plans.${event}`, { params: { id: planId }, body });
  await step('leader', 'addLine', line({ title: MARKER, about: MARKER, feePence: 4_242, potId }));
  await step('leader', 'submit');
  await step('head', 'return', { comments: [{ body: MARKER }] });
  await step('leader', 'submit');
  await step('head', 'approve');
});
afterAll(() => school.close());

/** Who sees a row of a table, by raw SQL as the application role. */
async function readers(sql: string): Promise<PersonName[]> {
  const seen: PersonName[] = [];
  for (const name of NAMES) if ((await school.as(name, (tx) => tx.query(sql))).length > 0) seen.push(name);
  return seen.sort();
}

const denied = (name: PersonName, sql: string, values: unknown[] = []) =>
  expect(school.as(name, (tx) => tx.query(sql, values))).rejects.toMatchObject({ code: '42501' });
const untouched = async (name: PersonName, sql: string) =>
  expect(await school.as(name, (tx) => tx.query(`${sql} returning 1`))).toEqual([]);

describe('What raw SQL shows of a plan', () => {
  test('is everything for those who lead, pay and cover, and nothing for anybody else', async () => {
    const expected: PersonName[] = ['business', 'deputy', 'head', 'leader'];
    for (const table of Object.keys(TABLES)) {
      expect([table, await readers(`select 1 from cpd.${table}`)]).toEqual([table, expected]);
    }
  });
  test('is titles for the whole staff, through the function for it; governors see totals only', async () => {
    const seen = await readers(`select 1 from cpd.plan_titles('${planId}') where title = '${MARKER}'`);
    expect(seen).toEqual(NAMES.filter((name) => !name.startsWith('governor')).sort());
    expect(await readers('select 1 from cpd.plan')).toEqual([...NAMES].sort());
  });
  test('is totals for governors and those who see all of it', async () => {
    const seen = await readers(`select 1 from cpd.plan_totals('${planId}') where cash_pence = 4242`);
    expect(seen).toEqual(['business', 'deputy', 'governor', 'governor2', 'head', 'leader']);
  });
  test('is nothing for an adviser from outside, not even a title', async () => {
    await school.look.query(`update cpd.post set post = 'adviser' where person_id = $1`, [
      school.person('governor2'),
    ]);
    const seen = await school.as('governor2', (tx) =>
      tx.query(`select title from cpd.plan_titles('${planId}') union all select title from cpd.plan`),
    );
    expect(seen).toEqual([]);
    await school.look.query(`update cpd.post set post = 'governor' where person_id = $1`, [
      school.person('governor2'),
    ]);
  });
  test('is nothing for another school', async () => {
    const other = await plant(school.look, 'Hill Top Primary', '654321');
    const rows = await school.unit.run({ kind: 'token', token: other.tokens.head }, async (tx) => [
      ...(await tx.query('select 1 from cpd.plan')),
      ...(await tx.query('select 1 from cpd.plan_line')),
      ...(await tx.query(`select 1 from cpd.plan_titles('${planId}')`)),
      ...(await tx.query(`select 1 from cpd.plan_totals('${planId}')`)),
    ]);
    expect(rows).toEqual([]);
  });
  test('does not open the lines in force by the function behind', async () => {
    await denied('teacher', `select * from cpd.plan_in_force('${planId}')`);
  });
});

describe('What raw SQL writes of a plan', () => {
  const INSERT = `insert into cpd.plan_line (edition_id, id, school_id, plan_id, title, provision, written_by, written_at)
    values ($1, gen_random_uuid(), $2, $1, 'forged', 'course', $3, now())`;
  test('is no line while it is not being drafted, whoever writes', async () => {
    for (const name of ['leader', 'head', 'business', 'teacher', 'governor'] as const) {
      await denied(name, INSERT, [planId, school.id, school.person(name)]);
      await untouched(name, `update cpd.plan_line set fee_pence = 0`);
    }
    await expect(school.as('leader', (tx) => tx.query('delete from cpd.plan_line'))).rejects.toMatchObject({
      code: '42501',
    });
  });
  test('is no version, no total and no money but by the system', async () => {
    for (const name of ['leader', 'head', 'business'] as const) {
      await untouched(name, `update cpd.plan_edition set after_pence = 0`);
      await untouched(name, `update cpd.plan_money set released_at = now()`);
      await denied(
        name,
        `insert into cpd.plan_money (plan_id, version, pot_id, school_id, pence, committed_at)
          values ($1, 9, $2, $3, 1, now())`,
        [planId, potId, school.id],
      );
    }
  });
  test('is no comment in somebody else’s name, or by somebody who neither writes nor decides', async () => {
    const comment = `insert into cpd.plan_comment (id, school_id, plan_id, edition_id, body, by_person, at)
      values (gen_random_uuid(), $1, $2, $2, 'forged', $3, now())`;
    await denied('leader', comment, [school.id, planId, school.person('head')]);
    await denied('business', comment, [school.id, planId, school.person('business')]);
    await denied('teacher', comment, [school.id, planId, school.person('teacher')]);
    expect((await planOf(school, 'leader', planId)).comments).toHaveLength(1);
  });
});
