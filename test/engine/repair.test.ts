import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  checkInvariants,
  Engine,
  listQuarantined,
  migrateInstances,
  refold,
} from '../../src/engine/index.js';
import type { ChartDefinition } from '../../src/engine/index.js';
import { newHost } from './support/handlers.js';
import { parcel, parcelMachine } from './support/parcel.js';
import { later, openPostOffice } from './support/post-office.js';
import type { PostOffice } from './support/post-office.js';

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

/** The same parcel in its second edition: what was called weight counts grams from now on. */
const secondEdition: ChartDefinition = {
  ...parcel,
  version: 2,
  machine: parcelMachine,
  clocks: { ...parcel.clocks, posted: { days: 4 } },
  migrations: {
    1: (snapshot) => {
      if (snapshot.context['weight'] === 13) throw new Error('thirteen cannot be carried over');
      return {
        ...snapshot,
        context: { ...snapshot.context, weight: Number(snapshot.context['weight']) * 1000 },
      };
    },
  },
};

describe('Row 16: a snapshot that cannot be used any more', () => {
  test('is set aside with the reason, everything else goes on, and folding the log brings it back', async () => {
    const [bad, good] = [await office.pack(), await office.pack()];
    await office.engine.send(office.system, bad, { type: 'POST', weight: 2 });
    await office.look.query(
      `update engine.instance set snapshot = jsonb_set(snapshot, '{value}', '"nowhere"') where id = $1`,
      [bad],
    );
    await expect(office.engine.send(office.system, bad, { type: 'RETURN' })).rejects.toMatchObject({
      code: 'quarantined',
    });
    await office.engine.send(office.system, good, { type: 'POST', weight: 2 });
    expect(await listQuarantined(office.engine, office.system)).toMatchObject([
      { id: bad, reason: expect.stringContaining('nowhere') },
    ]);

    await refold(office.engine, office.system, bad);
    expect(await office.engine.send(office.system, bad, { type: 'RETURN' })).toMatchObject({
      state: 'live.packed',
      revision: 4,
    });
    expect(await checkInvariants(office.engine, office.system)).not.toContainEqual(
      expect.objectContaining({ ok: false }),
    );
  });
});

describe('Row 15: a chart that changed while records are under way', () => {
  test('records stay on their version until they are carried over; a dry run says what would happen', async () => {
    const engine = new Engine(office.unit, [parcel, secondEdition], newHost());
    const [light, unlucky] = [await office.pack(), await office.pack()];
    await engine.send(office.system, light, { type: 'WEIGH', weight: 5 });
    await engine.send(office.system, unlucky, { type: 'WEIGH', weight: 13 });
    const versionOf = async (id: string) =>
      (await office.unit.run(office.system, (tx) => engine.read.instance(tx, id))).version;

    const dry = await migrateInstances(engine, office.system, 'parcel', 1, 2, { dryRun: true });
    expect(dry.left).toEqual([{ id: unlucky, reason: 'thirteen cannot be carried over' }]);
    expect(await versionOf(light)).toBe(1);

    const done = await migrateInstances(engine, office.system, 'parcel', 1, 2);
    expect(done.left).toHaveLength(1);
    expect([await versionOf(light), await versionOf(unlucky)]).toEqual([2, 1]);
    const { rows } = await office.look.query('select due_at from engine.timer where instance_id = $1', [
      light,
    ]);
    expect(rows).toEqual([{ due_at: new Date(later(4)) }]);
    const view = await office.unit.run(office.system, (tx) => engine.read.instance(tx, light));
    expect(view.context['weight']).toBe(5000);
    expect(await checkInvariants(engine, office.system)).not.toContainEqual(
      expect.objectContaining({ ok: false }),
    );
  });
});

describe('Row 17: a server that does not know the version', () => {
  test('declines, and another one does it', async () => {
    const both = new Engine(office.unit, [parcel, secondEdition], newHost());
    const newer = await both.start(office.system, 'parcel', {
      id: '00000000-0000-4000-8000-000000000017',
      key: 'row-17',
      input: {},
    });
    expect(newer.version).toBe(2);
    await expect(
      office.engine.send(office.system, newer.id, { type: 'WEIGH', weight: 1 }),
    ).rejects.toMatchObject({ code: 'version-unknown' });
    await office.clock.freeze(later(50));
    await office.engine.timers.once();
    expect(await office.count('engine.timer where instance_id = $1', [newer.id])).toBe(1);
    await office.look.query('update engine.timer set leased_until = null');
    await both.timers.drain();
    expect(
      await office.count(`engine.event where instance_id = $1 and type like 'xstate.after%'`, [newer.id]),
    ).toBe(1);
  });
});

describe('A calendar that changed', () => {
  test('moves the due times of live timers, and a job for the old time does nothing', async () => {
    await office.clock.freeze(later(60));
    const id = await office.pack();
    const before = await office.look.query(
      'select id::text, generation from engine.timer where instance_id = $1',
      [id],
    );
    const host = newHost();
    const slower = new Engine(
      office.unit,
      [{ ...parcel, clocks: { ...parcel.clocks, posted: { days: 5 } } }, secondEdition],
      host,
    );
    expect(await slower.timers.recompute(office.system)).toBeGreaterThan(0);
    await office.clock.freeze(later(63));
    await slower.timers.fireNamed(before.rows[0].id, before.rows[0].generation);
    expect(await office.count('engine.event where instance_id = $1', [id])).toBe(1);
    await office.clock.freeze(later(65));
    await slower.timers.drain();
    expect(await office.count('engine.event where instance_id = $1', [id])).toBe(2);
  });
});
