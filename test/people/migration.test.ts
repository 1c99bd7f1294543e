import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { School1790000000003 } from '../../migrations/0003-school.js';
import { createTestDatabase } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

describe('the migration of people and cycles', () => {
  let database: TestDatabase;
  let owner: Client;
  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  it('hides every table with a school’s data behind forced row-level security', async () => {
    const open = await owner.query(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('cpd', 'confidential') and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)`,
    );
    expect(open.rows).toEqual([]);
  });

  it('can be undone and done again', async () => {
    const migration = new School1790000000003();
    await owner.query('begin');
    try {
      // What later migrations built on these tables goes first.
      await owner.query(
        `drop schema if exists confidential cascade;
         do $$ declare t regclass; begin
           for t in select c.conrelid::regclass from pg_constraint c where c.contype = 'f' and c.confrelid in
               ('cpd.cycle'::regclass, 'cpd.priority'::regclass, 'cpd.pot'::regclass)
               and c.conrelid not in ('cpd.cycle'::regclass, 'cpd.priority'::regclass, 'cpd.pot'::regclass,
                 'cpd.review_in_flight'::regclass, 'cpd.open_record'::regclass)
           loop execute format('drop table if exists %s cascade', t); end loop; end $$`,
      );
      await migration.down(owner);
      expect((await owner.query(`select to_regclass('cpd.cycle') as cycle`)).rows).toEqual([{ cycle: null }]);
      await migration.up(owner);
      expect((await owner.query(`select to_regclass('cpd.cycle')::text as cycle`)).rows).toEqual([
        { cycle: 'cpd.cycle' },
      ]);
    } finally {
      await owner.query('rollback');
    }
  });
});
