import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { TimerFeeder } from '../../src/delivery/index.js';
import { untilTrue } from '../platform/queue/calls.js';
import { onPostgres, onRedis } from '../platform/queue/places.js';
import type { Place } from '../platform/queue/places.js';
import { redisInstalled } from '../support/redis.js';
import { later, MONDAY, openPostOffice } from '../engine/support/post-office.js';
import type { PostOffice } from '../engine/support/post-office.js';
import { deliver, NEVER } from './support/delivering.js';
import type { Delivering } from './support/delivering.js';

const DAY = 86_400_000;
const backends: [string, () => Promise<Place>][] = [['PostgreSQL', onPostgres]];
if (redisInstalled()) backends.push(['Redis', onRedis]);

/** Rows of the list of failures in docs/reliability.md that concern the queue. */
describe.each(backends)('failures, with the queue in %s', (_, openPlace) => {
  let place: Place;
  let office: PostOffice;
  let running: Delivering[];
  const run = async (options: Parameters<typeof deliver>[2]) => {
    const one = await deliver(office, place, options);
    running.push(one);
    return one;
  };
  const post = (id: string) => office.engine.send(office.system, id, { type: 'POST', weight: 1 });
  const packMany = (n: number) =>
    office.engine.startMany(
      office.system,
      'parcel',
      Array.from({ length: n }, () => randomUUID()).map((id) => ({ id, key: id, input: {} })),
    );

  beforeEach(async () => {
    running = [];
    [place, office] = await Promise.all([openPlace(), openPostOffice()]);
  });

  afterEach(async () => {
    for (const one of running) await one.stop();
    await Promise.all([place.stop(), office.close()]);
  });

  it('Row 1: killed after the commit and before the ring, nothing is lost and a retry gets the same answer', async () => {
    const id = await office.pack();
    expect(await killedAfterCommit(office, id)).toBe('SIGKILL');
    expect(await office.count('engine.outbox where delivered_at is null')).toBe(1);
    expect(await place.stored()).toEqual([]);
    await run({ role: 'all' });
    await untilTrue(async () => (await office.count('public.card')) === 1);
    const retry = { key: 'click-1' };
    const again = await office.engine.send(office.system, id, { type: 'POST', weight: 3 }, retry);
    expect(again).toMatchObject({ id, revision: 2, state: 'live.travelling' });
    expect(await office.count('engine.event where instance_id = $1', [id])).toBe(2);
    expect(await office.count('public.card')).toBe(await office.count('engine.outbox'));
  });

  it('Row 4: a queue that lost 10,000 pending timers gets them again, and nothing is sent twice', async () => {
    await packMany(500);
    await office.clock.freeze(later(1));
    await packMany(9_500);
    await office.clock.runFrom(later(1));
    const { doorbell } = await run({ role: 'web' });
    const feeder = new TimerFeeder(office.unit, doorbell, {
      everyMs: NEVER,
      horizonMs: 3 * DAY,
      onTrouble: () => undefined,
    });
    const timers = async () =>
      (await place.stored())
        .map((job) => job.id)
        .filter((id) => id.startsWith('t-'))
        .sort();
    expect(await feeder.feed()).toBe(10_000);
    const before = await timers();
    expect(before).toHaveLength(10_000);
    expect(await feeder.feed()).toBe(0);

    await place.wipe();
    expect(await timers()).toEqual([]);
    expect(await feeder.feed()).toBe(10_000);
    expect(await timers()).toEqual(before);

    await office.clock.runFrom(later(2));
    await run({ role: 'worker' });
    await untilTrue(async () => (await office.count('public.card')) >= 500);
    await untilTrue(async () => (await office.count('engine.outbox where delivered_at is null')) === 0);
    expect(await office.count('public.card')).toBe(500);
    expect(await office.count(`engine.event where type like 'xstate.after%'`)).toBe(500);
  }, 120_000);

  it('Row 5: without the queue commands still commit at once, and are delivered when it is back', async () => {
    await office.clock.runFrom(MONDAY);
    const { delivery } = await run({ role: 'web' });
    const ids = await Promise.all(Array.from({ length: 40 }, () => office.pack()));
    await place.gate.shut();
    const took: number[] = [];
    for (const id of ids) {
      const began = performance.now();
      await post(id);
      took.push(performance.now() - began);
    }
    expect(took.sort((a, b) => a - b)[ids.length / 2]).toBeLessThan(200);
    expect(await delivery.health()).toMatchObject({ state: 'degraded' });
    expect(await office.count('engine.outbox where delivered_at is null')).toBe(40);

    await place.gate.open();
    await run({ role: 'worker' });
    await untilTrue(async () => (await office.count('public.card')) === 40);
    await untilTrue(async () => (await delivery.health()).state === 'ok');
    expect(await office.count('engine.outbox where delivered_at is null')).toBe(0);
  });

  it('Row 5: a worker that has lost the queue finds its work by looking', async () => {
    await office.clock.runFrom(MONDAY);
    await run({ role: 'all', pollMs: 50 });
    const id = await office.pack();
    await place.gate.shut();
    await post(id);
    await untilTrue(async () => (await office.count('public.card')) === 1);
  });
});

/** The signal that ended the process. */
async function killedAfterCommit(office: PostOffice, id: string): Promise<string> {
  const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
  const child = spawn(
    process.execPath,
    [
      ...['--import', path('../support/typescript.mjs'), path('./support/die-after-commit.ts')],
      ...[office.urls.appUrl, office.urls.ownerUrl, id],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, string];
  return signal;
}
