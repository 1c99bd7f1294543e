import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProofRefused } from '../../../src/platform/database/errors.js';
import { openPool, UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { registerWorker } from '../../../src/platform/database/worker-key.js';
import { createTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { ask } from './support/server-process.js';

const SCHOOL = '5b7c9d0e-0000-4000-8000-000000000001';

describe('the unit of work', () => {
  let database: TestDatabase;
  let unit: UnitOfWork;
  let pool: ReturnType<typeof openPool>;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = openPool(database.appUrl, { max: 2 });
    unit = new UnitOfWork(pool, await registerWorker(database.ownerUrl, 'a test'));
    await ask(
      database.ownerUrl,
      `create table public.note (words text);
       insert into public.note values ('kept');
       grant select, insert on public.note to cpd_app;`,
    );
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('reads in one go as whom the proof names', async () => {
    const rows = await unit.once<{ school: string }>(unit.job(SCHOOL), 'select auth.school() as school');
    expect(rows).toEqual([{ school: SCHOOL }]);
  });

  it('refuses a read whose proof is not known, and keeps the connection fit for the next', async () => {
    const stranger = { kind: 'token', token: 'nobody' } as const;
    await expect(unit.once(stranger, 'select 1 as one')).rejects.toThrow(ProofRefused);
    await expect(unit.once(unit.job(SCHOOL), 'select 1 / 0 as none')).rejects.toThrow(/division by zero/);
    expect(await unit.once(unit.job(SCHOOL), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('keeps nothing of a single statement that fails', async () => {
    const failing = `insert into public.note select 'lost' || 1 / $1::int returning words`;
    await expect(unit.once(unit.job(SCHOOL), failing, [0])).rejects.toThrow(/division by zero/);
    expect(await ask(database.ownerUrl, 'select words from public.note')).toEqual([{ words: 'kept' }]);
  });

  it('goes on with statements that it prepared before a migration changed what they give', async () => {
    const asked = 'select * from public.note where words = $1';
    const look = () => unit.run(unit.job(SCHOOL), (tx) => tx.query(asked, ['kept']));
    for (let turn = 0; turn < 8; turn += 1) expect(await look()).toEqual([{ words: 'kept' }]);
    await ask(database.ownerUrl, 'alter table public.note add column at date');
    expect(await look()).toEqual([{ words: 'kept', at: null }]);
  });

  it('prepares what is asked again and again once per connection', async () => {
    const prepared = await unit.run(unit.job(SCHOOL), async (tx) => {
      for (let n = 0; n < 10; n += 1) await tx.query('select words from public.note where words <> $1', [n]);
      return tx.query<{ times: number }>(
        `select (generic_plans + custom_plans)::int as times from pg_prepared_statements
          where statement = 'select words from public.note where words <> $1'`,
      );
    });
    expect(prepared).toEqual([{ times: 8 }]);
  });
});
