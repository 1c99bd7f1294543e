import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Config } from '../config/config.js';
import { APP_ROLE, ensureMayActAsApp, ensureRoles } from './bootstrap.js';
import type { DatabaseUrls } from './database-urls.js';
import { startEmbedded } from './embedded.js';
import { DatabaseUnavailable } from './server-error.js';

type DatabaseConfig = Pick<Config, 'databaseUrl' | 'databaseOwnerUrl' | 'dataDir'>;

export interface OpenOptions {
  /** Gets a sentence whenever a person would otherwise wonder what is going on. */
  readonly say?: (sentence: string) => void;
  /** How long a given server may be away before giving up, in milliseconds. */
  readonly patience?: number;
}

/** Errors of a server that is away or coming up, as opposed to one that refuses us. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  '57P03',
]);

/**
 * Opens the database that the configuration names, or else the embedded one, and prepares its roles.
 *
 * With one URL for both purposes the application's connections ask to act as `cpd_app` when they connect. That is
 * the weaker set-up: injected SQL could ask to be the owner again. Two logins, or the embedded server, prevent it.
 *
 * @throws DatabaseUnavailable with a sentence that says what to do
 */
export async function openDatabase(config: DatabaseConfig, options: OpenOptions = {}): Promise<DatabaseUrls> {
  if (!config.databaseUrl) return startEmbedded({ folder: join(config.dataDir, 'database') });

  const single = config.databaseOwnerUrl === null;
  const ownerUrl = config.databaseOwnerUrl ?? config.databaseUrl;
  const owner = await connectPatiently(ownerUrl, options);
  try {
    await refuseOldServer(owner);
    await ensureRoles(owner);
    if (single) await ensureMayActAsApp(owner, await userOf(owner));
    else await checkAppLogin(owner, config.databaseUrl, options);
  } finally {
    await owner.end();
  }
  return {
    owner: ownerUrl,
    app: single ? actingAsApp(ownerUrl) : config.databaseUrl,
    where: `PostgreSQL at ${new URL(ownerUrl).host}, database ${new URL(ownerUrl).pathname.slice(1)}`,
    stop: () => Promise.resolve(),
  };
}

/** The same address, with the wish to act as the application's role from the first statement on. */
export function actingAsApp(url: string): string {
  const acting = new URL(url);
  const options = acting.searchParams.get('options');
  acting.searchParams.set('options', `${options ? `${options} ` : ''}-c role=${APP_ROLE}`);
  // The driver decodes %20 but, unlike a web form, leaves a plus sign as it is.
  acting.search = acting.search.replaceAll('+', '%20');
  return acting.href;
}

/** Connects, waiting for a server that is away or still starting. */
async function connectPatiently(url: string, { say, patience = 60_000 }: OpenOptions): Promise<Client> {
  const { host } = new URL(url);
  const giveUp = performance.now() + patience;
  for (let told = false; ;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (cause) {
      await client.end().catch(() => undefined);
      const { code = '', message } = cause as NodeJS.ErrnoException;
      const reason = message || code;
      if (!AWAY.has(code) || performance.now() > giveUp) {
        throw new DatabaseUnavailable(`The database at ${host} cannot be used: ${reason}.`, { cause });
      }
      if (!told) say?.(`Waiting for the database at ${host} (${reason}).`);
      told = true;
      await pause(500);
    }
  }
}

async function refuseOldServer(client: Client): Promise<void> {
  const found = await client.query<{ server_version: string }>('show server_version');
  const version = found.rows[0]?.server_version ?? '0';
  if (Number.parseInt(version, 10) < 15) {
    throw new DatabaseUnavailable(`The database is PostgreSQL ${version}; this needs version 15 or later.`);
  }
}

/** The application's own login must be able to act as `cpd_app` and must not be able to ignore row-level security. */
async function checkAppLogin(owner: Client, appUrl: string, options: OpenOptions): Promise<void> {
  const app = await connectPatiently(appUrl, options);
  try {
    const login = await userOf(app);
    const found = await app.query<{ free: boolean; owner: boolean }>(
      `select rolsuper or rolbypassrls as free, rolname = $1 as owner from pg_roles where rolname = current_user`,
      [await userOf(owner)],
    );
    if (found.rows[0]?.free || found.rows[0]?.owner) {
      throw new DatabaseUnavailable(
        `DATABASE_URL logs in as ${login}, who ${found.rows[0].free ? 'may ignore row-level security' : 'owns the tables'}. ` +
          'Give the application a login of its own without SUPERUSER and BYPASSRLS.',
      );
    }
    await ensureMayActAsApp(owner, login);
  } finally {
    await app.end();
  }
}

async function userOf(client: Client): Promise<string> {
  const found = await client.query<{ current_user: string }>('select current_user');
  return found.rows[0]?.current_user ?? '';
}
