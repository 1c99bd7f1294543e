import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { ensureLogins } from '../../src/platform/database/bootstrap.js';
import { startEmbedded } from '../../src/platform/database/embedded.js';
import type { EmbeddedDatabase } from '../../src/platform/database/embedded.js';
import { DatabaseUnavailable } from '../../src/platform/database/server-error.js';
import { dropLeftovers, ensureTemplate } from './template-database.js';

export interface TestServer {
  /** For the workers: what `createTestDatabase` reads. */
  readonly environment: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

const FOLDER = fileURLToPath(new URL('../../.data/test', import.meta.url));

/** Nobody's work is lost when a test server loses power; plenty of connections for the workers. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: '300', max_wal_size: '1GB' };

/**
 * Provides the server for tests: the one of TEST_DATABASE_URL (a superuser's address), or else an embedded one that
 * keeps its data between runs.
 */
export async function openTestServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  const server = given ? await prepareGiven(given) : await startOwn();
  try {
    const template = await ensureTemplate(server);
    await dropLeftovers(server.superuser);
    const environment = {
      CPD_TEST_SUPERUSER_URL: server.superuser,
      CPD_TEST_OWNER_URL: server.owner,
      CPD_TEST_APP_URL: server.app,
      CPD_TEST_TEMPLATE: template,
    };
    return { environment, close: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function startOwn(): Promise<EmbeddedDatabase> {
  const options = { folder: join(FOLDER, 'database'), settings: SETTINGS };
  try {
    return await startEmbedded(options);
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    // Without fsync a cut of power can have spoilt it; there is nothing in it that cannot be made again.
    await rm(options.folder, { recursive: true, force: true });
    return startEmbedded(options);
  }
}

/** Logins with passwords that every run derives alike, since they belong to a server that other runs may share. */
async function prepareGiven(superuser: string): Promise<Omit<EmbeddedDatabase, 'where'>> {
  const password = (name: string) =>
    createHash('sha256').update(`${name} ${superuser}`).digest('hex').slice(0, 32);
  const passwords = { owner: password('owner'), app: password('app') };
  const client = new Client({ connectionString: superuser });
  await client.connect();
  try {
    await ensureLogins(client, passwords);
  } finally {
    await client.end();
  }
  const login = (name: string, secret: string) => {
    const url = new URL(superuser);
    url.username = name;
    url.password = secret;
    return url.href;
  };
  return {
    superuser,
    owner: login('cpd_owner', passwords.owner),
    app: login('cpd_app', passwords.app),
    stop: () => Promise.resolve(),
  };
}
