import { expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { checkInvariants, Engine } from '../../src/engine/index.js';
import { startEmbedded } from '../../src/platform/database/embedded.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { openPool, UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { registerWorker } from '../../src/platform/database/worker-key.js';
import { newHost, TENANT } from './support/handlers.js';
import { parcel } from './support/parcel.js';
import { FEATURE_TABLES, onDatabaseOf } from './support/post-office.js';

const CLIENTS = 12;
const ROUNDS = 30;
const CRASHES = 4;

/**
 * Killing one backend makes PostgreSQL end all of them and recover from its log, as after a crash. The server is this
 * test's own: other tests must not feel it.
 */
test('Row 6: PostgreSQL crashes under load; every acknowledged step is there, no other, and the pool reconnects', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cpd-restarts-'));
  const server = await startEmbedded({ folder });
  try {
    await migrate(server.owner);
    await asSuperuser(onDatabaseOf(server.superuser, server.owner), FEATURE_TABLES);
    const pool = openPool(server.app, { max: CLIENTS });
    const unit = new UnitOfWork(pool, await registerWorker(server.owner, 'test'));
    const engine = new Engine(unit, [parcel], newHost());
    const system = unit.job(TENANT);
    const parcels = Array.from({ length: CLIENTS }, () => randomUUID());
    for (const id of parcels) await engine.start(system, 'parcel', { id, key: id, input: {} });

    let working = CLIENTS;
    let away = 0;
    const client = async (id: string): Promise<void> => {
      for (let round = 0; round < ROUNDS;) {
        const event = { type: 'WEIGH', weight: round };
        try {
          await engine.send(system, id, event, { key: `${id}-${round}` });
          round++;
        } catch (error) {
          expect(error).toMatchObject({ code: 'database-away' });
          away++;
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
      working--;
    };
    const crashes = async (): Promise<void> => {
      for (let n = 0; n < CRASHES && working > 0; n++) {
        await new Promise((resolve) => setTimeout(resolve, 120));
        await killOneBackend(server.superuser);
      }
    };
    await Promise.all([crashes(), ...parcels.map(client)]);

    expect(away).toBeGreaterThan(0);
    for (const id of parcels) {
      const view = await unit.run(system, (tx) => engine.read.instance(tx, id));
      expect(view).toMatchObject({ revision: ROUNDS + 1, context: { weight: ROUNDS - 1 } });
    }
    expect((await checkInvariants(engine, system)).filter((i) => !i.ok)).toEqual([]);
    await pool.end();
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

async function asSuperuser(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** As the kernel would in need of memory: without a word, by pid. */
async function killOneBackend(superuser: string): Promise<void> {
  const client = new Client({ connectionString: superuser });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity where usename = 'cpd_app' limit 1`,
    );
    if (rows[0]) process.kill(rows[0].pid, 'SIGKILL');
  } catch {
    // The server is still recovering from the crash before: the next one will do.
  } finally {
    await client.end().catch(() => undefined);
  }
}
