import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Engine, EngineClock } from '../../src/engine/index.js';
import { openPool, UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { untilTrue } from '../platform/queue/calls.js';
import { onPostgres, onRedis } from '../platform/queue/places.js';
import type { Place } from '../platform/queue/places.js';
import { redisInstalled } from '../support/redis.js';
import { newHost, TENANT } from '../engine/support/handlers.js';
import { parcel } from '../engine/support/parcel.js';
import { later, MONDAY, openPostOffice } from '../engine/support/post-office.js';
import type { PostOffice } from '../engine/support/post-office.js';
import { deliver, NEVER } from './support/delivering.js';
import type { Delivering } from './support/delivering.js';

const backends: [string, () => Promise<Place>][] = [['PostgreSQL', onPostgres]];
if (redisInstalled()) backends.push(['Redis', onRedis]);

describe.each(backends)(
  'Row 28: a database restored from an hour ago, with the queue in %s gone on',
  (_, openPlace) => {
    let place: Place;
    let office: PostOffice;
    const running: Delivering[] = [];
    const closing: (() => Promise<unknown>)[] = [];

    beforeEach(async () => {
      [place, office] = await Promise.all([openPlace(), openPostOffice()]);
    });
    afterEach(async () => {
      for (const one of running.splice(0)) await one.stop();
      for (const close of closing.splice(0)) await close();
      await Promise.all([place.stop(), office.close()]);
    });

    it('jobs of timers that it does not know do nothing, its own fire, and effects keep their ids', async () => {
      const kept = await office.pack();
      await office.engine.send(office.system, kept, { type: 'POST', weight: 1 });
      const backup = await office.copy();
      closing.push(() => backup.drop());

      // The hour that is lost: what was ordered is delivered, and records begin of which the backup knows nothing.
      await office.engine.relay.drain();
      const sent = (await office.look.query<{ effect: string }>('select effect from public.card')).rows;
      const lost = await office.pack();
      await office.clock.runFrom(later(1));
      running.push(
        await deliver(office, place, {
          role: 'worker',
          pollMs: NEVER,
          feedMs: 50,
          horizonMs: 3 * 86_400_000,
        }),
      );
      const jobs = async () => (await place.stored()).map(({ id }) => id).filter((id) => id.startsWith('t-'));
      await untilTrue(async () => (await jobs()).length === 2);
      await running.pop()?.stop();

      const pool = openPool(backup.appUrl, { max: 6 });
      const look = new Client({ connectionString: backup.superUrl });
      await look.connect();
      closing.unshift(() => Promise.all([pool.end(), look.end()]));
      const unit = new UnitOfWork(pool, office.unit.secret);
      const restored = new Engine(unit, [parcel], newHost());
      const count = async (what: string, values: unknown[] = []): Promise<number> =>
        Number((await look.query<{ n: string }>(`select count(*) as n from ${what}`, values)).rows[0]?.n);
      await new EngineClock(unit).runFrom(MONDAY);
      running.push(
        await deliver({ ...office, engine: restored, unit }, place, { role: 'all', pollMs: 50, feedMs: 50 }),
      );

      // What had been sent and is not known to have been is sent again under the very same id: its receiver knows it.
      await untilTrue(async () => (await count('engine.outbox where delivered_at is null')) === 0);
      const again = (await look.query<{ effect: string }>('select effect from public.card')).rows;
      expect(again).toEqual(sent);

      // A job of the lost hour rings for a timer that is not there: nothing happens, to it or to anything else.
      const { rows } = await office.look.query<{ id: string; generation: number }>(
        'select id::text, generation from engine.timer where instance_id = $1',
        [lost],
      );
      await restored.timers.fireNamed(rows[0]?.id ?? '', rows[0]?.generation ?? 0);
      expect(await count('engine.instance where id = $1', [lost])).toBe(0);
      expect(await count(`engine.event where type like 'xstate.after%'`)).toBe(0);

      // Its own timers fire when they are due, and the records go on.
      await new EngineClock(unit).runFrom(later(3));
      await untilTrue(async () => (await count(`engine.event where type like 'xstate.after%'`)) === 1);
      const gone = await restored.send(unit.job(TENANT), kept, { type: 'DELIVER' });
      expect(gone).toMatchObject({ state: 'delivered' });
    });
  },
);
