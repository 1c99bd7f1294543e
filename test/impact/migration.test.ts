import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Impact1790000000009 } from '../../migrations/0009-impact.js';
import { createTestDatabase } from '../support/test-database.js';
import { undoAfter } from '../support/undo.js';
import type { TestDatabase } from '../support/test-database.js';

describe('the migration of evaluations', () => {
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
    const migration = new Impact1790000000009();
    const table = `select to_regclass('cpd.evaluation')::text as name`;
    await owner.query('begin');
    await undoAfter(owner, migration.name);
    await migration.down(owner);
    expect((await owner.query(table)).rows).toEqual([{ name: null }]);
    await migration.up(owner);
    expect((await owner.query(table)).rows).toEqual([{ name: 'cpd.evaluation' }]);
    await owner.query('rollback');
  });
});
