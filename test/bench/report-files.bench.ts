import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openBenchDatabase } from './database.js';
import type { BenchDatabase } from './database.js';
import { plantSchools } from './report-schools.js';
import { round } from './result.js';
import type { Bench, Result } from './result.js';

const MOST = { seconds: 5, megabytes: 300 };
const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The report of a school of 120 with three years of records, from these to a file in every format: a process of its own. */
export const reportFiles: Bench = {
  name: 'report',
  run: async (): Promise<Result[]> => {
    const database = await openBenchDatabase();
    try {
      await plantSchools(database.look, { schools: 1, staff: 120, years: 3 });
      const { seconds, megabytes, detail } = measure(database);
      const line = { floor: null, ratio: null };
      return [
        {
          ...{ ...line, name: 'report', value: round(seconds), unit: 's' },
          ...{ goal: `< ${MOST.seconds} s`, ok: seconds < MOST.seconds, detail },
        },
        {
          ...{ ...line, name: 'report-memory', value: round(megabytes, 0), unit: 'MB' },
          ...{ goal: `< ${MOST.megabytes} MB`, ok: megabytes < MOST.megabytes, detail: 'more at the peak' },
        },
      ];
    } finally {
      await database.close();
    }
  },
};

function measure(database: BenchDatabase): { seconds: number; megabytes: number; detail: string } {
  const run = spawnSync(
    process.execPath,
    ['--import', file('../support/typescript.mjs'), file('./report-formats.ts')],
    {
      ...{ encoding: 'utf8', maxBuffer: 2 ** 24 },
      env: { PATH: process.env['PATH'], DATABASE_URL: database.app, DATABASE_OWNER_URL: database.owner },
    },
  );
  if (run.status !== 0) throw new Error(`The report failed: ${run.stderr.slice(-2000)}`);
  return JSON.parse(run.stdout) as { seconds: number; megabytes: number; detail: string };
}
