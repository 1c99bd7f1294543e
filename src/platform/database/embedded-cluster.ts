import { execFile } from 'node:child_process';
import { chown, lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Place } from './embedded-place.js';
import { DatabaseUnavailable } from './server-error.js';

/** The database's programs get nothing of our environment: it may hold PG* variables meant for other servers. */
export const SERVER_ENV = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** How to run a program as the server's account. */
export function asAccount(place: Place): { uid?: number; gid?: number } {
  return place.account ? { uid: place.account.uid, gid: place.account.gid } : {};
}

/**
 * Creates the cluster's data unless it is there. It is made beside its final name and renamed when complete, so that
 * a start that was killed half way leaves nothing that looks like a database.
 *
 * Text compares by code point (fast, and the same on every system); lists of names ask for an ICU collation.
 */
export async function ensureCluster(place: Place, data: string, superPassword: string): Promise<void> {
  if (await lstat(data).catch(() => null)) return checkVersion(place, data);
  const half = `${data}.new`;
  const passwordFile = join(place.home, 'password.new');
  await rm(half, { recursive: true, force: true });
  await writeFile(passwordFile, superPassword, { mode: 0o600 });
  if (place.account) await chown(passwordFile, place.account.uid, place.account.gid);
  try {
    await promisify(execFile)(
      join(place.binaries, 'bin', 'initdb'),
      [
        `--pgdata=${half}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
      ],
      { ...asAccount(place), cwd: place.home, env: SERVER_ENV },
    );
  } catch (cause) {
    const { stderr, message } = cause as Error & { stderr?: string };
    throw new DatabaseUnavailable(
      `The database could not be created in ${data}: ${(stderr || message).trim()}`,
      { cause },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(half, data);
}

async function checkVersion(place: Place, data: string): Promise<void> {
  const major = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  const { stdout } = await promisify(execFile)(join(place.binaries, 'bin', 'postgres'), ['--version'], {
    ...asAccount(place),
    cwd: place.home,
    env: SERVER_ENV,
  });
  if (stdout.includes(` ${major}.`)) return;
  throw new DatabaseUnavailable(
    `The data in ${data} is of PostgreSQL ${major}, but ${stdout.trim()} is installed. ` +
      'Go back to the version of this project that made it, and carry the data over with a dump.',
  );
}
