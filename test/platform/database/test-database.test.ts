import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';

describe('a test database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  async function ask<T>(url: string, sql: string): Promise<T[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as T[];
    } finally {
      await client.end();
    }
  }

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
