import type { INestApplicationContext } from '@nestjs/common';
import type { Operation } from '../api/index.js';
import { EngineClock } from '../engine/index.js';
import { atLocal } from '../platform/calendar/index.js';
import { DEMO_STAFF } from './data/demo-staff.js';
import { theHead } from './school/founding.js';
import type { World } from './school/world.js';
import { liveYear } from './simulate-year.js';

/** The day on which the demo school stands when somebody first looks at it: a Monday in the middle of March. */
export const DEMO_DAY = '2027-03-15';
/** The demo school is the same at everybody's. */
const DEMO_SEED = 7;

/** As whom one may look around. */
export interface DemoCast {
  readonly schoolId: string;
  readonly people: Readonly<Record<'reviewer' | 'cpdLeader' | 'head', string>>;
}

/** Fills an empty database with the simulated primary school of mid-March, then lets the clock run on from there. */
export async function seedDemo(options: {
  readonly app: INestApplicationContext;
  readonly operations: readonly Operation[];
  readonly onProgress: (done: number) => void;
}): Promise<DemoCast> {
  const { app, operations, onProgress } = options;
  const { world } = await liveYear({
    ...{ app, operations, staffFile: DEMO_STAFF, seed: DEMO_SEED, until: DEMO_DAY },
    onProgress: (done) => onProgress(done),
  });
  await endTokens(world);
  await app.get(EngineClock, { strict: false }).runFrom(atLocal(DEMO_DAY, '08:30'));
  const head = theHead(world);
  const cpdLeader = world.cast.firstOf(['cpdLeader']) ?? head;
  return {
    schoolId: world.schoolId,
    people: {
      head: head.id,
      cpdLeader: cpdLeader.id,
      reviewer: someReviewer(world, [head.id, cpdLeader.id]),
    },
  };
}

/** Nobody goes on using the tokens with which the simulation acted. */
async function endTokens(world: World): Promise<void> {
  await world.look(
    `select auth.revoke_token(id) from auth.tokens() where label = 'simulation' and revoked_at is null`,
  );
}

/** Whoever of the others reviews most people. */
function someReviewer(world: World, except: readonly string[]): string {
  const reviews = (id: string): number => world.cast.staff.filter(({ managerId }) => managerId === id).length;
  const [first] = world.cast.staff
    .filter(({ id, group }) => !except.includes(id) && group === 'teacher')
    .sort((one, other) => reviews(other.id) - reviews(one.id) || (one.number < other.number ? -1 : 1));
  return first?.id ?? except[0] ?? '';
}
