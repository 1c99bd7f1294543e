import { randomUUID } from 'node:crypto';
import { Engine } from '../../src/engine/index.js';
import { openPool, UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { registerWorker } from '../../src/platform/database/worker-key.js';
import { newHost, TENANT } from '../engine/support/handlers.js';
import { parcel } from '../engine/support/parcel.js';
import { openBenchDatabase } from './database.js';
import { round } from './result.js';
import type { Bench, Result } from './result.js';

const REVIEWS = 20_000;

/** Starting 20,000 records with their timers and duties, as opening a cycle does. */
export const bulkStart: Bench = {
  name: 'bulk-start',
  run: async (): Promise<Result[]> => {
    const database = await openBenchDatabase();
    const pool = openPool(database.app, { max: 4 });
    const unit = new UnitOfWork(pool, await registerWorker(database.owner, 'bench'));
    const engine = new Engine(unit, [parcel], newHost());
    const requests = Array.from({ length: REVIEWS }, () => {
      const id = randomUUID();
      return { id, key: id, input: { people: { sender: randomUUID(), clerk: randomUUID() } } };
    });
    const before = process.memoryUsage().rss;
    let peak = before;
    const start = performance.now();
    await engine.startMany(unit.job(TENANT), 'parcel', requests, () => {
      peak = Math.max(peak, process.memoryUsage().rss);
    });
    const seconds = (performance.now() - start) / 1000;
    const megabytes = (peak - before) / 1_048_576;
    await pool.end();
    await database.close();
    return [
      {
        name: 'bulk-start',
        value: round(seconds),
        unit: 's',
        floor: null,
        ratio: null,
        goal: '< 20 s',
        ok: seconds < 20,
        detail: `${REVIEWS} records`,
      },
      {
        name: 'bulk-start-memory',
        value: round(megabytes, 0),
        unit: 'MB',
        floor: null,
        ratio: null,
        goal: '< 300 MB',
        ok: megabytes < 300,
      },
    ];
  },
};
