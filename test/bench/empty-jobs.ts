import { NO_DATA } from '../../src/platform/queue/backend.js';
import { QUEUE, WORKER } from '../../src/platform/queue/job-options.js';
import { PostgresBellBackend } from '../../src/platform/queue/postgres-backend.js';
import { RedisBellBackend } from '../../src/platform/queue/redis-backend.js';
import { DEFAULT_SCHEMA } from '../../src/platform/queue/index.js';
import type { DoorbellOptions } from '../../src/platform/queue/index.js';

const CONCURRENCY = 200;
const BATCH = 1_000;
/** Milliseconds until they are due: time to put them there. */
const SOON = 15_000;

/** How many empty jobs BullMQ alone fires in a second, when so many are due at once. */
export async function emptyJobs({ redisUrl, databaseUrl }: DoorbellOptions, count: number): Promise<number> {
  const ignore = (): void => undefined;
  const backend = redisUrl
    ? new RedisBellBackend(redisUrl, 'bench', ignore)
    : await PostgresBellBackend.open(databaseUrl, DEFAULT_SCHEMA, ignore);
  while (!backend.reachable()) await new Promise((resolve) => setTimeout(resolve, 20));
  const queue = backend.openQueue('mail', QUEUE);
  const dueAt = Date.now() + SOON;
  for (let from = 0; from < count; from += BATCH) {
    await queue.addBulk(
      Array.from({ length: Math.min(BATCH, count - from) }, (_, n) => ({
        name: 'empty',
        data: NO_DATA,
        opts: { jobId: `empty-${from + n}`, delay: Math.max(dueAt - Date.now(), 0) },
      })),
    );
  }
  let fired = 0;
  let end: () => void = ignore;
  const all = new Promise<void>((resolve) => {
    end = resolve;
  });
  const worker = backend.openWorker(
    'mail',
    () => {
      fired += 1;
      if (fired === count) end();
      return Promise.resolve();
    },
    { ...WORKER, concurrency: CONCURRENCY },
  );
  await all;
  const rate = count / ((Date.now() - dueAt) / 1000);
  await worker.close();
  await queue.close();
  await backend.close();
  return rate;
}
