import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import type { YearResult } from '../../src/simulation/index.js';
import { cpd, documentOf } from '../cli/cpd.js';
import { redisInstalled, startRedis } from '../support/redis.js';
import { createTestDatabase } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';
import { SMALL_SCHOOL } from './support/simulated.js';

const onRedis = redisInstalled() ? describe : describe.skip;
const LEFT = `select count(*)::int as n from pg_database where datname like 'cpd_simulation_%'`;

describe('cpd simulate', () => {
  let database: TestDatabase;
  let look: Client;
  let folder: string;
  let staff: string;
  const count = async (sql: string): Promise<number> =>
    (await look.query<{ n: number }>(sql)).rows[0]?.n ?? -1;
  /** With an owner who may create databases. */
  const simulate = (...args: string[]) =>
    cpd({ appUrl: database.appUrl, ownerUrl: database.superUrl }, 'simulate', ...args);

  beforeAll(async () => {
    database = await createTestDatabase();
    look = new Client({ connectionString: database.superUrl });
    await look.connect();
    folder = await mkdtemp(join(tmpdir(), 'cpd-simulate-'));
    staff = join(folder, 'staff.csv');
    await writeFile(staff, SMALL_SCHOOL);
  });
  afterAll(async () => {
    await look.end();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  it('ends with one document, and leaves neither a database nor a trace in the school’s', async () => {
    const before = await count(LEFT);
    const outcome = await simulate('--staff', staff, '--seed', '5', '--until', '2026-09-10', '--json');
    const result = documentOf<YearResult>(outcome);
    expect(Object.keys(result).sort()).toEqual(
      ['escalated', 'instances', 'invariants', 'lapsed', 'late', 'ok', 'seed'].sort(),
    );
    expect(result).toMatchObject({ ok: true, seed: 5, instances: { review: expect.anything() } });
    expect(outcome.exit).toBe(0);
    expect(await count(LEFT)).toBe(before);
    expect(await count('select count(*)::int as n from cpd.organisation')).toBe(0);
  }, 60_000);

  const autumn = ['--staff', '', '--seed', '5', '--until', '2026-09-18', '--json'];
  const yearOf = async (redisUrl: string | undefined, ...more: string[]): Promise<YearResult> => {
    const where = { appUrl: database.appUrl, ownerUrl: database.superUrl, ...(redisUrl ? { redisUrl } : {}) };
    return documentOf<YearResult>(await cpd(where, 'simulate', ...autumn.with(1, staff), ...more));
  };
  const figures = ({ invariants: _, ...rest }: YearResult) => rest;
  const queued = ({ invariants }: YearResult) =>
    invariants.find(({ name }) => /through the queue/.test(name));

  it('gives the same year when everything goes through BullMQ in PostgreSQL', async () => {
    const direct = await yearOf(undefined);
    const queue = await yearOf(undefined, '--through-queue');
    expect(queued(direct)).toBeUndefined();
    expect(queued(queue)).toMatchObject({ ok: true, detail: expect.stringMatching(/^[1-9]\d+ jobs$/) });
    expect(queue.ok).toBe(true);
    expect(figures(queue)).toEqual(figures(direct));
  }, 120_000);

  onRedis('with a Redis', () => {
    it('gives the same year when everything goes through BullMQ on Redis, and leaves nothing there', async () => {
      const redis = await startRedis();
      try {
        const [direct, queue] = [await yearOf(undefined), await yearOf(redis.url)];
        expect(queued(queue)).toMatchObject({ ok: true, detail: expect.stringMatching(/^[1-9]\d+ jobs$/) });
        expect(figures(queue)).toEqual(figures(direct));
        const client = new Redis(redis.url);
        expect(await client.keys('*')).toEqual([]);
        await client.quit();
      } finally {
        await redis.stop();
      }
    }, 120_000);
  });

  it('says in words what came of it', async () => {
    const { out, exit } = await simulate('--staff', staff, '--until', '2026-07-03');
    expect(exit).toBe(0);
    expect(out).toContain('A year from 2026-07-01 to 2026-07-03 with seed 7.');
    expect(out).toMatch(/holds\s+no record is stuck/);
  }, 60_000);

  it.each([
    [['--until', 'tomorrow'], '--until takes a date after 2026-07-01'],
    [['--seed', 'seven'], '--seed takes a whole number from 0.'],
    [['--staff', '/nowhere.csv'], 'cannot be read'],
  ])('refuses %j with a sentence', async (args, sentence) => {
    const { exit, err, out } = await simulate(...args);
    expect(`${err}${out}`).toContain(sentence);
    expect(exit).toBe(2);
  });

  it('refuses a staff file with mistakes and says how to see them all', async () => {
    await writeFile(join(folder, 'bad.csv'), SMALL_SCHOOL.toString().replace('01/09/2020', 'soon'));
    const { exit, err } = await simulate('--staff', join(folder, 'bad.csv'));
    expect(err).toContain('import staff FILE --dry-run');
    expect(exit).toBe(1);
    expect(await count(LEFT)).toBe(0);
  }, 60_000);

  it('says what to do where it may not make a database of its own', async () => {
    const { exit, err } = await cpd(database, 'simulate', '--staff', staff, '--until', '2026-07-03');
    expect(err).toContain('Give the login of DATABASE_OWNER_URL the right CREATEDB');
    expect(exit).toBe(3);
  });
});
