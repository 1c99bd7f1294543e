import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { School1790000000003 } from '../../migrations/0003-school.js';
import { migrations } from '../../migrations/index.js';
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

  it('can be undone and done again, with all that later ones built on it', async () => {
    const from = migrations.indexOf(School1790000000003);
    const later = migrations.slice(from).map((Migration) => new Migration());
    const exists = `select to_regclass('cpd.cycle') is not null as there`;
    await owner.query('begin');
    try {
      for (const migration of [...later].reverse()) await migration.down(owner);
      expect((await owner.query(exists)).rows).toEqual([{ there: false }]);
      for (const migration of later) await migration.up(owner);
      expect((await owner.query(exists)).rows).toEqual([{ there: true }]);
    } finally {
      await owner.query('rollback');
    }
  });
});
