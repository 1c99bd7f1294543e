import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { round } from './result.js';
import type { Bench, Result } from './result.js';

const MINUTES = 60_000;
/** How long the server is left alone before its memory is read: garbage and start-up are over then. */
const IDLE_MS = 20_000;

/** Memory of an idle server with the demo year in it, and how soon it answers after a second start. */
export const server: Bench = {
  name: 'server',
  run: async (): Promise<Result[]> => {
    const folder = await mkdtemp(join(tmpdir(), 'cpd-bench-server-'));
    const port = await freePort();
    const before = new Set(await postgresPids());
    try {
      const first = await up(folder, port);
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
      const ours = (await postgresPids()).filter((pid) => !before.has(pid));
      const node = await pssOf(first.process.pid ?? 0);
      const database = (await Promise.all(ours.map(pssOf))).reduce((a, b) => a + b, 0);
      await down(first.process);
      const second = await up(folder, port);
      await down(second.process);
      const total = node + database;
      return [
        {
          name: 'idle-memory',
          value: round(total, 0),
          unit: 'MB PSS',
          floor: null,
          ratio: null,
          goal: '< 300 MB',
          ok: total < 300,
          detail: `Node ${round(node, 0)} MB, PostgreSQL ${round(database, 0)} MB in ${ours.length} processes`,
        },
        {
          name: 'restart',
          value: round(second.seconds, 1),
          unit: 's',
          floor: null,
          ratio: null,
          goal: '< 5 s',
          ok: second.seconds < 5,
          detail: `first start with build and demo year ${round(first.seconds, 1)} s`,
        },
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Starts the server and waits until its first page answers. */
async function up(folder: string, port: number): Promise<{ process: ChildProcess; seconds: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, ['src/launch/start.mjs'], {
    env: { ...process.env, DATA_DIR: folder, PORT: String(port), DATABASE_URL: '', REDIS_URL: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (performance.now() - started < 5 * MINUTES) {
    if (child.exitCode !== null) throw new Error('The server ended before it answered.');
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (answer?.ok) return { process: child, seconds: (performance.now() - started) / 1000 };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The server did not answer within five minutes.');
}

function down(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Process ids of every PostgreSQL of this machine (Linux). */
async function postgresPids(): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const names = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')));
  return pids.filter((_, i) => names[i]?.trim() === 'postgres');
}

/** Proportional set size in MB: shared pages are counted once in all. */
async function pssOf(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024;
}
