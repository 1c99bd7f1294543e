import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { EngineClock } from '../../../src/engine/index.js';
import { startEmbedded } from '../../../src/platform/database/embedded.js';
import type { EmbeddedDatabase } from '../../../src/platform/database/embedded.js';
import { migrate } from '../../../src/platform/database/migrate.js';
import { openPool, UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { registerWorker } from '../../../src/platform/database/worker-key.js';
import { startRedis } from '../../support/redis.js';
import { onDatabaseOf } from '../../engine/support/post-office.js';
import { startMailServer } from '../../mail/support/mail-server.js';
import { finishSome, plantPeople } from './plant.js';
import { Workers } from './workers.js';

export interface LossOptions {
  readonly count: number;
  readonly backend: 'redis' | 'postgres';
  /** How many workers are killed on the way. */
  readonly kills: number;
  readonly say?: (sentence: string) => void;
}

/** What came of it, in mails. */
export interface LossResult {
  readonly due: number;
  readonly delivered: number;
  readonly lost: number;
  /** Mails that a mail server took over twice, all of them with the same Message-ID. */
  readonly doubled: number;
  /** Of these: no worker was killed and no database crashed between the first and the last time. */
  readonly doubledWithoutCause: number;
  /** Mails about things that were done before. */
  readonly ofFinished: number;
  readonly kills: number;
  readonly seconds: number;
}

/** 07:20:30 and 07:29:55 of Wednesday 14 October 2026 in England. */
const PLANNING = '2026-10-14T06:20:30Z';
const NEARLY_DUE = '2026-10-14T06:29:55Z';
const WORKERS = 3;
/** Real seconds over which the mail server spreads everything, so that something is always under way. */
const SPREAD_MS = 12_000;

/**
 * Real processes of the product send real mails over SMTP while they are killed, the queue is emptied, the database crashes
 * and Redis is away; in the end everything that was due must have arrived.
 */
export async function loseNothing({
  count,
  backend,
  kills,
  say = () => undefined,
}: LossOptions): Promise<LossResult> {
  const folder = await mkdtemp(join(tmpdir(), 'cpd-loss-'));
  const server = await startEmbedded({ folder, settings: { max_connections: '200' } });
  const accepted = new Map<string, number[]>();
  const mail = await startMailServer({
    takes: Math.max((SPREAD_MS * 3 * WORKERS) / count, 1),
    onAccepted: ({ messageId = '' }) =>
      accepted.set(messageId, [...(accepted.get(messageId) ?? []), Date.now()]),
  });
  const redis = backend === 'redis' ? await startRedis() : null;
  const workers = new Workers({
    ...{ DATABASE_URL: server.app, DATABASE_OWNER_URL: server.owner, SMTP_URL: mail.url, LOG_LEVEL: 'error' },
    ...{
      MAIL_FROM: 'cpd@school.example',
      MAIL_PER_SECOND: '1000',
      PUBLIC_BASE_URL: 'http://localhost:3000',
    },
    ...(redis ? { REDIS_URL: redis.url } : {}),
  });
  const closing: (() => Promise<unknown>)[] = [() => workers.killAll(), () => mail.stop()];
  try {
    await migrate(server.owner);
    const look = new Client({ connectionString: onDatabaseOf(server.superuser, server.owner) });
    look.on('error', () => undefined);
    await look.connect();
    await plantPeople(look, count);
    const pool = openPool(server.app, { max: 2 });
    closing.unshift(() => pool.end());
    const clock = new EngineClock(new UnitOfWork(pool, await registerWorker(server.owner, 'test')));
    await clock.runFrom(PLANNING);
    await Promise.all(Array.from({ length: WORKERS }, () => workers.start()));
    await until(async () => (await numberOf(look, 'cpd.mailing')) === count).catch((error: Error) => {
      throw new Error(`${error.message} ${workers.complaints.join('')}`);
    });
    const finished = await finishSome(look);
    await look.end();
    await clock.runFrom(NEARLY_DUE);
    const began = Date.now();
    say(`${count} are due; ${finished.size} of them are done.`);

    const crashes: number[] = [];
    await until(async () => accepted.size > 0);
    for (let n = 1; n <= kills; n++) {
      await pause(100 + ((n * 7919) % 700));
      await workers.killOldest();
      say(`Killed a worker after ${accepted.size} mails.`);
      if (n === Math.ceil(kills / 3)) await emptyQueue(server, redis?.url);
      if (n === Math.ceil(kills / 2)) crashes.push(await crash(server));
      if (redis && n === Math.ceil((2 * kills) / 3)) await restartRedis(redis);
      await workers.start();
    }
    await workers.killAll();
    await asSuperuser(server, `update cpd.mailing set leased_until = null where closed_at is null`);
    await Promise.all([workers.start(), workers.start()]);
    await until(async () => (await openMails(server)) === 0, 240_000);
    await workers.stopAll();
    const times = [...accepted.values()];
    const causes = [...workers.kills, ...crashes];
    const doubles = times.filter((each) => each.length > 1);
    const causeless = doubles.filter(
      (each) => !causes.some((at) => at >= Math.min(...each) - 2_000 && at <= Math.max(...each)),
    );
    const wrong = await remindedOf(server, finished, accepted);
    const due = count - finished.size;
    return {
      ...{
        due,
        delivered: accepted.size - wrong,
        lost: due - (accepted.size - wrong),
        doubled: doubles.length,
      },
      ...{ doubledWithoutCause: causeless.length, ofFinished: wrong, kills: workers.kills.length },
      seconds: Math.round((Date.now() - began) / 1000),
    };
  } finally {
    for (const close of closing) await close().catch(() => undefined);
    await redis?.stop().catch(() => undefined);
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until(isSo: () => Promise<boolean>, ms = 60_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > end) throw new Error('It did not happen in time.');
    await pause(100);
  }
}

async function asSuperuser<R extends object = object>(server: EmbeddedDatabase, sql: string): Promise<R[]> {
  const client = new Client({ connectionString: onDatabaseOf(server.superuser, server.owner) });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function numberOf(look: Client, what: string): Promise<number> {
  return (await look.query<{ n: number }>(`select count(*)::int as n from ${what}`)).rows[0]?.n ?? 0;
}

async function openMails(server: EmbeddedDatabase): Promise<number> {
  const [row] = await asSuperuser<{ n: number }>(
    server,
    'select count(*)::int as n from cpd.mailing where closed_at is null',
  );
  return row?.n ?? -1;
}

async function emptyQueue(server: EmbeddedDatabase, redisUrl: string | undefined): Promise<void> {
  if (!redisUrl) {
    await asSuperuser(server, 'truncate queue.job, queue.dedup, queue.event, queue.meta cascade');
    return;
  }
  const operator = new Redis(redisUrl);
  await operator.flushall();
  operator.disconnect();
}

/** Killing one backend makes PostgreSQL end all of them and recover from its log. */
async function crash(server: EmbeddedDatabase): Promise<number> {
  const [row] = await asSuperuser<{ pid: number }>(
    server,
    `select pid from pg_stat_activity where application_name like 'cpd%' limit 1`,
  );
  if (row) process.kill(row.pid, 'SIGKILL');
  return Date.now();
}

/** Away, and back without anything that it held. */
async function restartRedis(redis: { url: string; kill(): Promise<void> }): Promise<void> {
  await redis.kill();
  await pause(3_000);
  const again = await startRedis(Number(new URL(redis.url).port));
  redis.kill = () => again.kill();
  Object.assign(redis, { stop: () => again.stop() });
}

/** How many mails went to people who had nothing left to do. */
async function remindedOf(
  server: EmbeddedDatabase,
  finished: ReadonlySet<string>,
  accepted: ReadonlyMap<string, unknown>,
): Promise<number> {
  const rows = await asSuperuser<{ id: string; person: string }>(
    server,
    'select id, person_id as person from cpd.mailing',
  );
  return rows.filter(({ id, person }) => finished.has(person) && accepted.has(`<${id}@localhost>`)).length;
}
