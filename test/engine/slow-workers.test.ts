import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Engine } from '../../src/engine/index.js';
import { openPool, UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { latch } from '../platform/queue/calls.js';
import { newHost } from './support/handlers.js';
import { parcel } from './support/parcel.js';
import { later, openPostOffice } from './support/post-office.js';
import type { PostOffice } from './support/post-office.js';

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

/** A worker on connections of its own, which says nothing for so long in the middle of a transaction that it is cut off. */
function stuckWorker(idleMs: number) {
  const [begun, wakes] = [latch(), latch()];
  const host = newHost();
  const card = host.handlerOf('sendCard');
  host.handlers.splice(host.handlers.indexOf(card), 1, {
    command: 'sendCard',
    handle: async (context, params) => {
      await card.handle(context, params);
      begun.open();
      await wakes.opened;
    },
  });
  const pool = openPool(office.urls.appUrl, { max: 2, idleMs });
  const engine = new Engine(new UnitOfWork(pool, office.unit.secret), [parcel], host);
  return { engine, begun, wakes, end: () => pool.end() };
}

describe('Row 26: a worker that is blocked, a job that is stalled or doubled, a ring that is lost', () => {
  test('what a blocked worker held is done by another, and its own late result is thrown away', async () => {
    const id = await office.pack();
    await office.engine.send(office.system, id, { type: 'POST', weight: 1 });
    const stuck = stuckWorker(400);
    const late = stuck.engine.relay.once();
    await stuck.begun.opened;
    // The lease of a worker that says nothing runs out; here it is not waited for.
    await office.look.query('update engine.outbox set leased_until = null where delivered_at is null');
    await office.engine.relay.drain();
    stuck.wakes.open();
    await late;
    expect(await office.count('public.card where effect = $1', [`${id}.2.1`])).toBe(1);
    expect(
      await office.count('engine.outbox where instance_id = $1 and delivered_at is not null', [id]),
    ).toBe(1);
    await stuck.end();
  });

  test('a person is not kept waiting for ever by somebody whose server hangs in mid-step', async () => {
    const id = await office.pack();
    const stuck = stuckWorker(400);
    const [holds, goesOn] = [latch(), latch()];
    const hanging = stuck.engine.send(
      office.system,
      id,
      { type: 'POST', weight: 1 },
      { within: async () => (holds.open(), goesOn.opened) },
    );
    const refused = expect(hanging).rejects.toMatchObject({ code: 'database-away' });
    await holds.opened;
    expect(await office.engine.send(office.system, id, { type: 'HOLD' })).toMatchObject({ state: 'held' });
    goesOn.open();
    await refused;
    expect(await office.count('engine.event where instance_id = $1', [id])).toBe(2);
    expect(await office.count('public.label where parcel = $1', [id])).toBe(0);
    await stuck.end();
  });

  test('a job that comes twice, or to two workers at once, fires its timer once', async () => {
    const id = await office.pack();
    const { rows } = await office.look.query<{ id: string; generation: number }>(
      'select id::text, generation from engine.timer where instance_id = $1',
      [id],
    );
    await office.clock.freeze(later(2));
    const { id: timer = '', generation = 0 } = rows[0] ?? {};
    await Promise.all(Array.from({ length: 6 }, () => office.engine.timers.fireNamed(timer, generation)));
    expect(
      await office.count(`engine.event where instance_id = $1 and type like 'xstate.after%'`, [id]),
    ).toBe(1);
  });
});
