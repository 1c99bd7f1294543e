import type { INestApplicationContext } from '@nestjs/common';
import type { Operation } from '../api/index.js';
import { Engine } from '../engine/index.js';
import type { Invariant } from '../engine/index.js';
import type { Doorbell } from '../platform/queue/index.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { figuresOf } from './figures.js';
import type { YearResult } from './figures.js';
import { QueueDelivery } from './queue-delivery.js';
import { yearInvariants } from './invariants/index.js';
import { StaffList } from './school/staff-file.js';
import { SimulatedYear } from './year/year.js';

/** In July the year before is ending and the core plan of the next is made. */
export const FIRST_DAY = '2026-07-01';

export interface SimulateOptions {
  readonly app: INestApplicationContext;
  /** Every operation of the API: the simulation does nothing that a person could not. */
  readonly operations: readonly Operation[];
  /** A staff file as schools export it. */
  readonly staffFile: Buffer;
  readonly seed: number;
  /** ISO date; the simulation ends on its morning. */
  readonly until: string;
  /** Delivers through this queue, as a server does; without it the engine delivers by itself, which is faster. */
  readonly queue?: Doorbell;
  /** Hears how much of the time is over, from 0 to 1, and which day it is. */
  readonly onProgress?: (done: number, day: string) => void;
}

/**
 * Lives one school's year through the real engine and database on a manual clock: founds a school with the staff file and
 * lets its people act by their tokens until the date. The database should be one of its own.
 * @throws StaffFileRefused
 */
export async function simulateYear(options: SimulateOptions): Promise<YearResult> {
  const { app, seed } = options;
  const { world, post, delivery } = await liveYear(options);
  const unit = app.get(UnitOfWork, { strict: false });
  const figures = await unit.run(world.system, figuresOf);
  const invariants = [
    ...(await yearInvariants(app, world, post.untold)),
    ...(delivery ? [wentThrough(delivery)] : []),
  ];
  return { ok: invariants.every(({ ok }) => ok), seed, ...figures, invariants };
}

/** The same without looking back on it. */
export async function liveYear({
  onProgress,
  until,
  queue,
  ...options
}: SimulateOptions): Promise<SimulatedYear> {
  const staff = new StaffList(options.staffFile, FIRST_DAY);
  const school = { staff, today: FIRST_DAY, name: 'Brookside Primary School', urn: '900001' };
  const engine = options.app.get(Engine, { strict: false });
  const delivery = queue && (await QueueDelivery.open(engine, queue));
  const year = await SimulatedYear.begin({ ...options, ...school, delivery });
  const whole = Date.parse(until) - Date.parse(FIRST_DAY);
  await year.liveUntil(until, (day) => onProgress?.((Date.parse(day) - Date.parse(FIRST_DAY)) / whole, day));
  onProgress?.(1, until);
  return year;
}

const wentThrough = ({ answered }: QueueDelivery): Invariant => ({
  name: 'everything was delivered through the queue',
  ok: answered > 0,
  detail: `${answered} jobs`,
});
