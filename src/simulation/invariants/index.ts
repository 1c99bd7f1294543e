import type { INestApplicationContext } from '@nestjs/common';
import { checkInvariants, Engine } from '../../engine/index.js';
import type { Invariant } from '../../engine/index.js';
import type { World } from '../school/world.js';
import { mailsHold } from './mails.js';
import { moneyHolds } from './money.js';
import { needsHold } from './needs.js';
import { placesHold } from './places.js';
import { dutiesAreSeen, nobodyIsStuck } from './stuck.js';

/**
 * What must hold after a simulated year: the engine's own invariants, and what joins the records of a school. `untold`: late
 * things of which those above did not hear in time, as seen day by day.
 */
export async function yearInvariants(
  app: INestApplicationContext,
  world: World,
  untold: readonly string[] = [],
): Promise<Invariant[]> {
  const engine = app.get(Engine, { strict: false });
  return [
    ...(await checkInvariants(engine, world.system)),
    await nobodyIsStuck(engine, world),
    await dutiesAreSeen(world),
    ...(await placesHold(world)),
    ...(await needsHold(world)),
    ...(await moneyHolds(world)),
    ...(await mailsHold(world, untold)),
    nothingBroke(world),
  ];
}

function nothingBroke({ faults, refused }: World): Invariant {
  const [first] = faults;
  return {
    name: 'nothing that people tried broke',
    ok: faults.length === 0,
    detail: first
      ? `${faults.length}, first on ${first.on}: ${first.operation} by ${first.who}: ${first.detail}`
      : `${refused.length} attempts were refused with a reason`,
  };
}
