import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Engine } from '../../src/engine/index.js';
import { untilTrue, latch } from '../platform/queue/calls.js';
import { onPostgres, onRedis } from '../platform/queue/places.js';
import type { Place } from '../platform/queue/places.js';
import { redisInstalled } from '../support/redis.js';
import { newHost } from '../engine/support/handlers.js';
import { later, MONDAY, openPostOffice } from '../engine/support/post-office.js';
import type { PostOffice } from '../engine/support/post-office.js';
import { parcel } from '../engine/support/parcel.js';
import { deliver, NEVER } from './support/delivering.js';
import type { Delivering } from './support/delivering.js';

const backends: [string, () => Promise<Place>][] = [['PostgreSQL', onPostgres]];
if (redisInstalled()) backends.push(['Redis', onRedis]);

describe.each(backends)('delivery with the queue in %s', (_, openPlace) => {
  let place: Place;
  let office: PostOffice;
  let running: Delivering[];
  const cards = () => office.count('public.card');
  const run = async (...args: Parameters<typeof deliver>) => {
    const one = await deliver(...args);
    running.push(one);
    return one;
  };

  beforeEach(async () => {
    running = [];
    [place, office] = await Promise.all([openPlace(), openPostOffice()]);
  });

  afterEach(async () => {
    for (const one of running) await one.stop();
    await Promise.all([place.stop(), office.close()]);
  });

  it('lets a commit in one process wake another, which then delivers', async () => {
    const id = await office.pack();
    const web = new Engine(office.unit, [parcel], newHost());
    await run({ ...office, engine: web }, place, { role: 'web' });
    await run(office, place, { role: 'worker', pollMs: NEVER, feedMs: NEVER });
    await web.send(office.system, id, { type: 'POST', weight: 2 });
    await untilTrue(async () => (await cards()) === 1);
  });

  it('fires a timer at its time on the engine’s clock, woken by the queue alone', async () => {
    await office.pack();
    const nearlyDue = new Date(Date.parse(later(2)) - 1_500).toISOString();
    await office.clock.runFrom(nearlyDue);
    await run(office, place, { role: 'worker', pollMs: NEVER, feedMs: NEVER, horizonMs: 60_000 });
    expect(await office.count(`engine.event where type like 'xstate.after%'`)).toBe(0);
    await untilTrue(async () => (await cards()) === 1);
    expect(await office.count(`engine.event where type like 'xstate.after%' and at >= $1`, [later(2)])).toBe(
      1,
    );
  });

  it('feeds the queue nothing while the clock stands still', async () => {
    await office.pack();
    await office.clock.freeze(later(1, 23));
    const { delivery } = await run(office, place, { role: 'worker', horizonMs: 2 * 86_400_000 });
    await delivery.stop();
    expect((await place.stored()).filter((job) => job.id.startsWith('t-'))).toEqual([]);
  });

  it('says that it is degraded while the queue is away, and that it is well again afterwards', async () => {
    await office.clock.runFrom(MONDAY);
    const { delivery } = await run(office, place, { role: 'all' });
    await untilTrue(async () => (await delivery.health()).state === 'ok');
    await place.gate.shut();
    expect(await delivery.health()).toMatchObject({ state: 'degraded', queue: { ok: false } });
    await place.gate.open();
    await untilTrue(async () => (await delivery.health()).state === 'ok');
  });

  it('finishes what runs before it stops, and takes on nothing new', async () => {
    const [begun, mayEnd] = [latch(), latch()];
    const slow = newHost();
    const plain = slow.handlerOf('sendCard');
    slow.handlers.splice(slow.handlers.indexOf(plain), 1, {
      command: 'sendCard',
      handle: async (context, params) => {
        begun.open();
        await mayEnd.opened;
        await plain.handle(context, params);
      },
    });
    const engine = new Engine(office.unit, [parcel], slow);
    const worker = await run({ ...office, engine }, place, { role: 'all' });
    const id = await office.pack();
    await engine.send(office.system, id, { type: 'POST', weight: 2 });
    await begun.opened;
    const stopped = worker.stop();
    const next = await office.pack();
    await office.engine.send(office.system, next, { type: 'POST', weight: 2 });
    mayEnd.open();
    await stopped;
    expect(await cards()).toBe(1);
  });
});
