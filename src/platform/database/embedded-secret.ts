import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseUnavailable } from './server-error.js';

/** What must be remembered about an embedded server from one start to the next. Kept in a file that only we can read. */
export interface ServerSecret {
  /** Distinguishes this cluster's data from what an earlier, deleted `.data` may have left behind elsewhere. */
  readonly id: string;
  /** Folder outside the project that holds binaries and data; null when they are inside. */
  readonly elsewhere: string | null;
  readonly passwords: Readonly<{ superuser: string; owner: string; app: string }>;
}

/** @returns null before the first start */
export async function readSecret(folder: string): Promise<ServerSecret | null> {
  const path = join(folder, 'secret.json');
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ServerSecret;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return null;
    throw new DatabaseUnavailable(
      code === 'EACCES'
        ? `${path} belongs to another user: start the server as the user who started it first.`
        : `${path} cannot be read (${(error as Error).message}). Without it the database's passwords are unknown.`,
      { cause: error },
    );
  }
}

/** Makes up passwords and keeps them before anything uses them. */
export async function createSecret(folder: string, elsewhere: string | null): Promise<ServerSecret> {
  const password = () => randomBytes(24).toString('base64url');
  const secret = {
    id: randomBytes(4).toString('hex'),
    elsewhere,
    passwords: { superuser: password(), owner: password(), app: password() },
  };
  const path = join(folder, 'secret.json');
  await writeFile(`${path}.new`, `${JSON.stringify(secret, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return secret;
}
