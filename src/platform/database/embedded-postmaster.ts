import { spawn } from 'node:child_process';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SERVER_ENV, asAccount } from './embedded-cluster.js';
import type { Place } from './embedded-place.js';
import { anyRunsIn, runsIn, startOf } from './embedded-process.js';
import { DatabaseUnavailable } from './server-error.js';

/** A running server: the process that all of its other processes belong to, and the port it listens on. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** Crash recovery after a power cut may take a while; a stop must fit into the ten seconds that a service gets. */
const START_MS = 120_000;
const FAST_STOP_MS = 6_000;
const LOG_BYTES = 10_000_000;

/** Small enough for a school's own computer; durable in any case. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '32MB',
  max_wal_size: '512MB',
  io_method: 'sync',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
};

/** What PostgreSQL notes about itself in its data: process id, port and state in lines 1, 4 and 8. */
async function readPidFile(data: string): Promise<(Postmaster & { status: string }) | null> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() } : null;
}

/**
 * The server that already runs on this data, once it accepts connections; null when there is none.
 *
 * A pid file whose process has ended is left for PostgreSQL itself, which also checks that no orphan still uses the
 * data. It cannot tell when the id has passed to another program: that file is removed here.
 */
export async function findPostmaster(data: string): Promise<Postmaster | null> {
  const giveUp = performance.now() + START_MS;
  while (performance.now() < giveUp) {
    const found = await readPidFile(data);
    if (!found || (await startOf(found.pid)) === null) return null;
    if (!(await runsIn(found.pid, data))) {
      if (!(await anyRunsIn(data))) await rm(join(data, 'postmaster.pid'), { force: true });
      return null;
    }
    if (found.status === 'ready') return found;
    await pause(20);
  }
  throw new DatabaseUnavailable(`The database in ${data} has been starting or stopping for two minutes.`);
}

/**
 * Starts the server in a process group of its own, so that neither Ctrl-C nor the end of this process reaches it.
 *
 * @param settings replace the usual ones, by PostgreSQL's names
 */
export async function startPostmaster(
  place: Place,
  data: string,
  logFile: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await tryToStart(place, data, logFile, { ...SETTINGS, ...settings });
    if (typeof result !== 'string') return result;
    // Someone took the port meanwhile, or processes of a killed server have not quite gone.
    const passing = /could not bind|in use|shared memory block/i.test(result);
    if (!passing || attempt === 20) {
      throw new DatabaseUnavailable(`The database did not start. Its log (${logFile}) ends with: ${result}`);
    }
    await pause(250);
  }
}

/** @returns the end of the log when the server did not come up */
async function tryToStart(
  place: Place,
  data: string,
  logFile: string,
  settings: Readonly<Record<string, string>>,
): Promise<Postmaster | string> {
  const port = await freePort();
  const log = await openLog(logFile);
  const before = (await log.stat()).size;
  const child = spawn(
    join(place.binaries, 'bin', 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...asAccount(place), cwd: data, env: SERVER_ENV, detached: true, stdio: ['ignore', log.fd, log.fd] },
  );
  let ended: string | null = null;
  child.on('error', (error) => (ended = error.message));
  child.on('exit', () => (ended ??= ''));
  child.unref();
  const giveUp = performance.now() + START_MS;
  try {
    while (ended === null && performance.now() < giveUp) {
      const found = await readPidFile(data);
      if (found && found.pid === child.pid && found.status === 'ready') return found;
      await pause(10);
    }
  } finally {
    await log.close();
  }
  const written = (await readFile(logFile)).subarray(before).toString().trim();
  return ended || written.split('\n').slice(-8).join('\n') || 'nothing';
}

/** Stops at once but in order; a server that cannot finish in time recovers at its next start instead. */
export async function stopPostmaster(data: string, { pid }: Postmaster): Promise<void> {
  const gone = async (within: number): Promise<boolean> => {
    const giveUp = performance.now() + within;
    while ((await startOf(pid)) !== null) {
      if (performance.now() > giveUp) return false;
      await pause(10);
    }
    return true;
  };
  if ((await startOf(pid)) === null || !(await runsIn(pid, data))) return;
  process.kill(pid, 'SIGINT');
  if (await gone(FAST_STOP_MS)) return;
  process.kill(pid, 'SIGQUIT');
  await gone(FAST_STOP_MS / 3);
}

async function openLog(path: string) {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_BYTES) await rename(path, `${path}.1`);
  return open(path, 'a', 0o600);
}

/** A port that is free now, chosen by the system. */
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
