import { charts } from '../../workflows/index.js';
import { SchoolClocks } from '../../src/cycles/index.js';
import { Delivery } from '../../src/delivery/index.js';
import { Engine, EngineClock, Host } from '../../src/engine/index.js';
import { APP_ROLE } from '../../src/platform/database/bootstrap.js';
import { readConfig } from '../../src/platform/config/config.js';
import { openPool, UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { registerWorker } from '../../src/platform/database/worker-key.js';
import type { Mailer } from '../../src/platform/mail/index.js';
import { DEFAULT_SCHEMA, installQueueSchema, openDoorbell } from '../../src/platform/queue/index.js';
import type { DoorbellOptions } from '../../src/platform/queue/index.js';
import { mailLineOf } from '../../src/reminders/index.js';
import type { MailLine } from '../../src/reminders/index.js';
import { startRedis, redisInstalled } from '../support/redis.js';
import { plantPeople, SCHOOL } from '../reminders/loss/plant.js';
import { openBenchDatabase } from './database.js';
import type { BenchDatabase } from './database.js';
import { emptyJobs } from './empty-jobs.js';
import { quantile, round } from './result.js';
import type { Bench, Result } from './result.js';

const COUNT = 10_000;
/** 100,000 in an hour are 28 a second; of this rate so many seconds are measured. */
const HOUR_RATE = 100_000 / 3600;
const HOUR_SECONDS = 20;
const FUTURE = 1_000_000;
const PLANNING = '2026-10-14T06:20:30Z';

/** Everything arrives at once: what is measured is the product, not a mail server. */
const taken: Mailer = {
  kind: 'smtp',
  send: () => Promise.resolve({ outcome: 'accepted', messageId: '', detail: '' }),
  examine: () => Promise.resolve({ ok: true, detail: '' }),
  close: () => Promise.resolve(),
};

/** Reminders due at once and over an hour, beside BullMQ firing as many empty jobs; and a million that are far away. */
export const reminders: Bench = {
  name: 'reminders',
  run: async (): Promise<Result[]> => {
    const database = await openBenchDatabase();
    const redis = redisInstalled() ? await startRedis() : null;
    try {
      await installQueueSchema(database.owner, { schema: DEFAULT_SCHEMA, appRole: APP_ROLE });
      await plantPeople(database.look, COUNT);
      const pool = openPool(database.app, { max: 10 });
      const unit = new UnitOfWork(pool, await registerWorker(database.owner, 'bench'));
      const engine = new Engine(unit, charts, new Host(new SchoolClocks()));
      const line = mailLineOf({ unit, engine, mailer: taken, config: readConfig({}) });
      const clock = new EngineClock(unit);
      const setting = { database, unit, engine, line, clock };
      const places: DoorbellOptions[] = [
        { databaseUrl: database.app },
        ...(redis ? [{ databaseUrl: database.app, redisUrl: redis.url }] : []),
      ];
      const results: Result[] = [];
      for (const place of places) results.push(await atOnce(setting, place));
      results.push(await overAnHour(setting, places.at(-1) as DoorbellOptions));
      results.push(await farAway(setting));
      await pool.end();
      return results;
    } finally {
      await redis?.stop();
      await database.close();
    }
  },
};

interface Setting {
  readonly database: BenchDatabase;
  readonly unit: UnitOfWork;
  readonly engine: Engine;
  readonly line: MailLine;
  readonly clock: EngineClock;
}

/** Everybody's reminder of a school of ten thousand is due in the same second. */
async function atOnce(setting: Setting, place: DoorbellOptions): Promise<Result> {
  const { database, line, clock } = setting;
  const backend = place.redisUrl ? 'Redis' : 'PostgreSQL';
  const floor = await emptyJobs(place, COUNT);
  await database.look.query(
    'truncate cpd.mailing, cpd.notification; update cpd.mail_settings set planned_for = null',
  );
  await clock.runFrom(PLANNING);
  const planned = performance.now();
  await line.sweep();
  const planning = performance.now() - planned;
  await database.look.query(`update cpd.mailing set due_at = engine.now() + interval '20 seconds',
    next_at = engine.now() + interval '20 seconds'`);
  const late = await deliver(setting, place, COUNT);
  const value = COUNT / Math.max(...late);
  const ratio = value / floor;
  return {
    name: backend === 'Redis' ? 'reminders' : 'reminders on PostgreSQL',
    value: round(value, 0),
    unit: 'reminders/s',
    floor: round(floor, 0),
    ratio: round(ratio),
    goal: 'ratio >= 0.5',
    ok: ratio >= 0.5,
    detail: `${COUNT} due at once, late by p50 ${round(quantile(late, 0.5))} s, p99 ${round(quantile(late, 0.99))} s; planned in ${round(planning / 1000, 1)} s; beside BullMQ firing empty jobs`,
  };
}

/** The rate of a hundred thousand in an hour, for some seconds. */
async function overAnHour(setting: Setting, place: DoorbellOptions): Promise<Result> {
  const { database, line, clock } = setting;
  const count = Math.round(HOUR_RATE * HOUR_SECONDS);
  await database.look.query(
    'truncate cpd.mailing, cpd.notification; update cpd.mail_settings set planned_for = null',
  );
  await clock.runFrom(PLANNING);
  await line.sweep();
  await database.look.query(
    `delete from cpd.mailing where id not in (select id from cpd.mailing order by id limit ${count})`,
  );
  await database.look.query(
    `update cpd.mailing m set due_at = d.at, next_at = d.at from (select id, engine.now() + interval '5 seconds'
       + row_number() over (order by id) * interval '1 second' / ${HOUR_RATE} as at from cpd.mailing) d where d.id = m.id`,
  );
  const late = await deliver(setting, place, count);
  const p99 = quantile(late, 0.99) * 1000;
  return {
    name: 'reminders over an hour',
    value: round(p99, 0),
    unit: 'ms late (p99)',
    floor: null,
    ratio: null,
    goal: '< 2000 ms',
    ok: p99 < 2000,
    detail: `100,000 an hour for ${HOUR_SECONDS} s: p50 ${round(quantile(late, 0.5) * 1000, 0)} ms`,
  };
}

/** Delivers what is planned by the product's own loop and queue. Returns how late each was, in seconds. */
async function deliver(
  { database, engine, line }: Setting,
  place: DoorbellOptions,
  count: number,
): Promise<number[]> {
  const doorbell = await openDoorbell(place);
  const delivery = new Delivery(engine, doorbell, { role: 'worker', mail: line });
  await delivery.start();
  const open = `select count(*)::int as n from cpd.mailing where closed_at is null`;
  while ((await database.look.query<{ n: number }>(open)).rows[0]?.n !== 0) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await delivery.stop();
  await doorbell.close();
  const { rows } = await database.look.query<{ late: number }>(
    `select extract(epoch from closed_at - due_at)::float8 as late from cpd.mailing where outcome = 'accepted'`,
  );
  if (rows.length !== count) throw new Error(`${rows.length} of ${count} were sent.`);
  return rows.map(({ late }) => Math.max(late, 0.001));
}

/** A million mails of next year: they stay in PostgreSQL, the queue holds none, and looking for what is due takes no longer. */
async function farAway({ database, line }: Setting): Promise<Result> {
  await database.look.query('truncate cpd.mailing');
  await database.look.query(
    `insert into cpd.mailing (id, school_id, person_id, kind, day, due_at, next_at)
       select gen_random_uuid(), $1, (select id from cpd.person limit 1), 'test', date '2027-12-01',
           engine.now() + interval '300 days' + n * interval '1 second', engine.now() + interval '300 days' + n * interval '1 second'
         from generate_series(1, $2) n`,
    [SCHOOL, FUTURE],
  );
  await database.look.query('analyze cpd.mailing');
  const took: number[] = [];
  let fed = 0;
  for (let n = 0; n < 100; n++) {
    const began = performance.now();
    await line.sweep();
    await line.once();
    fed += (await line.near(120_000, 20_000)).length;
    took.push(performance.now() - began);
  }
  const worst = quantile(took, 0.99);
  return {
    name: 'sweep beside a million',
    value: round(worst, 1),
    unit: 'ms (p99)',
    floor: null,
    ratio: null,
    goal: '< 50 ms, nothing in the queue',
    ok: worst < 50 && fed === 0,
    detail: `p50 ${round(quantile(took, 0.5), 1)} ms with ${FUTURE} mails of next year; ${fed} of them in the queue`,
  };
}
