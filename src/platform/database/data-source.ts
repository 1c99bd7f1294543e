import { AbstractLogger, DataSource } from 'typeorm';
import type { DataSourceOptions } from 'typeorm';

/** Table in which TypeORM notes which migrations have run; in the schema `public`, the owner's. */
const MIGRATIONS_TABLE = 'cpd_migration';

/** TypeORM prints to stdout, where `cpd --json` must stay one document. Whatever matters is thrown as an error too. */
class Quiet extends AbstractLogger {
  protected override writeLog(): void {}
}

/** What a school's entities need of TypeORM. The schema is changed by migrations only, never by synchronising. */
export function dataSourceOptions(
  url: string,
  more: {
    entities?: DataSourceOptions['entities'];
    migrations?: readonly MigrationClass[];
    poolSize?: number;
  } = {},
) {
  return {
    type: 'postgres' as const,
    url,
    applicationName: 'cpd',
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    migrationsTableName: MIGRATIONS_TABLE,
    logger: new Quiet(),
    ...(more.poolSize ? { poolSize: more.poolSize } : {}),
    ...(more.entities ? { entities: more.entities } : {}),
    migrations: [...(more.migrations ?? [])],
  };
}

export function createDataSource(
  url: string,
  more: Parameters<typeof dataSourceOptions>[1] = {},
): DataSource {
  return new DataSource(dataSourceOptions(url, more));
}

/** What a migration may use: plain SQL, so that it means the same for ever. */
export interface MigrationRunner {
  query(sql: string): Promise<unknown>;
}

/** A migration's class; its name ends in 13 digits that give its place in the order. */
export type MigrationClass = new () => {
  readonly name: string;
  up(runner: MigrationRunner): Promise<void>;
  down(runner: MigrationRunner): Promise<void>;
};
