import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis of a test file's own. */
export interface TestRedis {
  /** For REDIS_URL. */
  readonly url: string;
  /** Kills it without warning, as a fault; `stop` must still be called. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Whether a redis-server is installed. Where it is not, the tests that need it are skipped with a loud sentence; with
 * CI=true that is a failure, because there the queue must be shown to work on both.
 *
 * `const onRedis = redisInstalled() ? describe : describe.skip;`
 */
export function redisInstalled(): boolean {
  const found = spawnSync('redis-server', ['--version']).status === 0;
  if (found) return true;
  const sentence =
    'redis-server is not installed: NOTHING IS TESTED ON REDIS. Install it (apt-get install redis-server).';
  if (process.env['CI'] === 'true') throw new Error(sentence);
  process.stderr.write(`\n*** ${sentence} ***\n\n`);
  return false;
}

/** Starts a Redis without persistence on a port (a free one without), with the eviction policy that BullMQ asks for. */
export async function startRedis(at?: number): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'cpd-redis-'));
  const port = at ?? (await freePort());
  const settings = { port: String(port), bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' };
  const server = spawn(
    'redis-server',
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let output = '';
    server.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (/ready to accept connections/i.test(output)) resolve();
    });
    server.once('error', reject);
    void ended.then(() => reject(new Error(`redis-server did not start: ${output}`)));
  });
  const end = (signal: NodeJS.Signals) => {
    server.kill(signal);
    return ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
