import type pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

/**
 * TypeORM on a connection that somebody else opened and will close: repositories and query builders take part in the
 * engine's transaction. TypeORM uses a runner's `databaseConnection` when there is one (PostgresQueryRunner.connect), and
 * `isTransactionActive` keeps `save` from opening a transaction of its own.
 */
export function managerOn(orm: DataSource, client: pg.PoolClient): EntityManager {
  const runner = orm.createQueryRunner();
  Object.assign(runner, { databaseConnection: client, isTransactionActive: true });
  return orm.createEntityManager(runner);
}
