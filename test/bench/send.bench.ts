import { randomUUID } from 'node:crypto';
import { Engine } from '../../src/engine/index.js';
import { openPool, UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { registerWorker } from '../../src/platform/database/worker-key.js';
import { newHost, TENANT } from '../engine/support/handlers.js';
import { parcel } from '../engine/support/parcel.js';
import { openBenchDatabase } from './database.js';
import { floorStep, plantFloor } from './floor.js';
import { quantile, round } from './result.js';
import type { Bench, Result } from './result.js';

const CONCURRENCY = 32;
const CONNECTIONS = 32;
const SECONDS = 3;
const TURNS = 3;

const FEATURE = `
  create table public.note (id bigint generated always as identity primary key, parcel uuid not null, text text not null);
  grant insert on public.note to cpd_app;
  grant usage on sequence public.note_id_seq to cpd_app`;

/** Keeps `CONCURRENCY` steps under way for some seconds. Returns steps a second and every latency in ms. */
async function load(step: (lane: number) => Promise<void>): Promise<{ rate: number; latencies: number[] }> {
  const latencies: number[] = [];
  const start = performance.now();
  const until = start + SECONDS * 1000;
  const lane = async (n: number): Promise<void> => {
    while (performance.now() < until) {
      const before = performance.now();
      await step(n);
      latencies.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, (_, n) => lane(n)));
  return { rate: (latencies.length / (performance.now() - start)) * 1000, latencies };
}

/** Sustained throughput of `send` with a feature's own write, taking turns with the floor on the same connections. */
export const send: Bench = {
  name: 'send',
  run: async (): Promise<Result[]> => {
    const database = await openBenchDatabase();
    const pool = openPool(database.app, { max: CONNECTIONS });
    const unit = new UnitOfWork(pool, await registerWorker(database.owner, 'bench'));
    const engine = new Engine(unit, [parcel], newHost());
    const proof = unit.job(TENANT);
    const ids = Array.from({ length: CONCURRENCY * 8 }, () => randomUUID());
    await database.look.query(FEATURE);
    await plantFloor(database.look, ids);
    const pad = 'x'.repeat(800);
    await engine.startMany(
      proof,
      'parcel',
      ids.map((id) => ({ id, key: id, input: { friend: null, people: { sender: null, clerk: null, pad } } })),
    );

    let turn = 0;
    const pick = (lane: number): string => ids[lane + CONCURRENCY * (turn++ % 8)] as string;
    const engineStep = async (lane: number): Promise<void> => {
      const id = pick(lane);
      await engine.send(
        proof,
        id,
        { type: 'WEIGH', weight: 1 },
        {
          key: randomUUID(),
          within: async (tx) => {
            await tx.query({ name: 'note', text: 'insert into public.note (parcel, text) values ($1, $2)' }, [
              id,
              'a note',
            ]);
          },
        },
      );
    };
    const floors: number[] = [];
    const sends: number[] = [];
    const latencies: number[] = [];
    await load((lane) => floorStep(pool, pick(lane)));
    await load(engineStep);
    for (let n = 0; n < TURNS; n++) {
      floors.push((await load((lane) => floorStep(pool, pick(lane)))).rate);
      const measured = await load(engineStep);
      sends.push(measured.rate);
      latencies.push(...measured.latencies);
    }
    await pool.end();
    await database.close();
    const value = quantile(sends, 0.5);
    const floor = quantile(floors, 0.5);
    const ratio = value / floor;
    return [
      {
        name: 'send',
        value: round(value, 0),
        unit: 'sends/s',
        floor: round(floor, 0),
        ratio: round(ratio),
        goal: 'ratio >= 0.5',
        ok: ratio >= 0.5,
        detail: `p50 ${round(quantile(latencies, 0.5), 1)} ms, p99 ${round(quantile(latencies, 0.99), 1)} ms at concurrency ${CONCURRENCY}`,
      },
    ];
  },
};
