import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { UnrecoverableError } from 'bullmq';
import { openDoorbell } from '../../../src/platform/queue/index.js';
import type { Doorbell, DoorbellOptions, TimerCall } from '../../../src/platform/queue/index.js';
import { redisInstalled } from '../../support/redis.js';
import { atOnce, Calls, latch, untilTrue } from './calls.js';
import { onPostgres, onRedis } from './places.js';
import type { Place } from './places.js';

const SOON = 60_000;
const inFuture = (milliseconds: number): Date => new Date(Date.now() + milliseconds);
const timers = (count: number, dueAt: Date): TimerCall[] =>
  Array.from({ length: count }, (_, index) => ({ timer: `timer-${index}`, generation: 1, dueAt }));

const places = [{ name: 'PostgreSQL', start: onPostgres }];
if (redisInstalled()) places.push({ name: 'Redis', start: onRedis });

describe.each(places)('a doorbell on $name', ({ start }) => {
  let place: Place;
  const opened: Doorbell[] = [];
  const open = async (more: Partial<DoorbellOptions> = {}): Promise<Doorbell> => {
    const doorbell = await openDoorbell({ ...place.options, ...more });
    opened.push(doorbell);
    await untilTrue(async () => (await doorbell.health()).ok);
    return doorbell;
  };

  beforeAll(async () => {
    place = await start();
  });

  afterEach(async () => {
    await place.gate.open();
    await Promise.all(opened.splice(0).map((doorbell) => doorbell.close()));
    await place.wipe();
  });

  afterAll(() => place.stop());

  describe('rings', () => {
    it('calls whoever works when something was committed', async () => {
      const calls = new Calls();
      const doorbell = await open();
      await doorbell.work(calls);
      expect(await doorbell.ring('outbox')).toBe(true);
      await calls.until(() => calls.count('outbox') === 1);
      expect(await doorbell.ring('timers')).toBe(true);
      await calls.until(() => calls.count('timers') === 1);
      expect(calls.all).toEqual(['outbox', 'timers']);
    });

    it('keeps a ring until somebody works', async () => {
      await (await open()).ring('outbox');
      const calls = new Calls();
      await (await open()).work(calls);
      await calls.until(() => calls.count('outbox') === 1);
    });

    it('makes one job of a thousand rings that nobody has answered', async () => {
      const doorbell = await open();
      const heard = await Promise.all(Array.from({ length: 1_000 }, () => doorbell.ring('outbox')));
      expect(heard.every(Boolean)).toBe(true);
      expect(await doorbell.health()).toMatchObject({ waiting: 1, delayed: 0, failed: 0 });
    });

    it('calls again for a ring that came during the answer, and once for many', async () => {
      const [begun, finish] = [latch(), latch()];
      const calls = new Calls(async () => {
        begun.open();
        await finish.opened;
      });
      const doorbell = await open();
      await doorbell.work(calls);
      await doorbell.ring('outbox');
      await begun.opened;
      for (let times = 0; times < 10; times++) expect(await doorbell.ring('outbox')).toBe(true);
      finish.open();
      await calls.until(() => calls.count('outbox') === 2);
      await untilTrue(async () => (await place.stored()).length === 0);
      expect(calls.count('outbox')).toBe(2);
    });

    it('calls a handler that threw again, and tells of the trouble', async () => {
      const troubles: string[] = [];
      const calls = new Calls(() => {
        if (calls.count('outbox') === 1) throw new Error('the relay stumbled');
      });
      const doorbell = await open({ onTrouble: (error) => troubles.push(error.message) });
      await doorbell.work(calls);
      await doorbell.ring('outbox');
      await calls.until(() => calls.count('outbox') === 2);
      expect(troubles).toEqual(['the relay stumbled']);
    });
  });

  describe('timers', () => {
    it('calls for a timer when it is due and not before', async () => {
      const at = new Map<string, number>();
      const calls = new Calls((call) => void at.set(call, Date.now()));
      const doorbell = await open();
      await doorbell.work(calls);
      const dueAt = inFuture(400);
      expect(await doorbell.schedule([{ timer: 'reminder', generation: 3, dueAt }])).toBe(1);
      await calls.until(() => calls.count('reminder 3') === 1);
      expect(at.get('reminder 3')).toBeGreaterThanOrEqual(dueAt.getTime());
    });

    it('calls at once for a timer that is overdue', async () => {
      const calls = new Calls();
      const doorbell = await open();
      await doorbell.work(calls);
      await doorbell.schedule([{ timer: 'late', generation: 0, dueAt: inFuture(-3_600_000) }]);
      await calls.until(() => calls.count('late 0') === 1);
    });

    it.each(['review:7', '42', 'a-1', '100 %3A', 'Zoë/☂'])(
      'gives the id %s back as it was',
      async (timer) => {
        const calls = new Calls();
        const doorbell = await open();
        await doorbell.work(calls);
        await doorbell.schedule([{ timer, generation: 12, dueAt: new Date() }]);
        await calls.until(() => calls.count(`${timer} 12`) === 1);
      },
    );

    it('puts nothing but the id in the queue', async () => {
      const doorbell = await open();
      await doorbell.schedule([{ timer: 'abc', generation: 2, dueAt: inFuture(SOON) }]);
      await doorbell.ring('outbox');
      const stored = await place.stored();
      expect(stored.map((job) => job.data)).toEqual([{}, {}]);
      expect(stored.map((job) => job.id)).toContain('t-abc-2');
    });

    it('holds a timer once, however often it is named, and each generation for itself', async () => {
      const doorbell = await open();
      const named = timers(3, inFuture(SOON));
      expect(await doorbell.schedule([...named, ...named])).toBe(3);
      expect(await doorbell.schedule(named)).toBe(3);
      expect(await doorbell.health()).toMatchObject({ waiting: 0, delayed: 3 });
      await doorbell.schedule(named.map((timer) => ({ ...timer, generation: 2 })));
      expect(await doorbell.health()).toMatchObject({ delayed: 6 });
    });

    it('can be given a timer again after it was answered', async () => {
      const calls = new Calls();
      const doorbell = await open();
      await doorbell.work(calls);
      for (const times of [1, 2]) {
        await doorbell.schedule([{ timer: 'again', generation: 1, dueAt: new Date() }]);
        await calls.until(() => calls.count('again 1') === times);
        await untilTrue(async () => (await place.stored()).length === 0);
      }
    });

    it('can be given a timer again after it was given up, and counts it as failed until then', async () => {
      const calls = new Calls(() => {
        if (calls.all.length === 1) throw new UnrecoverableError('no use');
      });
      const doorbell = await open();
      await doorbell.work(calls);
      await doorbell.schedule([{ timer: 'hard', generation: 1, dueAt: new Date() }]);
      await untilTrue(async () => (await doorbell.health()).failed === 1);
      await doorbell.schedule([{ timer: 'hard', generation: 1, dueAt: new Date() }]);
      await calls.until(() => calls.count('hard 1') === 2);
      expect(await doorbell.health()).toMatchObject({ failed: 0 });
    });

    it('spreads them over two processes and calls for each at least once', async () => {
      const calls = new Calls();
      const [one, other] = [await open(), await open()];
      await Promise.all([one.work(calls), other.work(calls)]);
      await one.schedule(timers(500, new Date()));
      await calls.until(() => new Set(calls.all).size === 500);
    });

    it('holds exactly the same ten thousand again after the server lost them all', async () => {
      const doorbell = await open();
      const horizon = timers(10_000, inFuture(10 * SOON));
      expect(await doorbell.schedule(horizon)).toBe(10_000);
      await place.wipe();
      expect(await doorbell.health()).toMatchObject({ delayed: 0 });
      expect(await doorbell.schedule(horizon)).toBe(10_000);
      expect(await doorbell.schedule(horizon)).toBe(10_000);
      const ids = (await place.stored()).map((job) => job.id).filter((id) => id.startsWith('t-'));
      expect(ids.sort()).toEqual(horizon.map(({ timer }) => `t-${timer}-1`).sort());
    });

    it('refuses what is no timer, and puts nothing of that call in the queue', async () => {
      const doorbell = await open();
      const good = { timer: 'good', generation: 1, dueAt: inFuture(SOON) };
      for (const bad of [{ timer: '' }, { generation: 1.5 }, { generation: -1 }, { dueAt: new Date(NaN) }]) {
        await expect(doorbell.schedule([good, { ...good, ...bad }])).rejects.toThrow(RangeError);
      }
      expect(await place.stored()).toEqual([]);
    });
  });

  describe('while the server is away', () => {
    it('says so quickly, and works again by itself when it is back', async () => {
      const calls = new Calls();
      const doorbell = await open();
      await doorbell.work(calls);
      await doorbell.ring('outbox');
      await calls.until(() => calls.count('outbox') === 1);

      await place.gate.shut();
      const before = performance.now();
      expect(await doorbell.ring('outbox')).toBe(false);
      expect(await doorbell.schedule(timers(2_000, inFuture(SOON)))).toBe(0);
      expect(performance.now() - before).toBeLessThan(1_000);
      const away = await doorbell.health();
      expect(away).toMatchObject({ ok: false, waiting: 0, delayed: 0 });
      expect(away.detail).toMatch(/^The queue does not answer \(.+\)\. Work goes on/);

      await place.gate.open();
      await untilTrue(() => doorbell.ring('outbox'));
      await calls.until(() => calls.count('outbox') >= 2);
      await doorbell.schedule(timers(1, new Date()));
      await calls.until(() => calls.count('timer-0 1') >= 1);
      expect(await doorbell.health()).toMatchObject({ ok: true });
    });

    it('calls for the timers that fell due meanwhile', async () => {
      const calls = new Calls();
      const doorbell = await open();
      await doorbell.work(calls);
      const dueAt = inFuture(300);
      await doorbell.schedule(timers(20, dueAt));
      await place.gate.shut();
      await untilTrue(async () => Date.now() > dueAt.getTime());
      expect(calls.all).toEqual([]);
      await place.gate.open();
      await calls.until(() => new Set(calls.all).size === 20);
    });

    it('does not keep a caller waiting when the network swallows everything', async () => {
      const doorbell = await open();
      place.gate.freeze();
      const first = performance.now();
      expect(await doorbell.ring('outbox')).toBe(false);
      expect(performance.now() - first).toBeLessThan(1_000);
      // Known to be away by now: later rings are not waited for at all, and make no further call to the queue.
      for (let again = 0; again < 100; again++) expect(await atOnce(doorbell.ring('outbox'))).toBe(false);
    });

    it('can be closed', async () => {
      const doorbell = await open();
      await doorbell.work(new Calls());
      await place.gate.shut();
      await untilTrue(async () => !(await doorbell.ring('outbox')));
      const before = performance.now();
      await doorbell.close();
      expect(performance.now() - before).toBeLessThan(6_000);
    });
  });

  describe('closing', () => {
    it('lets a handler finish, and takes nothing afterwards', async () => {
      const [begun, finish] = [latch(), latch()];
      const calls = new Calls(async () => {
        begun.open();
        await finish.opened;
      });
      const doorbell = await open();
      await doorbell.work(calls);
      await doorbell.ring('outbox');
      await begun.opened;
      const closed = doorbell.close();
      finish.open();
      await closed;
      await doorbell.close();
      expect(await place.stored()).toEqual([]);
      expect(await doorbell.ring('outbox')).toBe(false);
      expect(await doorbell.schedule(timers(1, new Date()))).toBe(0);
      expect(await doorbell.health()).toMatchObject({ ok: false });
      await expect(doorbell.work(calls)).rejects.toThrow();
    });

    it('answers with one set of handlers only', async () => {
      const doorbell = await open();
      await doorbell.work(new Calls());
      await expect(doorbell.work(new Calls())).rejects.toThrow('answered already');
    });
  });
});
