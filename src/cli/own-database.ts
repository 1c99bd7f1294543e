import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import type { Config } from '../platform/config/config.js';
import { ensureDatabase } from '../platform/database/bootstrap.js';
import { startEmbedded } from '../platform/database/embedded.js';
import { codeOf } from '../platform/database/errors.js';
import { CliError, EXIT } from './errors.js';

/** A database made for one command, beside that of the school and on the same server. */
export interface OwnDatabase {
  readonly name: string;
  /** The configuration with this database in place of the school's. */
  readonly config: Config;
  /** Leaves the server; `drop`: and the database goes. */
  close(options: { drop: boolean }): Promise<void>;
}

/**
 * Makes a database of its own, so that what a command does never touches a school's data.
 * @throws CliError 'no-own-database' where the login may not create one
 */
export async function openOwnDatabase(config: Config): Promise<OwnDatabase> {
  const name = `cpd_simulation_${randomBytes(6).toString('hex')}`;
  return config.databaseUrl
    ? onGivenServer(config, config.databaseUrl, name)
    : onEmbeddedServer(config, name);
}

async function onEmbeddedServer(config: Config, name: string): Promise<OwnDatabase> {
  const server = await startEmbedded({ folder: join(config.dataDir, 'database') });
  try {
    await as(server.superuser, async (superuser) => {
      await ensureDatabase(superuser, name);
      await hurry(superuser, name);
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    name,
    config: { ...config, databaseUrl: on(server.app, name), databaseOwnerUrl: on(server.owner, name) },
    close: async ({ drop }) => {
      try {
        if (drop) await dropDatabase(server.superuser, name);
      } finally {
        await server.stop();
      }
    },
  };
}

async function onGivenServer(config: Config, url: string, name: string): Promise<OwnDatabase> {
  const owner = config.databaseOwnerUrl ?? url;
  try {
    await as(owner, async (client) => {
      await client.query(`create database ${escapeIdentifier(name)}`);
      await hurry(client, name);
    });
  } catch (error) {
    if (codeOf(error) !== '42501') throw error;
    const sentence =
      'A simulation uses a database of its own, and this login may not create one. Give the login of ' +
      'DATABASE_OWNER_URL the right CREATEDB, or leave DATABASE_URL out for the embedded server.';
    throw new CliError('no-own-database', sentence, EXIT.unavailable);
  }
  const databaseOwnerUrl = config.databaseOwnerUrl && on(config.databaseOwnerUrl, name);
  return {
    name,
    config: { ...config, databaseUrl: on(url, name), databaseOwnerUrl },
    close: ({ drop }) => (drop ? dropDatabase(owner, name) : Promise.resolve()),
  };
}

/** A database that is thrown away need not wait for the disk at every commit; everything else is as in a school's. */
const hurry = (client: Client, name: string): Promise<unknown> =>
  client.query(`alter database ${escapeIdentifier(name)} set synchronous_commit = off`);

const dropDatabase = (url: string, name: string): Promise<void> =>
  as(url, async (client) => {
    await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
  });

async function as<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function on(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
