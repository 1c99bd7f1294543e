import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { openSchool, plant } from '../support/school.js';
import type { TestSchool } from '../support/school.js';

/** What somebody can do who has the application's own login and any SQL that they like, but no proof. */
let school: TestSchool;
let app: Client;
beforeAll(async () => {
  school = await openSchool();
  app = new Client({ connectionString: school.database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await school.close();
});

const rows = async (sql: string) => (await app.query(sql)).rows;
const denied = async (sql: string) => expect(app.query(sql)).rejects.toMatchObject({ code: '42501' });
const inTransaction = async (work: () => Promise<void>) => {
  await app.query('begin');
  try {
    await work();
  } finally {
    await app.query('rollback');
  }
};

describe('The application role without a proof', () => {
  test('reads nothing of anybody', async () => {
    for (const table of [
      'cpd.person',
      'cpd.post',
      'cpd.organisation',
      'engine.instance',
      'engine.event',
      'engine.outbox',
    ]) {
      expect(await rows(`select * from ${table}`)).toEqual([]);
    }
  });
  test('cannot read tokens, workers or the signing key at all', async () => {
    await denied('select * from auth.token');
    await denied('select * from auth.job_key');
    await denied('select * from auth.signing_key');
    await denied(`select auth.sign('key', 'me')`);
    await denied(`select auth.prove('job', 'me', '${school.id}')`);
    await denied('select auth.verified()');
  });
  test("cannot write the engine's tables, nor switch role", async () => {
    await denied(`insert into engine.event select * from engine.event`);
    await denied(`update engine.instance set state = 'x'`);
    await denied('delete from engine.timer');
    await expect(app.query('set role cpd_engine')).rejects.toThrow();
    await expect(app.query('set role cpd_owner')).rejects.toThrow();
    await expect(app.query('set session authorization postgres')).rejects.toThrow();
  });
  test('cannot make itself a principal by setting the variable', async () => {
    const forged = `${'0'.repeat(64)}|1/2|${school.id}|-|true|`;
    await app.query(`select set_config('auth.principal', $1, false)`, [forged]);
    expect(await rows('select auth.school() as s, auth.is_system() as y')).toEqual([{ s: null, y: false }]);
    expect(await rows('select * from cpd.person')).toEqual([]);
    await app.query(`select set_config('auth.principal', '', false)`);
  });
  test('cannot carry a signed principal into another transaction', async () => {
    let signed = '';
    await inTransaction(async () => {
      const { rows: entered } = await app.query(`select signed from auth.enter('token', $1, null)`, [
        school.token('ta'),
      ]);
      signed = entered[0].signed;
      expect((await rows('select * from cpd.person')).length).toBeGreaterThan(0);
    });
    await inTransaction(async () => {
      await app.query(`select set_config('auth.principal', $1, true)`, [signed]);
      expect(await rows('select * from cpd.person')).toEqual([]);
    });
  });
  test('cannot change a signed principal by a letter', async () => {
    await inTransaction(async () => {
      const { rows: entered } = await app.query(`select signed from auth.enter('token', $1, null)`, [
        school.token('ta'),
      ]);
      await app.query(`select set_config('auth.principal', $1, true)`, [
        entered[0].signed.replace('|false|', '|true|'),
      ]);
      expect(await rows('select auth.is_system() as y')).toEqual([{ y: false }]);
    });
  });
  test("is refused with a wrong token, a wrong worker's secret, a revoked token and a leaver's token", async () => {
    const enter = (kind: string, secret: string) =>
      app.query('select auth.enter($1, $2, $3)', [kind, secret, school.id]);
    await expect(enter('token', 'x'.repeat(32))).rejects.toMatchObject({ code: '28000' });
    await expect(enter('job', 'x'.repeat(32))).rejects.toMatchObject({ code: '28000' });
    await school.look.query(`update auth.token set revoked_at = now() where person_id = $1`, [
      school.person('cook'),
    ]);
    await expect(enter('token', school.token('cook'))).rejects.toMatchObject({ code: '28000' });
    await school.look.query(`update cpd.person set leaves_on = '2026-08-01' where id = $1`, [
      school.person('ta2'),
    ]);
    await expect(enter('token', school.token('ta2'))).rejects.toMatchObject({ code: '28000' });
  });
});

describe('A person of one school', () => {
  test('sees nobody of another, and cannot write there or make itself more than it is', async () => {
    const other = await plant(school.look, 'Hill Top Primary', '654321');
    await school.as('admin', async (tx) => {
      expect(await tx.query('select 1 from cpd.person where school_id = $1', [other.id])).toEqual([]);
      expect(await tx.query('select 1 from cpd.organisation')).toHaveLength(1);
    });
    const elsewhere = `insert into cpd.post (school_id, person_id, post, from_date) values ('${other.id}', '${other.people.ta}', 'head', now())`;
    await expect(school.as('admin', (tx) => tx.query(elsewhere))).rejects.toMatchObject({ code: '42501' });
    const itself = `insert into cpd.post (school_id, person_id, post, from_date) values ('${school.id}', '${school.person('ta')}', 'head', now())`;
    await expect(school.as('ta', (tx) => tx.query(itself))).rejects.toMatchObject({ code: '42501' });
  });
});
