import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { ask } from './support/server-process.js';

describe("the application's login", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await ask(
      database.ownerUrl,
      `create table public.note (id int, whose text);
       insert into public.note values (1, 'someone');
       alter table public.note enable row level security;
       alter table public.note force row level security;
       create policy mine on public.note using (whose = current_setting('app.nobody', true));
       grant select, update on public.note to cpd_app;`,
    );
  });
  afterAll(() => database.drop());

  it('sees no row that a policy keeps from it', async () => {
    expect(await ask(database.superUrl, 'select * from public.note')).toHaveLength(1);
    expect(await ask(database.appUrl, 'select * from public.note')).toEqual([]);
  });

  it.each([
    ['switch policies off', 'alter table public.note disable row level security'],
    ['become the owner', 'set role cpd_owner'],
    ['become the owner of functions', 'set role cpd_engine'],
    ['create a table', 'create table public.mine (id int)'],
    ['create a schema', 'create schema mine'],
    ['create a role', 'create role mine'],
    ['raise its own rights', 'alter role cpd_app bypassrls'],
    ['read hashes of passwords', 'select rolpassword from pg_authid'],
  ])('cannot %s', async (_what, sql) => {
    await expect(ask(database.appUrl, sql)).rejects.toThrow(/permission denied|must be/);
  });

  it('owns nothing', async () => {
    const rows = await ask(
      database.superUrl,
      `select classid::regclass, objid from pg_shdepend d join pg_roles r on r.oid = refobjid
       where refclassid = 'pg_authid'::regclass and rolname = 'cpd_app' and deptype = 'o'`,
    );
    expect(rows).toEqual([]);
  });
});

describe("the owner's login", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it("can hand functions to the engine's role, which nobody can log in as", async () => {
    await ask(
      database.ownerUrl,
      `create schema handed; grant create on schema handed to cpd_engine;
       create function handed.one() returns int language sql security definer as 'select 1';
       alter function handed.one() owner to cpd_engine;`,
    );
    const rows = await ask(
      database.ownerUrl,
      `select proowner::regrole::text as owner, rolcanlogin as login from pg_proc p join pg_roles r on r.oid = proowner
       where proname = 'one'`,
    );
    expect(rows).toEqual([{ owner: 'cpd_engine', login: false }]);
  });

  it('is bound by row-level security', async () => {
    const rows = await ask(
      database.ownerUrl,
      'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });
});
