import { runMigrations } from 'bullmq';
import pg from 'pg';
import { QUEUES } from './backend.js';

/**
 * Creates or upgrades the queue's tables as their owner and lets the application use them. Safe to run at every start
 * and by several processes at once.
 *
 * BullMQ would create a sequence with a queue's first job, which a login that owns nothing may not, and adds in bulk
 * through temporary tables: so the sequences are made here, and temporary tables are granted.
 *
 * @param ownerUrl a login that may create a schema in the database
 * @param appRole the role that the application logs in as; it can neither alter these tables nor create others
 */
export async function installQueueSchema(
  ownerUrl: string,
  where: { schema: string; appRole: string },
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'queue-migration' });
  await client.connect();
  try {
    await runMigrations(client, where.schema);
    await client.query('BEGIN');
    // Two grants at once on one table fail with "tuple concurrently updated".
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('queue-grants'), hashtext($1))`, [
      where.schema,
    ]);
    await client.query(`SET LOCAL search_path TO ${pg.escapeIdentifier(where.schema)}`);
    await client.query('SELECT next_job_id(name) FROM unnest($1::text[]) AS queues(name)', [QUEUES]);
    const { rows } = await client.query<{ database: string }>('SELECT current_database() AS database');
    for (const { database } of rows) {
      for (const statement of grants(database, where)) await client.query(statement);
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

function grants(databaseName: string, where: { schema: string; appRole: string }): string[] {
  const database = pg.escapeIdentifier(databaseName);
  const schema = pg.escapeIdentifier(where.schema);
  const role = pg.escapeIdentifier(where.appRole);
  return [
    `GRANT TEMPORARY ON DATABASE ${database} TO ${role}`,
    `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role}`,
    `REVOKE INSERT, UPDATE, DELETE ON ${schema}.migration FROM ${role}`,
    `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role}`,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO ${role}`,
  ];
}
