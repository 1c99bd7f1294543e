import { openPool, UnitOfWork } from '../platform/database/unit-of-work.js';
import { openDatabase } from '../platform/database/server.js';
import { migrate } from '../platform/database/migrate.js';
import { registerWorker } from '../platform/database/worker-key.js';
import type { Proof } from '../platform/database/principal.js';
import { bootCheck } from './boot-check.js';
import type { ChartDefinition } from './charts/definition.js';
import { DeliveryLoop } from './delivery/loop.js';
import { Engine } from './engine.js';
import { Host } from './host.js';
import type { Clocks, CommandHandler, FactProvider } from './host.js';

/** The engine by itself: any charts, one PostgreSQL, no HTTP and no queue. */
export interface StandaloneOptions {
  /** A login that owns its database. */
  readonly url: string;
  readonly charts: readonly ChartDefinition[];
  readonly handlers?: readonly CommandHandler[];
  readonly facts?: readonly FactProvider[];
  /** Without it a clock rule is plain elapsed time: `{ seconds?, minutes?, hours?, days? }`. */
  readonly clocks?: Clocks;
  /** Whether to deliver and fire by itself (default), or only when told to. */
  readonly loop?: boolean;
}

export interface StandaloneEngine {
  readonly engine: Engine;
  /** Proof with which everything here is done: the system of the one tenant. */
  readonly system: Proof;
  close(): Promise<void>;
}

/** A single tenant: the ten-line script has no schools. */
export const SOLE_TENANT = '00000000-0000-4000-8000-000000000001';

/** Names of the migrations that the engine needs; none of them knows what the charts are about. */
export const ENGINE_MIGRATIONS = ['Tenancy1790000000001', 'Engine1790000000002', 'MovedTimers1790000000023'];

/** Opens an engine on a database, installing its schema where it is missing. Throws BootRefused, DatabaseUnavailable. */
export async function openEngine(options: StandaloneOptions): Promise<StandaloneEngine> {
  const database = await openDatabase({ databaseUrl: options.url, databaseOwnerUrl: null, dataDir: '.data' });
  await migrate(database.owner, { only: ENGINE_MIGRATIONS });
  const pool = openPool(database.app, { name: 'engine' });
  const unit = new UnitOfWork(pool, await registerWorker(database.owner, 'standalone'));
  const host = new Host(options.clocks ?? elapsedTime)
    .handle(...(options.handlers ?? []))
    .provide(...(options.facts ?? []));
  const engine = new Engine(unit, options.charts, host);
  await bootCheck(unit, engine.charts, host);
  const loop = new DeliveryLoop(engine);
  engine.onCommit(() => loop.ring());
  if (options.loop ?? true) loop.start();
  return {
    engine,
    system: unit.job(SOLE_TENANT),
    close: async () => {
      await loop.stop();
      await pool.end();
    },
  };
}

const SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;

/** Clock rules as plain elapsed time from entering the state. */
export const elapsedTime: Clocks = {
  prepare: () =>
    Promise.resolve(({ rule, enteredAt }) => {
      const elapsed = Object.entries(SECONDS).reduce(
        (sum, [unit, seconds]) => sum + ((rule as Record<string, number>)[unit] ?? 0) * seconds,
        0,
      );
      return new Date(Date.parse(enteredAt) + elapsed * 1000).toISOString();
    }),
  check: (rule) =>
    Object.keys(rule as object).some((unit) => unit in SECONDS)
      ? []
      : ['the rule names no seconds, minutes, hours or days'],
};
