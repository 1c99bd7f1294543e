import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MigrationRunner } from '../../../src/platform/database/data-source.js';
import { migrate } from '../../../src/platform/database/migrate.js';
import { createTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { ask } from './support/server-process.js';

class Pebbles1800000000001 {
  readonly name = 'Pebbles1800000000001';
  async up(q: MigrationRunner): Promise<void> {
    await q.query('create table public.pebble (id int)');
    // Long enough for a second runner to arrive in the middle.
    await q.query('insert into public.pebble select 1 from pg_sleep(0.3)');
  }
  async down(q: MigrationRunner): Promise<void> {
    await q.query('drop table public.pebble');
  }
}

class Stones1800000000002 {
  readonly name = 'Stones1800000000002';
  async up(q: MigrationRunner): Promise<void> {
    await q.query('create table public.stone (id int)');
  }
  async down(q: MigrationRunner): Promise<void> {
    await q.query('drop table public.stone');
  }
}

class Broken1800000000003 {
  readonly name = 'Broken1800000000003';
  async up(q: MigrationRunner): Promise<void> {
    await q.query('create table public.half (id int)');
    await q.query('select 1 / 0');
  }
  async down(): Promise<void> {
    return Promise.resolve();
  }
}

describe('migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('run once when two processes start together', async () => {
    const all = [Pebbles1800000000001];
    const ran = await Promise.all([migrate(database.ownerUrl, { all }), migrate(database.ownerUrl, { all })]);
    expect(ran.flat()).toEqual(['Pebbles1800000000001']);
    expect(await ask(database.ownerUrl, 'select id from public.pebble')).toEqual([{ id: 1 }]);
  });

  it('can be limited to a part, whose rest follows later', async () => {
    const all = [Pebbles1800000000001, Stones1800000000002, Broken1800000000003];
    expect(await migrate(database.ownerUrl, { all, only: ['Stones1800000000002'] })).toEqual([
      'Stones1800000000002',
    ]);
    expect(await migrate(database.ownerUrl, { all, only: ['Stones1800000000002'] })).toEqual([]);
  });

  it('leave nothing of one that fails', async () => {
    const all = [Broken1800000000003];
    await expect(migrate(database.ownerUrl, { all })).rejects.toThrow(/division by zero/);
    expect(await ask(database.ownerUrl, `select to_regclass('public.half') as found`)).toEqual([
      { found: null },
    ]);
  });

  it('refuse a name that does not exist', async () => {
    await expect(migrate(database.ownerUrl, { only: ['Nothing'] })).rejects.toThrow(
      'no migration called Nothing',
    );
  });
});
