import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { AppModule, entities } from '../../src/app.module.js';
import { Cycles } from '../../src/cycles/index.js';
import { Engine, EngineClock } from '../../src/engine/index.js';
import { Schools, StaffImports } from '../../src/people/index.js';
import { readConfig } from '../../src/platform/config/config.js';
import { openRuntime } from '../../src/platform/runtime.js';
import { openBenchDatabase } from './database.js';
import { largeStaffFile } from './large-staff.js';
import { round } from './result.js';
import type { Bench, Result } from './result.js';

const PEOPLE = 20_000;
const MOST_MEGABYTES = 300;

/** Taking in a staff file of 20,000 people and opening their year, through the whole application. */
export const openCycle: Bench = {
  name: 'open-cycle-20000',
  run: async (): Promise<Result[]> => {
    const database = await openBenchDatabase();
    const config = readConfig({ DATABASE_URL: database.app, DATABASE_OWNER_URL: database.owner });
    const runtime = await openRuntime(config, 'bench', { entities });
    const app = await NestFactory.createApplicationContext(AppModule.forRuntime(runtime, { check: false }), {
      logger: ['error'],
    });
    const engine = app.get(Engine);
    await app.get(EngineClock).freeze('2026-08-20T08:00:00.000Z');
    const id = randomUUID();
    const job = runtime.unit.job(id);
    await app.get(Schools).found({ id, name: 'A large trust', urn: '404040' });
    const file = largeStaffFile(PEOPLE);
    const imports = app.get(StaffImports);

    const check = await measured(() => imports.check(job, file));
    if (check.result.outcome !== 'checked') throw new Error('The file was refused.');
    const commit = await measured(() => imports.commit(job, file));
    const { id: year } = await app.get(Cycles).prepare(job, { startYear: 2026 });
    await engine.send(job, year, { type: 'FINISH_SETUP' });
    await engine.relay.drain();
    await app.get(EngineClock).freeze('2026-09-01T08:00:00.000Z');
    const opening = await measured(async () => {
      await engine.timers.drain();
      await engine.relay.drain();
    });
    const { rows } = await database.look.query<{ chart: string; n: string }>(
      `select chart, count(*) as n from engine.instance where chart in ('review', 'standards') group by chart order by 1`,
    );
    await app.close();
    await runtime.close();
    await database.close();
    const begun = rows.map(({ chart, n }) => `${n} ${chart}`).join(', ');
    if (Number(rows.find(({ chart }) => chart === 'review')?.n) !== PEOPLE)
      throw new Error(`Not everybody has a review: ${begun || 'none'}.`);
    return [
      seconds('import-check-20000', check.seconds, 20, `${round(check.megabytes, 0)} MB more at the peak`),
      seconds('import-commit-20000', commit.seconds, 30, `${round(commit.megabytes, 0)} MB more at the peak`),
      seconds('open-cycle-20000', opening.seconds, 10, begun),
      {
        name: 'open-cycle-20000-memory',
        value: round(opening.megabytes, 0),
        unit: 'MB',
        floor: null,
        ratio: null,
        goal: `< ${MOST_MEGABYTES} MB`,
        ok: opening.megabytes < MOST_MEGABYTES,
      },
    ];
  },
};

function seconds(name: string, value: number, most: number, detail: string): Result {
  const goal = `< ${most} s`;
  return { name, value: round(value), unit: 's', floor: null, ratio: null, goal, ok: value < most, detail };
}

/** Runs something and says how long it took and by how much the process grew at most meanwhile. */
async function measured<T>(
  work: () => Promise<T>,
): Promise<{ result: T; seconds: number; megabytes: number }> {
  const before = process.memoryUsage().rss;
  let peak = before;
  const look = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const start = performance.now();
  const result = await work();
  const took = (performance.now() - start) / 1000;
  clearInterval(look);
  peak = Math.max(peak, process.memoryUsage().rss);
  return { result, seconds: took, megabytes: (peak - before) / 1_048_576 };
}
