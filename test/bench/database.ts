import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../../src/platform/database/embedded.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { onDatabaseOf } from '../engine/support/post-office.js';

/** A PostgreSQL of the benchmark's own, as durable as in a school: fsync and synchronous_commit on. */
export interface BenchDatabase {
  readonly owner: string;
  readonly app: string;
  readonly look: Client;
  close(): Promise<void>;
}

export async function openBenchDatabase(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'cpd-bench-'));
  const server = await startEmbedded({ folder });
  await migrate(server.owner);
  const look = new Client({ connectionString: onDatabaseOf(server.superuser, server.owner) });
  await look.connect();
  const { rows } = await look.query(
    `select current_setting('fsync') || current_setting('synchronous_commit') as durable`,
  );
  if (rows[0].durable !== 'onon') throw new Error('The benchmark wants fsync and synchronous_commit on.');
  return {
    owner: server.owner,
    app: server.app,
    look,
    close: async () => {
      await look.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
