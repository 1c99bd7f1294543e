import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Engine, Host } from '../../src/engine/index.js';
import type { Clocks } from '../../src/engine/index.js';
import { atLocal } from '../../src/platform/calendar/index.js';
import { handlers, newHost, shelf } from './support/handlers.js';
import { parcel } from './support/parcel.js';
import { later, MONDAY, openPostOffice } from './support/post-office.js';
import type { PostOffice } from './support/post-office.js';

let office: PostOffice;
const opened: PostOffice[] = [];
beforeEach(async () => {
  office = await openPostOffice();
  opened.push(office);
});
afterAll(() => Promise.all(opened.map((each) => each.close())));

const minutes = (n: number, from = MONDAY): string => new Date(Date.parse(from) + n * 60_000).toISOString();
const fired = (id?: string): Promise<number> =>
  office.count(`engine.event where type like 'xstate.after%' and ($1::uuid is null or instance_id = $1)`, [
    id ?? null,
  ]);

/** Fires what is due in a process of its own whose clock is so many minutes off. Returns how many timers it took on. */
async function nodeThatIs(minutesOff: number): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      ...['--import', './test/support/typescript.mjs', 'test/engine/support/node-with-clock-off.ts'],
      ...[office.urls.appUrl, office.unit.secret, String(minutesOff * 60_000)],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  await once(child, 'exit');
  return Number(said);
}

describe('Row 18: clocks that jump', () => {
  test('two nodes an hour apart fire nothing early and, when it is due, each timer once', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => office.pack()));
    await office.clock.freeze(minutes(-1, later(2)));
    expect(await Promise.all([nodeThatIs(60), nodeThatIs(-60)])).toEqual([0, 0]);
    expect(await fired()).toBe(0);
    await office.clock.freeze(later(2));
    const [ahead = 0, behind = 0] = await Promise.all([nodeThatIs(60), nodeThatIs(-60)]);
    expect(ahead + behind).toBe(20);
    for (const id of ids) expect(await fired(id)).toBe(1);
  }, 60_000);

  test('after a machine stood still for days everything overdue fires once, in order of its due time', async () => {
    const first = await office.pack();
    await office.clock.freeze(minutes(30));
    const second = await office.pack();
    await office.clock.freeze(later(9));
    await Promise.all([office.engine.timers.drain(), office.engine.timers.drain()]);
    expect([await fired(first), await fired(second)]).toEqual([1, 1]);
    await office.engine.timers.drain();
    expect(await fired()).toBe(2);
  });

  test('a clock that is set back fires nothing again, and what was ordered is delivered all the same', async () => {
    const id = await office.pack();
    await office.clock.freeze(later(2));
    await office.engine.timers.drain();
    await office.engine.send(office.system, id, { type: 'POST', weight: 1 });
    await office.clock.freeze(minutes(-60, later(2)));
    await office.engine.timers.drain();
    await office.engine.relay.drain();
    expect(await fired(id)).toBe(1);
    expect(await office.count('engine.outbox where delivered_at is null')).toBe(0);
    expect(await office.count('public.card')).toBe(2);
  });

  test('a claim holds while the engine’s clock jumps: leases count the database’s own time', async () => {
    await office.pack();
    await office.clock.freeze(later(2));
    const claim = `select count(*) as n from engine.claim_timers($1, 50, '60 seconds')`;
    const claimed = async (): Promise<string | undefined> =>
      (await office.look.query<{ n: string }>(claim, [office.unit.secret])).rows[0]?.n;
    expect(await claimed()).toBe('1');
    for (const hours of [1, -1, 30]) {
      await office.clock.freeze(later(2, hours));
      expect(await claimed()).toBe('0');
    }
  });
});

/** Clocks whose one rule is a time on the wall of a school in England: `{ on, at }` in the rule. */
const onTheWall: Clocks = {
  prepare: () =>
    Promise.resolve(({ rule }) => {
      const { on, at, zone } = rule as { on: string; at: string; zone?: string };
      return atLocal(on, at, zone);
    }),
  check: () => [],
};
const wall = (on: string, at: string, zone?: string): Engine => {
  const clocks = Object.fromEntries(Object.keys(parcel.clocks).map((name) => [name, { on, at, zone }]));
  return new Engine(
    office.unit,
    [{ ...parcel, clocks }],
    new Host(onTheWall).handle(...handlers).provide(shelf),
  );
};

describe('Row 19: the two nights on which the clocks change', () => {
  test.each([
    ['a time that is skipped moves forward', '2027-03-28', '01:30', '2027-03-28T01:30:00.000Z'],
    ['a time that comes twice is the first', '2027-10-31', '01:30', '2027-10-31T00:30:00.000Z'],
    ['the last minute before the gap stays', '2027-03-28', '00:59', '2027-03-28T00:59:00.000Z'],
    ['the first minute after the gap is an hour less', '2027-03-28', '02:00', '2027-03-28T01:00:00.000Z'],
    ['nine o’clock in winter, armed in summer, is nine', '2027-11-01', '09:00', '2027-11-01T09:00:00.000Z'],
    ['nine o’clock in summer, armed in winter, is nine', '2027-03-29', '09:00', '2027-03-29T08:00:00.000Z'],
  ])('%s (%s %s): it fires at %s, and once', async (_, on, at, instant) => {
    const engine = wall(on, at);
    const id = randomUUID();
    await engine.start(office.system, 'parcel', { id, key: id, input: {} });
    await office.clock.freeze(minutes(-1, instant));
    expect(await engine.timers.drain()).toBe(0);
    await office.clock.freeze(instant);
    expect(await engine.timers.drain()).toBe(1);
    await office.clock.freeze(minutes(60, instant));
    await engine.timers.drain();
    expect(await fired(id)).toBe(1);
  });

  test('a zone or calendar that changed afterwards moves what is still to come', async () => {
    const id = randomUUID();
    await wall('2027-07-01', '09:00').start(office.system, 'parcel', { id, key: id, input: {} });
    expect(await wall('2027-07-01', '09:00', 'Europe/Paris').timers.recompute(office.system)).toBe(1);
    const { rows } = await office.look.query('select due_at from engine.timer where instance_id = $1', [id]);
    expect(rows).toEqual([{ due_at: new Date('2027-07-01T07:00:00.000Z') }]);
  });
});

describe('Row 20: a calendar that is edited after due times were computed', () => {
  const slower = (days: number): Engine =>
    new Engine(office.unit, [{ ...parcel, clocks: { ...parcel.clocks, posted: { days } } }], newHost());

  test('moves thousands of due times by their rules, and each keeps what it was before', async () => {
    const ids = Array.from({ length: 5_000 }, () => randomUUID());
    await office.engine.startMany(
      office.system,
      'parcel',
      ids.map((id) => ({ id, key: id, input: {} })),
    );
    expect(await slower(5).timers.recompute(office.system)).toBe(5_000);
    expect(await slower(5).timers.recompute(office.system)).toBe(0);
    expect(await office.count('engine.timer where due_at = $1', [later(5)])).toBe(5_000);
    expect(
      await office.count(
        'engine.moved_timer where from_due = $1 and to_due = $2 and at = $3 and delay = $4',
        [later(2), later(5), MONDAY, 'posted'],
      ),
    ).toBe(5_000);
    const timers = await office.unit.run(office.system, (tx) => office.engine.read.timers(tx, ids[0] ?? ''));
    expect(timers).toMatchObject([{ delay: 'posted', dueAt: later(5), movedFrom: later(2) }]);
  }, 60_000);

  test('sends nothing again of what was sent, and a job for the old time does nothing', async () => {
    const id = await office.pack();
    const { rows } = await office.look.query<{ id: string; generation: number }>(
      'select id::text, generation from engine.timer where instance_id = $1',
      [id],
    );
    await slower(5).timers.recompute(office.system);
    await office.clock.freeze(later(3));
    await office.engine.timers.fireNamed(rows[0]?.id ?? '', rows[0]?.generation ?? 0);
    expect(await fired(id)).toBe(0);
    await office.clock.freeze(later(5));
    await office.drain();
    expect(await office.count('public.card')).toBe(1);
    await slower(20).timers.recompute(office.system);
    await office.clock.freeze(later(20));
    await office.drain();
    expect(await office.count('public.card')).toBe(1);
  });
});

describe('Row 25: a clock of a record that was suspended or has ended', () => {
  test('its timers go in the same commit, and a late job finds nothing to do', async () => {
    const id = await office.pack();
    await office.engine.send(office.system, id, { type: 'POST', weight: 1 });
    const { rows } = await office.look.query<{ id: string; generation: number }>(
      'select id::text, generation from engine.timer where instance_id = $1',
      [id],
    );
    const lateJobs = async (): Promise<void> => {
      for (const { id: timer, generation } of rows) await office.engine.timers.fireNamed(timer, generation);
    };
    await office.engine.send(office.system, id, { type: 'HOLD' });
    expect(await office.count('engine.timer where instance_id = $1', [id])).toBe(0);
    await office.clock.freeze(later(40));
    await lateJobs();
    expect(await office.engine.timers.drain()).toBe(0);
    await office.engine.send(office.system, id, { type: 'CARRY_ON' });
    await office.engine.send(office.system, id, { type: 'DELIVER' });
    await lateJobs();
    expect(await fired(id)).toBe(0);
    expect(await office.count('engine.timer where instance_id = $1', [id])).toBe(0);
  });
});
