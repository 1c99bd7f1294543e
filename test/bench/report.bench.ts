import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule, entities } from '../../src/app.module.js';
import { readConfig } from '../../src/platform/config/config.js';
import { openRuntime } from '../../src/platform/runtime.js';
import { Documents, Figures } from '../../src/reports/index.js';
import { openBenchDatabase } from './database.js';
import { plantSchools } from './report-schools.js';
import type { PlantedSize } from './report-schools.js';
import { quantile, round } from './result.js';
import type { Bench, Result } from './result.js';

interface Planted {
  readonly reports: readonly { readonly id: string; readonly school: string }[];
  compute(report: { id: string; school: string }): Promise<void>;
  page(report: { id: string; school: string }): Promise<number>;
  close(): Promise<void>;
}

/** Schools with so many years of records; only the last year's report is asked for. */
async function plant(size: PlantedSize): Promise<Planted> {
  const database = await openBenchDatabase();
  await plantSchools(database.look, size);
  const config = readConfig({ DATABASE_URL: database.app, DATABASE_OWNER_URL: database.owner });
  const runtime = await openRuntime(config, 'bench', { entities });
  const app = await NestFactory.createApplicationContext(AppModule.forRuntime(runtime, { check: false }), {
    logger: ['error'],
  });
  const { rows } = await database.look.query<{ id: string; school: string }>(
    `select distinct on (r.school_id) r.id, r.school_id as school from cpd.report r join cpd.cycle c on c.id = r.cycle_id
      order by r.school_id, c.starts_on desc`,
  );
  const figures = app.get(Figures, { strict: false });
  const documents = app.get(Documents, { strict: false });
  return {
    reports: rows,
    compute: ({ id, school }) =>
      runtime.unit.run(runtime.unit.job(school), (tx) => figures.compute(tx, id, 1)),
    page: async ({ id, school }) => {
      const start = performance.now();
      await runtime.unit.run(runtime.unit.job(school), (tx) => documents.live(tx, id, 'leaders'));
      return performance.now() - start;
    },
    close: async () => {
      await app.close();
      await runtime.close();
      await database.close();
    },
  };
}

const result = (name: string, value: number, unit: 's' | 'ms', most: number, detail: string): Result => ({
  ...{ name, value: round(value, unit === 's' ? 1 : 0), unit, floor: null, ratio: null },
  ...{ goal: `< ${most} ${unit}`, ok: value < most, detail },
});

/** What a page of the report costs before it is drawn: a school of 120 staff with three years of records, warm. */
export const reportPage: Bench = {
  name: 'report-page',
  run: async () => {
    const planted = await plant({ schools: 1, staff: 120, years: 3 });
    const [report] = planted.reports;
    if (!report) throw new Error('There is no report.');
    const start = performance.now();
    await planted.compute(report);
    const computed = (performance.now() - start) / 1000;
    const times: number[] = [];
    for (let at = 0; at < 110; at += 1) times.push(await planted.page(report));
    await planted.close();
    return [
      result('report-figures', computed, 's', 5, '120 staff, three years, both editions'),
      result(
        'report-page-data',
        quantile(times.slice(10), 0.95),
        'ms',
        150,
        'p95 of 100, the document without its drawing',
      ),
    ];
  },
};

/** As many schools at once as the connections of one process allow without waiting. */
const AT_ONCE = 4;

/** Figures of every school of a local authority. */
export const reportSchools: Bench = {
  name: 'report-500-schools',
  run: async () => {
    const planted = await plant({ schools: 500, staff: 40, years: 1 });
    const start = performance.now();
    const waiting = [...planted.reports];
    const worker = async (): Promise<void> => {
      for (let report = waiting.pop(); report; report = waiting.pop()) await planted.compute(report);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    const seconds = (performance.now() - start) / 1000;
    await planted.close();
    return [
      result(
        'report-500-schools',
        seconds,
        's',
        60,
        '500 schools of 40 staff, 120 bookings each, both editions',
      ),
    ];
  },
};
