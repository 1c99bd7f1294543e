import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { migrate } from '../../../src/platform/database/migrate.js';
import { startEmbedded } from '../../../src/platform/database/embedded.js';
import type { EmbeddedDatabase } from '../../../src/platform/database/embedded.js';
import { openDatabase } from '../../../src/platform/database/server.js';
import { onDatabase } from '../../support/test-database.js';
import { ask, postmasterOf } from './support/server-process.js';

/** A server of its own, since these tests take the cluster's roles away. */
describe('a database given by its address', () => {
  let folder: string;
  let server: EmbeddedDatabase;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cpd-server-'));
    server = await startEmbedded({ folder, settings: { fsync: 'off' } });
    await ask(server.superuser, 'drop database cpd');
    await ask(server.superuser, 'drop role cpd_owner');
    await ask(server.superuser, 'drop role cpd_app');
    await ask(server.superuser, 'drop role cpd_engine');
  });

  afterAll(async () => {
    const { data } = await postmasterOf(server.superuser);
    await server.stop();
    await rm(dirname(data), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  });

  /** A login as an administrator would make it, with a database of its own. */
  async function createOwner(name: string, rights: string): Promise<string> {
    await ask(server.superuser, `create role ${name} login ${rights} password 'secret'`);
    await ask(server.superuser, `create database ${name} owner ${name} template template0`);
    return as(name, name);
  }

  function as(login: string, database: string): string {
    const url = new URL(onDatabase(server.superuser, database));
    url.username = login;
    url.password = 'secret';
    return url.href;
  }

  const open = (
    databaseUrl: string,
    databaseOwnerUrl: string | null = null,
    patience = 5000,
    said: string[] = [],
  ) =>
    openDatabase(
      { databaseUrl, databaseOwnerUrl, dataDir: folder },
      { patience, say: (text) => said.push(text) },
    );

  it('says what is missing when its only login may not create roles', async () => {
    const owner = await createOwner('powerless', '');
    await expect(open(owner)).rejects.toThrow(/may not prepare its roles.*CREATEROLE.*create role cpd_app/s);
  });

  it('gets its roles once though several databases of one server are opened together', async () => {
    const owners = await Promise.all(
      ['north', 'south', 'west'].map((name) => createOwner(name, 'superuser')),
    );
    const opened = await Promise.all(owners.map((url) => open(url)));
    const roles = await ask(
      server.superuser,
      `select rolname from pg_roles where rolname like 'cpd%' order by 1`,
    );
    expect(opened).toHaveLength(3);
    expect(roles).toEqual([{ rolname: 'cpd_app' }, { rolname: 'cpd_engine' }]);
    await ask(server.superuser, 'drop role cpd_app');
    await ask(server.superuser, 'drop role cpd_engine');
  });

  it('works with one login that may create roles: the application acts as cpd_app', async () => {
    const url = await createOwner('lone', 'createrole');
    const opened = await open(url);
    expect(await ask(opened.app, 'select current_user as me')).toEqual([{ me: 'cpd_app' }]);
    await expect(ask(opened.app, 'create table public.mine (id int)')).rejects.toThrow('permission denied');
    expect((await migrate(opened.owner)).length).toBeGreaterThan(0);
    expect(await migrate((await open(url)).owner)).toEqual([]);
  });

  it('takes an application login of any name, and never one that may ignore row-level security', async () => {
    await ask(server.superuser, `create role web login password 'secret'`);
    const owner = as('lone', 'lone');
    const opened = await open(as('web', 'lone'), owner);
    expect(await ask(opened.app, `select pg_has_role('cpd_app', 'usage') as may`)).toEqual([{ may: true }]);
    await expect(open(onDatabase(server.superuser, 'lone'), owner)).rejects.toThrow(
      'may ignore row-level security',
    );
    await expect(open(owner, owner)).rejects.toThrow('owns the tables');
  });

  it('tells where it is without telling the password', async () => {
    const opened = await open(as('lone', 'lone'));
    expect(opened.where).toMatch(/^PostgreSQL at 127\.0\.0\.1:\d+, database lone$/);
  });

  it('is waited for, and in the end reported missing', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const said: string[] = [];
    await expect(open(`postgres://a:b@127.0.0.1:${port}/cpd`, null, 300, said)).rejects.toThrow(
      `The database at 127.0.0.1:${port} cannot be used`,
    );
    expect(said).toEqual([expect.stringContaining(`Waiting for the database at 127.0.0.1:${port}`)]);
  });
});
