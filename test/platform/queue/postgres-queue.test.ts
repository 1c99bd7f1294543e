import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { installQueueSchema, openDoorbell } from '../../../src/platform/queue/index.js';
import { createTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { Calls, untilTrue } from './calls.js';

const schema = 'queue_of_test';

describe('the queue in PostgreSQL', () => {
  let database: TestDatabase;
  let appRole: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    appRole = decodeURIComponent(new URL(database.appUrl).username);
    await installQueueSchema(database.ownerUrl, { schema, appRole });
  });

  afterAll(() => database.drop());

  const asApp = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    return work(client).finally(() => client.end());
  };

  it('can be installed again, also by several at once', async () => {
    const again = () => installQueueSchema(database.ownerUrl, { schema, appRole });
    await Promise.all([again(), again(), again()]);
    const doorbell = await openDoorbell({ databaseUrl: database.appUrl, schema });
    expect(await doorbell.ring('outbox')).toBe(true);
    await doorbell.close();
  });

  it.each([
    ['create tables', `CREATE TABLE ${schema}.mine (id int)`],
    ['change tables', `ALTER TABLE ${schema}.job ADD COLUMN mine int`],
    ['rewrite the record of migrations', `DELETE FROM ${schema}.migration`],
    ['take a table away', `DROP TABLE ${schema}.job`],
  ])('does not let the application %s', async (_, statement) => {
    await expect(asApp((client) => client.query(statement))).rejects.toThrow(
      /permission denied|must be owner/,
    );
  });

  it('tells what to do when its tables are missing', async () => {
    const opening = openDoorbell({ databaseUrl: database.appUrl, schema: 'never_installed' });
    await expect(opening).rejects.toThrow(/\(schema never_installed\) are missing .* Run the migrations/);
  });

  it('tells that the database is away instead of starting deaf', async () => {
    const opening = openDoorbell({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' });
    await expect(opening).rejects.toThrow(/^The queue cannot be opened in PostgreSQL: .*ECONNREFUSED/);
  });

  it('needs four connections at most, with workers, under load', async () => {
    const url = new URL(database.appUrl);
    url.searchParams.set('application_name', 'counted');
    const calls = new Calls();
    const doorbell = await openDoorbell({ databaseUrl: url.href, schema });
    await doorbell.work(calls, { concurrency: 16 });
    await doorbell.schedule(
      Array.from({ length: 300 }, (_, index) => ({
        timer: `busy-${index}`,
        generation: 1,
        dueAt: new Date(),
      })),
    );
    await calls.until(() => calls.all.length >= 300);
    const held = await asApp((client) =>
      client.query<{ count: number }>(
        `SELECT count(*)::int FROM pg_stat_activity WHERE application_name = 'counted' AND datname = current_database()`,
      ),
    );
    expect(held.rows[0]?.count).toBeGreaterThan(0);
    expect(held.rows[0]?.count).toBeLessThanOrEqual(4);
    await doorbell.close();
  });

  it('goes on after every one of its connections was ended by the server', async () => {
    const calls = new Calls();
    const doorbell = await openDoorbell({ databaseUrl: database.appUrl, schema });
    await doorbell.work(calls);
    await doorbell.ring('outbox');
    await calls.until(() => calls.count('outbox') === 1);
    await asApp((client) =>
      client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`,
      ),
    );
    await untilTrue(() => doorbell.ring('outbox'));
    await calls.until(() => calls.count('outbox') >= 2);
    await doorbell.close();
  });
});
