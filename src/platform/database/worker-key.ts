import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/**
 * Gives this process a worker's secret and leaves its hash with the database, so that it may act as the system of a
 * school. Made by the owner at boot; the secret lives in this process's memory and nowhere else. Secrets of processes
 * that went away expire by themselves.
 *
 * @param ownerUrl login that owns the tables
 * @param label who this is, for the operator's list: 'server', 'cli'
 */
export async function registerWorker(ownerUrl: string, label: string): Promise<string> {
  const secret = randomBytes(32).toString('hex');
  const owner = new Client({ connectionString: ownerUrl, application_name: 'cpd worker key' });
  await owner.connect();
  try {
    await owner.query('delete from auth.job_key where expires_at < now()');
    await owner.query(
      `insert into auth.job_key (hash, label, expires_at)
         values (sha256(convert_to($1, 'UTF8')), $2, now() + interval '400 days')`,
      [secret, label],
    );
  } finally {
    await owner.end();
  }
  return secret;
}
