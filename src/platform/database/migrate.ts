import { Client } from 'pg';
import { migrations } from '../../../migrations/index.js';
import { createDataSource } from './data-source.js';
import type { MigrationClass } from './data-source.js';

/** Any constant: whoever holds this lock of the database is the one who migrates. */
const LOCK = 7_203_911_640;

export interface MigrateOptions {
  /** Class names of the migrations to consider, for installing a part such as the engine alone. Default: all. */
  readonly only?: readonly string[];
  /** Instead of the project's own. */
  readonly all?: readonly MigrationClass[];
}

/**
 * Runs the migrations that have not run yet, in order, each in a transaction of its own: when one fails, those before
 * it stay. Only one process of all migrates at a time; the others wait and then find nothing to do.
 *
 * @param ownerUrl login that owns the schema
 * @returns names of the migrations that ran now
 */
export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const all: readonly MigrationClass[] = options.all ?? migrations;
  const wanted = all.filter((one) => options.only?.includes(one.name) ?? true);
  const unknown = options.only?.filter((name) => !all.some((one) => one.name === name)) ?? [];
  if (unknown.length > 0) throw new Error(`There is no migration called ${unknown.join(', ')}.`);

  return withMigrationLock(ownerUrl, async () => {
    const source = await createDataSource(ownerUrl, { migrations: wanted, poolSize: 2 }).initialize();
    try {
      const ran = await source.runMigrations({ transaction: 'each' });
      return ran.map((migration) => migration.name);
    } finally {
      await source.destroy();
    }
  });
}

/** A session's lock, since it has to outlast the transactions of the migrations; its own connection holds it. */
async function withMigrationLock<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  const holder = new Client({ connectionString: ownerUrl, application_name: 'cpd migrations' });
  await holder.connect();
  try {
    await holder.query('select pg_advisory_lock($1)', [LOCK]);
    return await work();
  } finally {
    await holder.end();
  }
}
