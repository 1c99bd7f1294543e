import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { ask } from './support/server-process.js';

describe('a test database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('has run the migrations', async () => {
    const [row] = await ask<{ n: number }>(database.ownerUrl, 'select count(*)::int as n from cpd_migration');
    expect(row?.n).toBeGreaterThan(0);
  });

  it('is owned by a login that is no superuser', async () => {
    const rows = await ask(
      database.ownerUrl,
      `select current_user, rolsuper, rolbypassrls, datdba = r.oid as owns from pg_roles r, pg_database
       where rolname = current_user and datname = current_database()`,
    );
    expect(rows).toEqual([{ current_user: 'cpd_owner', rolsuper: false, rolbypassrls: false, owns: true }]);
  });
});
