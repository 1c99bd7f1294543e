import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountForServer, allows, canReach } from './embedded-account.js';
import type { SystemAccount } from './embedded-account.js';
import { copyBinaries, installedBinaries, linkLibraries } from './embedded-binaries.js';
import type { ServerSecret } from './embedded-secret.js';
import { DatabaseUnavailable } from './server-error.js';

/** Where the embedded server lives and who runs it. */
export interface Place {
  /** Null: the user who runs us. */
  readonly account: SystemAccount | null;
  /** Folder with `bin`, `lib` and `share`. */
  readonly binaries: string;
  /** Folder in which the account may create the cluster's own folder. */
  readonly home: string;
  /** True when `home` is not inside the project because the account cannot enter it. */
  readonly elsewhere: boolean;
}

/**
 * Chooses the place for the server whose secrets and log are in `folder`. As root, the server's own account must
 * reach binaries and data: where it cannot enter the project (root's home, say) both go to a system folder, named
 * after the project's path, and are found again by what the secret remembers.
 */
export async function choosePlace(folder: string, known: ServerSecret | null): Promise<Place> {
  const account = await accountForServer(known?.elsewhere ?? join(folder, 'server'));
  const installed = await installedBinaries();
  const linked = await linkLibraries(installed.folder);
  const reachable = account === null || (await canReach(folder, account));
  if (known && !known.elsewhere && !reachable) {
    throw new DatabaseUnavailable(
      `The database in ${folder} runs as the user ${account.name}, who can no longer enter that folder. ` +
        'Let that user in again (chmod o+x on the folders above), or start over with another DATA_DIR.',
    );
  }
  const elsewhere = known ? known.elsewhere !== null : !reachable;
  const home = await makeHome(folder, elsewhere, known, account);
  const runnable = linked && (account === null || (await canRun(installed.folder, account)));
  const binaries = runnable ? installed.folder : (await copyBinaries(installed, home)).folder;
  return { account, binaries, home, elsewhere };
}

async function makeHome(
  folder: string,
  elsewhere: boolean,
  known: ServerSecret | null,
  account: SystemAccount | null,
): Promise<string> {
  if (known?.elsewhere) {
    if (await lstat(known.elsewhere).catch(() => null)) return known.elsewhere;
    throw new DatabaseUnavailable(
      `The database of ${folder} was in ${known.elsewhere}, which is gone. ` +
        `Bring that folder back, or delete ${folder} to start with an empty database.`,
    );
  }
  if (elsewhere && account) return homeElsewhere(folder, account);
  const home = join(folder, 'server');
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (account) await chown(home, account.uid, account.gid);
  return realpath(home);
}

async function canRun(binaries: string, account: SystemAccount): Promise<boolean> {
  return (
    (await canReach(join(binaries, 'bin'), account)) &&
    (await allows(join(binaries, 'bin', 'postgres'), account, 0o5))
  );
}

/** /var/lib keeps its files; the temporary folders, which systems may empty, are for where it cannot be written. */
async function homeElsewhere(folder: string, account: SystemAccount): Promise<string> {
  const name = `cpd-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
  for (const base of ['/var/lib', '/var/tmp', tmpdir()]) {
    const home = join(base, name);
    try {
      if (!(await canEnter(base, account))) continue;
      await mkdir(home, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
      const found = await lstat(home);
      // In a folder that everyone can write, another person could have put something there first.
      if (!found.isDirectory() || (found.uid !== account.uid && found.uid !== 0)) continue;
      await chown(home, account.uid, account.gid);
      await chmod(home, 0o700);
      return await realpath(home);
    } catch (error) {
      if (
        !['EACCES', 'EROFS', 'ENOENT', 'EPERM', 'ENOSPC'].includes(
          (error as NodeJS.ErrnoException).code ?? '',
        )
      )
        throw error;
    }
  }
  throw new DatabaseUnavailable(
    `The database's own user (${account.name}) cannot enter ${folder}, and no folder elsewhere could be made for it. ` +
      'Set DATA_DIR to a folder that every user may enter, or DATABASE_URL to a PostgreSQL of your own.',
  );
}

async function canEnter(base: string, account: SystemAccount): Promise<boolean> {
  return canReach(base, account).catch(() => false);
}
