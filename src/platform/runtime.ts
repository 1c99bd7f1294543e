import type { DataSource } from 'typeorm';
import type pg from 'pg';
import type { Config } from './config/config.js';
import { createDataSource } from './database/data-source.js';
import { migrate } from './database/migrate.js';
import { openDatabase } from './database/server.js';
import type { DatabaseUrls } from './database/database-urls.js';
import { openPool, UnitOfWork } from './database/unit-of-work.js';
import { registerWorker } from './database/worker-key.js';

/** What every process of the product stands on: a migrated database and ways to work with it. */
export interface Runtime {
  readonly config: Config;
  readonly database: DatabaseUrls;
  readonly pool: pg.Pool;
  readonly orm: DataSource;
  readonly unit: UnitOfWork;
  /** Names of the migrations that ran at this start. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens the database (starting the embedded one where none is named), migrates it under a lock, and gives this process its
 * worker's secret. `entities` are the TypeORM entities of all features.
 *
 * @throws DatabaseUnavailable with a sentence that says what to do
 */
export async function openRuntime(
  config: Config,
  label: string,
  options: { entities?: readonly (new () => object)[]; say?: (sentence: string) => void } = {},
): Promise<Runtime> {
  const database = await openDatabase(config, { say: options.say });
  const migrated = await migrate(database.owner);
  const orm = createDataSource(database.app, { entities: [...(options.entities ?? [])], poolSize: 2 });
  await orm.initialize();
  const pool = openPool(database.app, { max: config.databasePoolSize, name: `cpd ${label}` });
  const unit = new UnitOfWork(pool, await registerWorker(database.owner, label), orm);
  const close = async (): Promise<void> => {
    await pool.end();
    await orm.destroy();
    await database.stop();
  };
  return { config, database, pool, orm, unit, migrated, close };
}
