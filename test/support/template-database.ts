import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client, escapeIdentifier } from 'pg';
import { ensureDatabase } from '../../src/platform/database/bootstrap.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { onDatabase } from './test-database.js';

/** Locks of the database `postgres`: one at a time may build a template. */
const BUILDING = 7_203_911_641;
const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * The name of a database in which all migrations have run, to be cloned by tests. Its name holds a digest of the
 * migrations, so that a changed migration makes a new one.
 */
export async function ensureTemplate(server: { superuser: string; owner: string }): Promise<string> {
  const name = `cpd_template_${await digestOfMigrations()}`;
  const client = new Client({ connectionString: server.superuser });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [BUILDING]);
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!found.rowCount) await build(client, server.owner, name);
    await client.query(`comment on database ${escapeIdentifier(name)} is '${Math.round(Date.now() / 1000)}'`);
    return name;
  } finally {
    await client.end();
  }
}

/** Renamed only when complete: a template that exists is a good one. */
async function build(client: Client, ownerUrl: string, name: string): Promise<void> {
  const half = `${name}_half`;
  await client.query(`drop database if exists ${escapeIdentifier(half)} with (force)`);
  await ensureDatabase(client, half);
  await migrate(onDatabase(ownerUrl, half));
  await client.query(`alter database ${escapeIdentifier(half)} rename to ${escapeIdentifier(name)}`);
}

async function digestOfMigrations(): Promise<string> {
  const digest = createHash('sha256');
  for (const name of (await readdir(MIGRATIONS)).sort()) {
    if (name.endsWith('.ts')) digest.update(name).update(await readFile(`${MIGRATIONS}/${name}`));
  }
  return digest.digest('hex').slice(0, 12);
}

/**
 * Drops the databases of test processes that were killed, and templates that no run has used for an hour. Knows test
 * processes by their id, which is in the database's name.
 */
export async function dropLeftovers(superuser: string): Promise<void> {
  const client = new Client({ connectionString: superuser });
  await client.connect();
  try {
    const found = await client.query<{ name: string; used: string | null }>(
      `select datname as name, shobj_description(oid, 'pg_database') as used from pg_database
       where datname ~ '^cpd_(test|template)_'`,
    );
    for (const { name, used } of found.rows) {
      const pid = /^cpd_test_(\d+)_/.exec(name)?.[1];
      const isOld = used !== null && Number(used) < Date.now() / 1000 - 3600;
      if (pid ? !isRunning(Number(pid)) : isOld) {
        // Another run may be tidying up at the same moment.
        await client.query(`drop database if exists ${escapeIdentifier(name)}`).catch(() => undefined);
      }
    }
  } finally {
    await client.end();
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
