import { spawnSync } from 'node:child_process';
import { round } from './result.js';
import type { Bench, Result } from './result.js';

/** The primary school's year, 41 staff, through the real engine and database, as anybody would run it. */
export const year: Bench = {
  name: 'year',
  run: (): Promise<Result[]> => {
    const started = performance.now();
    const run = spawnSync(
      process.execPath,
      [
        'src/launch/cpd.mjs',
        'simulate',
        '--staff',
        'test/data/staff/staff-primary.csv',
        '--seed',
        '7',
        '--json',
      ],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    const seconds = (performance.now() - started) / 1000;
    if (run.status !== 0) throw new Error(`The simulation failed: ${run.stderr.slice(-500)}`);
    const { instances } = JSON.parse(run.stdout) as { instances: Record<string, Record<string, number>> };
    const records = Object.values(instances).flatMap((states) => Object.values(states));
    return Promise.resolve([
      {
        name: 'year',
        value: round(seconds, 1),
        unit: 's',
        floor: null,
        ratio: null,
        goal: '< 30 s',
        ok: seconds < 30,
        detail: `${records.reduce((a, b) => a + b, 0)} records, start of the process and of its database included`,
      },
    ]);
  },
};
