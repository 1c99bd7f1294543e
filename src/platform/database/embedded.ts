import { access, chmod, constants, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { ensureDatabase, ensureLogins } from './bootstrap.js';
import { joinServer, leaveServer } from './embedded-clients.js';
import { ensureCluster } from './embedded-cluster.js';
import { withFolderLock } from './embedded-lock.js';
import { choosePlace } from './embedded-place.js';
import { findPostmaster, startPostmaster, stopPostmaster } from './embedded-postmaster.js';
import { createSecret, readSecret } from './embedded-secret.js';
import type { DatabaseUrls } from './database-urls.js';
import { DatabaseUnavailable } from './server-error.js';

export interface EmbeddedOptions {
  /** Folder of the server's secrets, log and (where its account can enter) data; created when missing. */
  readonly folder: string;
  /** PostgreSQL settings instead of the usual ones; a server that runs already keeps its own. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedDatabase extends DatabaseUrls {
  /** Address for the superuser: for preparing databases, never for the application. */
  readonly superuser: string;
}

/**
 * Provides the embedded PostgreSQL of a folder: creates it at the first start, finds it again when it still runs
 * (another process uses it, or one was killed), starts it otherwise. Its `stop` stops the server unless another
 * process still uses it.
 *
 * @throws DatabaseUnavailable with a sentence that says what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  if (process.platform === 'win32') {
    throw new DatabaseUnavailable(
      'The embedded database runs on Linux and macOS. Set DATABASE_URL to a PostgreSQL 15+.',
    );
  }
  const { folder } = options;
  await makeFolder(folder);
  return withFolderLock(folder, async () => {
    const known = await readSecret(folder);
    const place = await choosePlace(folder, known);
    const secret = known ?? (await createSecret(folder, place.elsewhere ? place.home : null));
    const data = join(place.home, `data-${secret.id}`);
    await ensureCluster(place, data, secret.passwords.superuser);
    const running =
      (await findPostmaster(data)) ??
      (await startPostmaster(place, data, join(folder, 'log'), options.settings));

    const url = (login: string, password: string, database: string) =>
      `postgres://${login}:${password}@127.0.0.1:${running.port}/${database}`;
    const superuser = url('postgres', secret.passwords.superuser, 'postgres');
    await prepare(superuser, data, secret.passwords);

    const ticket = await joinServer(folder);
    return {
      superuser,
      owner: url('cpd_owner', secret.passwords.owner, 'cpd'),
      app: url('cpd_app', secret.passwords.app, 'cpd'),
      where: `embedded PostgreSQL on port ${running.port}, data in ${data}`,
      stop: () =>
        withFolderLock(folder, async () => {
          if (!(await leaveServer(folder, ticket))) await stopPostmaster(data, running);
        }),
    };
  });
}

/** When root makes the folder, the server's account has to pass through it, whatever root's umask says. */
async function makeFolder(folder: string): Promise<void> {
  try {
    const firstMade = await mkdir(folder, { recursive: true });
    const asRoot = process.getuid?.() === 0;
    for (let path = folder; asRoot && firstMade && path.startsWith(firstMade); path = dirname(path)) {
      await chmod(path, 0o755);
    }
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new DatabaseUnavailable(
      `The folder ${folder} cannot be written (${(cause as Error).message}). Start the server as the user who started ` +
        'it first, set DATA_DIR to a folder of yours, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
}

/** Makes sure that this is our server and not another one on the same port, and that logins and database exist. */
async function prepare(
  superuser: string,
  data: string,
  passwords: { owner: string; app: string },
): Promise<void> {
  const client = new Client({ connectionString: superuser });
  try {
    await client.connect();
    const found = await client.query<{ data_directory: string }>('show data_directory');
    if (found.rows[0]?.data_directory !== data) {
      throw new DatabaseUnavailable(
        `Another database than the one in ${data} answers: ${found.rows[0]?.data_directory}.`,
      );
    }
    await ensureLogins(client, passwords);
    await ensureDatabase(client, 'cpd');
  } finally {
    await client.end();
  }
}
