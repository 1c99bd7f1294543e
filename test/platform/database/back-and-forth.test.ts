import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { migrations } from '../../../migrations/index.js';
import { createTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';

/**
 * Everything that migrations make in the product's schemas, one line each. Of functions only what they are called with: a
 * migration may bring an earlier body back in other words.
 */
const CATALOGUE = `
  with mine as (select oid, nspname from pg_namespace where nspname in ('auth', 'cpd', 'confidential', 'engine'))
  select line from (
    select format('table %s.%s security %s %s', n.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity) as line
      from pg_class c join mine n on n.oid = c.relnamespace where c.relkind = 'r'
    union all
    select format('column %s.%s.%s %s %s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull)
      from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r' join mine n on n.oid = c.relnamespace
      where a.attnum > 0 and not a.attisdropped
    union all
    select format('function %s.%s(%s) of %s', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid),
        p.proowner::regrole)
      from pg_proc p join mine n on n.oid = p.pronamespace
    union all
    select format('policy %s.%s %s %s: %s / %s', schemaname, tablename, policyname, cmd, md5(qual), md5(with_check))
      from pg_policies where schemaname in (select nspname from mine)
  ) lines order by 1`;

describe('each migration', () => {
  let database: TestDatabase;
  let owner: Client;
  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('begin');
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  const catalogue = async (): Promise<string[]> =>
    (await owner.query<{ line: string }>(CATALOGUE)).rows.map(({ line }) => line);

  it('undoes exactly what it did, and does the same again', async () => {
    const standing: { name: string; before: string[]; after: string[] }[] = [];
    for (const Migration of [...migrations].reverse()) {
      const after = await catalogue();
      await new Migration().down(owner);
      standing.unshift({ name: Migration.name, before: await catalogue(), after });
    }
    expect(await catalogue()).toEqual([]);
    for (const [index, Migration] of migrations.entries()) {
      expect({ name: Migration.name, catalogue: await catalogue() }).toEqual({
        name: Migration.name,
        catalogue: standing[index]?.before,
      });
      await new Migration().up(owner);
      expect({ name: Migration.name, catalogue: await catalogue() }).toEqual({
        name: Migration.name,
        catalogue: standing[index]?.after,
      });
    }
  });
});
