import { Client, escapeIdentifier } from 'pg';

/** A database of a test's own, with all migrations in it and no rows but theirs. */
export interface TestDatabase {
  readonly name: string;
  /** The login that owns the tables. */
  readonly ownerUrl: string;
  /** The login that the application uses: bound by row-level security. */
  readonly appUrl: string;
  /** Sees and may do everything: for looking behind the scenes. */
  readonly superUrl: string;
  /** Removes it, closing connections that are still open. */
  drop(): Promise<void>;
}

/** Locks of the database `postgres`: a template can be cloned only while nobody is connected to it. */
const CLONING = 7_203_911_642;

let made = 0;

/** Makes a database for a test file by cloning the migrated template (about 50 ms). */
export function createTestDatabase(): Promise<TestDatabase> {
  return cloneOf(environment('CPD_TEST_TEMPLATE'));
}

/** As a backup is restored: another database with everything that is in this one now. Who is connected is cut off. */
export async function cloneDatabase(original: Pick<TestDatabase, 'superUrl'>): Promise<TestDatabase> {
  const name = new URL(original.superUrl).pathname.slice(1);
  await asSuperuser(environment('CPD_TEST_SUPERUSER_URL'), async (client) => {
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  });
  return cloneOf(name);
}

async function cloneOf(original: string): Promise<TestDatabase> {
  const superuser = environment('CPD_TEST_SUPERUSER_URL');
  const template = escapeIdentifier(original);
  const name = `cpd_test_${process.pid}_${Date.now().toString(36)}${(made += 1)}`;
  const quoted = escapeIdentifier(name);
  await asSuperuser(superuser, async (client) => {
    await client.query('select pg_advisory_lock($1)', [CLONING]);
    await client.query(`create database ${quoted} template ${template} owner cpd_owner`);
    await client.query(`revoke all on database ${quoted} from public`);
    await client.query(`grant connect on database ${quoted} to cpd_app`);
  });
  return {
    name,
    ownerUrl: onDatabase(environment('CPD_TEST_OWNER_URL'), name),
    appUrl: onDatabase(environment('CPD_TEST_APP_URL'), name),
    superUrl: onDatabase(superuser, name),
    drop: () =>
      asSuperuser(superuser, async (client) => {
        await client.query(`drop database if exists ${quoted} with (force)`);
      }),
  };
}

/** The same server and login, another database. */
export function onDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

async function asSuperuser(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function environment(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is missing: run the tests with npm run jest, whose global set-up provides it.`);
  return value;
}
