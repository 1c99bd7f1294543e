import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { openDoorbell } from '../../../src/platform/queue/index.js';
import { redisInstalled, startRedis } from '../../support/redis.js';
import type { TestRedis } from '../../support/redis.js';
import { Calls, untilTrue } from './calls.js';
import { Gate } from './gate.js';

const databaseUrl = 'postgres://nobody@127.0.0.1:1/unused';

const onRedis = redisInstalled() ? describe : describe.skip;

onRedis('the queue on Redis', () => {
  let server: TestRedis;

  beforeAll(async () => {
    server = await startRedis();
  });

  afterAll(() => server.stop());

  it('is opened while Redis is away, and found as soon as Redis comes', async () => {
    const gate = await Gate.before(server.url);
    await gate.shut();
    const calls = new Calls();
    const doorbell = await openDoorbell({ redisUrl: gate.through(server.url), databaseUrl });
    await doorbell.work(calls);
    expect(await doorbell.ring('outbox')).toBe(false);
    expect(await doorbell.health()).toMatchObject({ backend: 'redis', ok: false });
    await gate.open();
    await untilTrue(() => doorbell.ring('outbox'));
    await calls.until(() => calls.count('outbox') >= 1);
    await doorbell.close();
    await gate.shut();
  });

  it('is not well on a Redis that may throw jobs away, and says what to set', async () => {
    const operator = new Redis(server.url);
    const doorbell = await openDoorbell({ redisUrl: server.url, databaseUrl });
    await untilTrue(() => doorbell.ring('outbox'));
    await operator.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const health = await doorbell.health();
    expect(health).toMatchObject({ backend: 'redis', ok: false, waiting: 1 });
    expect(health.detail).toContain('set "maxmemory-policy noeviction"');
    await operator.config('SET', 'maxmemory-policy', 'noeviction');
    expect(await doorbell.health()).toMatchObject({ ok: true });
    await doorbell.close();
    operator.disconnect();
  });

  it('keeps installations with different prefixes apart', async () => {
    const [ours, theirs] = [
      await openDoorbell({ redisUrl: server.url, databaseUrl, prefix: 'ours' }),
      await openDoorbell({ redisUrl: server.url, databaseUrl, prefix: 'theirs' }),
    ];
    await untilTrue(() => ours.ring('outbox'));
    await untilTrue(async () => (await theirs.health()).ok);
    expect(await theirs.health()).toMatchObject({ waiting: 0 });
    await Promise.all([ours.close(), theirs.close()]);
  });
});
