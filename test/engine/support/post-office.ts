import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { Engine, EngineClock } from '../../../src/engine/index.js';
import type { ChartDefinition, Host } from '../../../src/engine/index.js';
import type { Proof } from '../../../src/platform/database/principal.js';
import { openPool, UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { registerWorker } from '../../../src/platform/database/worker-key.js';
import { cloneDatabase, createTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';
import { newHost, TENANT } from './handlers.js';
import { parcel } from './parcel.js';

/** Monday, nine o'clock: where the clock of every engine test begins. */
export const MONDAY = '2027-01-04T09:00:00.000Z';

export interface PostOffice {
  readonly engine: Engine;
  readonly unit: UnitOfWork;
  readonly clock: EngineClock;
  readonly system: Proof;
  readonly urls: { readonly ownerUrl: string; readonly appUrl: string; readonly superUrl: string };
  /** Looks behind the scenes. */
  readonly look: Pool;
  /** Packs a parcel and returns its id. */
  pack(input?: Record<string, unknown>): Promise<string>;
  /** Delivers and fires everything that is due. */
  drain(): Promise<void>;
  count(sql: string, values?: unknown[]): Promise<number>;
  /** As a backup that is restored: another database with everything that is in this one now. */
  copy(): Promise<TestDatabase>;
  close(): Promise<void>;
}

/** Tables of the post office's own "features". */
export const FEATURE_TABLES = `
  create table public.label (parcel uuid primary key, weight int not null);
  create table public.card (effect text primary key, about text not null);
  grant select, insert on public.label, public.card to cpd_app`;

/** A database of its own, an engine with the parcel chart, and a frozen clock. */
export async function openPostOffice(
  options: { charts?: readonly ChartDefinition[]; host?: Host; connections?: number } = {},
): Promise<PostOffice> {
  const database = await createTestDatabase();
  const look = new Pool({ connectionString: database.superUrl, max: 1 });
  look.on('error', () => undefined);
  await look.query(FEATURE_TABLES);
  const pool = openPool(database.appUrl, { max: options.connections ?? 10 });
  const unit = new UnitOfWork(pool, await registerWorker(database.ownerUrl, 'test'));
  const engine = new Engine(unit, options.charts ?? [parcel], options.host ?? newHost());
  const clock = new EngineClock(unit);
  await clock.freeze(MONDAY);
  const system = unit.job(TENANT);
  return {
    engine,
    unit,
    clock,
    system,
    urls: database,
    look,
    pack: async (input = {}) => {
      const id = randomUUID();
      await engine.start(system, 'parcel', { id, key: id, input });
      return id;
    },
    drain: async () => {
      for (let n = 1; n > 0;) n = (await engine.timers.drain()) + (await engine.relay.drain());
    },
    count: async (sql, values = []) =>
      Number((await look.query<{ n: string }>(`select count(*) as n from ${sql}`, values)).rows[0]?.n),
    copy: () => cloneDatabase(database),
    close: async () => {
      await pool.end();
      await look.end();
      await database.drop();
    },
  };
}

/** An instant some days after MONDAY. */
export function later(days: number, hours = 0): string {
  return new Date(Date.parse(MONDAY) + (days * 24 + hours) * 3_600_000).toISOString();
}

/** The login of one address on the database of another. */
export function onDatabaseOf(login: string, other: string): string {
  const url = new URL(login);
  url.pathname = new URL(other).pathname;
  return url.href;
}
