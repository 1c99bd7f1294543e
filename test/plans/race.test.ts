import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Needs1790000000006 } from '../../migrations/0006-needs.js';
import { Plans1790000000007 } from '../../migrations/0007-plans.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { createTestDatabase } from '../support/test-database.js';
import { line, planOf, prepareYear } from './support/plan.js';

let school: TestSchool;
let planId: string;
let potId: string;
beforeAll(async () => {
  school = await openSchool({ at: '2026-07-01T09:00' });
  ({ planId, potId } = await prepareYear(school));
});
afterAll(() => school.close());

test('what is handed in is what the lines add up to, however many write at that moment', async () => {
  const add = (n: number) =>
    school.call('leader', 'plans.addLine', {
      params: { id: planId },
      body: line({ title: `Line ${n}`, feePence: 100 + n, potId }),
    });
  const submit = () => school.call('leader', 'plans.submit', { params: { id: planId } });
  // Reading first lets the line come at another moment of the submission in each round.
  const addAfter = async (reads: number, n: number) => {
    for (let read = 0; read < reads; read++) await planOf(school, 'leader', planId);
    return add(n);
  };
  await add(0);
  let handedIn = 0;
  for (let round = 1; handedIn < 3 && round <= 40; round++) {
    const tried = await Promise.allSettled([
      submit(),
      addAfter(round % 5, round),
      addAfter(round % 3, round + 100),
    ]);
    for (const one of tried) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ status: 409 });
    }
    const { rows } = await school.look.query<{ state: string; total: number }>(
      `select state, (snapshot #>> '{context,totalPence}')::int as total from engine.instance where id = $1`,
      [planId],
    );
    if (!rows[0]?.state.startsWith('submitted')) continue;
    handedIn++;
    expect(rows[0].total).toBe((await planOf(school, 'leader', planId)).cost.cashPence);
    await school.call('leader', 'plans.withdraw', { params: { id: planId } });
  }
  expect(handedIn).toBe(3);
  await submit();
  await school.call('head', 'plans.approve', { params: { id: planId } });
  expect((await planOf(school, 'head', planId)).version).toBe(1);
});

test('the migrations of needs and plans can be undone and done again', async () => {
  const database = await createTestDatabase();
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query('begin');
  // What later migrations built on these tables goes first.
  await owner.query(`do $$ declare c record; begin
      for c in select conname, conrelid::regclass as own, confrelid::regclass as other from pg_constraint
        where contype = 'f' and confrelid::regclass::text ~ '^cpd\\.(need|theme|plan|certificate)'
          and conrelid::regclass::text !~ '^cpd\\.(need|theme|plan|referral|certificate)'
      loop execute format('alter table %s drop constraint %I', c.own, c.conname); end loop; end $$`);
  const [needs, plans] = [new Needs1790000000006(), new Plans1790000000007()];
  await plans.down(owner);
  await needs.down(owner);
  const gone = await owner.query(`select to_regclass('cpd.need') as need, to_regclass('cpd.plan') as plan`);
  expect(gone.rows).toEqual([{ need: null, plan: null }]);
  await needs.up(owner);
  await plans.up(owner);
  expect((await owner.query(`select count(*)::int as n from cpd.plan`)).rows).toEqual([{ n: 0 }]);
  await owner.query('rollback');
  await owner.end();
  await database.drop();
});
