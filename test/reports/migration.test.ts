import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Reports1790000000010 } from '../../migrations/0010-reports.js';
import { createTestDatabase } from '../support/test-database.js';
import { undoAfter } from '../support/undo.js';
import type { TestDatabase } from '../support/test-database.js';

describe('the migration of impact reports', () => {
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

  it('can be undone and done again', async () => {
    const migration = new Reports1790000000010();
    const table = `select to_regclass('cpd.report')::text as name`;
    await owner.query('begin');
    await undoAfter(owner, migration.name);
    await migration.down(owner);
    expect((await owner.query(table)).rows).toEqual([{ name: null }]);
    await migration.up(owner);
    expect((await owner.query(table)).rows).toEqual([{ name: 'cpd.report' }]);
    await owner.query('rollback');
  });
});
