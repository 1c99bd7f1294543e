import { Redis } from 'ioredis';
import pg from 'pg';
import { installQueueSchema } from '../../../src/platform/queue/index.js';
import type { DoorbellOptions } from '../../../src/platform/queue/index.js';
import { startRedis } from '../../support/redis.js';
import { createTestDatabase } from '../../support/test-database.js';
import { Gate } from './gate.js';

/** What is really in the queue: ids with everything that a job carries. */
export interface StoredJob {
  id: string;
  data: unknown;
}

/** A queue server for a test suite, with the powers of its operator. */
export interface Place {
  /** Through the gate. */
  options: DoorbellOptions;
  gate: Gate;
  /** The server loses all that it holds. */
  wipe(): Promise<void>;
  stored(): Promise<StoredJob[]>;
  stop(): Promise<void>;
}

const SCHEMA = 'queue_under_test';

export async function onPostgres(): Promise<Place> {
  const database = await createTestDatabase();
  await installQueueSchema(database.ownerUrl, { schema: SCHEMA, appRole: new URL(database.appUrl).username });
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
  const gate = await Gate.before(database.appUrl);
  return {
    options: { databaseUrl: gate.through(database.appUrl), schema: SCHEMA },
    gate,
    wipe: async () => {
      await owner.query(`TRUNCATE ${SCHEMA}.job, ${SCHEMA}.dedup, ${SCHEMA}.event, ${SCHEMA}.meta CASCADE`);
    },
    stored: async () => (await owner.query<StoredJob>(`SELECT id, data FROM ${SCHEMA}.job`)).rows,
    stop: async () => {
      await gate.shut();
      await owner.end();
      await database.drop();
    },
  };
}

export async function onRedis(): Promise<Place> {
  const server = await startRedis();
  const operator = new Redis(server.url);
  const gate = await Gate.before(server.url);
  return {
    options: {
      redisUrl: gate.through(server.url),
      databaseUrl: 'postgres://nobody@127.0.0.1:1/unused',
      prefix: 'test',
    },
    gate,
    wipe: async () => {
      await operator.flushall();
    },
    stored: () => storedInRedis(operator),
    stop: async () => {
      await gate.shut();
      operator.disconnect();
      await server.stop();
    },
  };
}

async function storedInRedis(operator: Redis): Promise<StoredJob[]> {
  const jobs: StoredJob[] = [];
  for await (const keys of operator.scanStream({ match: 'test:*', type: 'hash', count: 5_000 })) {
    for (const key of keys as string[]) {
      const data = await operator.hget(key, 'data');
      if (data !== null)
        jobs.push({ id: key.split(':').slice(2).join(':'), data: JSON.parse(data) as unknown });
    }
  }
  return jobs;
}
