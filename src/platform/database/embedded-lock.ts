import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startOf } from './embedded-process.js';
import { DatabaseUnavailable } from './server-error.js';

const PATIENCE_MS = 120_000;

/** Only one of several starting or stopping processes may handle the server of a folder at a time. */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = join(folder, 'lock');
  const mine = `${process.pid} ${await startOf(process.pid)} ${performance.now()}`;
  const giveUp = performance.now() + PATIENCE_MS;
  while (!(await claim(path, mine))) {
    if (performance.now() > giveUp) {
      throw new DatabaseUnavailable(
        `Another process has been starting the database for two minutes (${path}).`,
      );
    }
    await pause(20);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function claim(path: string, mine: string): Promise<boolean> {
  // A link appears with its content, so nobody ever reads a half-written lock.
  const draft = `${path}.${mine.replaceAll(' ', '-')}`;
  await writeFile(draft, mine);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await breakIfStale(path);
    return false;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Takes away the lock of a process that has ended. */
async function breakIfStale(path: string): Promise<void> {
  const seen = await readFile(path, 'utf8').catch(() => null);
  if (seen === null) return;
  const [pid, start] = seen.split(' ');
  if ((await startOf(Number(pid))) === start) return;
  const aside = `${path}.stale-${process.pid}`;
  const moved = await rename(path, aside).then(
    () => readFile(aside, 'utf8'),
    () => seen,
  );
  // Someone else may have broken it and locked again in between: then what was moved away is alive, and goes back.
  if (moved !== seen) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}
