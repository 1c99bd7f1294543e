import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { openPostOffice, later, MONDAY } from './support/post-office.js';
import type { PostOffice } from './support/post-office.js';

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

describe('Starting', () => {
  test('a record starts in its first state, with its clocks and duties running', async () => {
    const id = await office.pack({ people: { sender: randomUUID(), clerk: null } });
    const seen = await office.unit.run(office.system, async (tx) => ({
      view: await office.engine.read.instance(tx, id),
      timers: await office.engine.read.timers(tx, id),
    }));
    expect(seen.view).toMatchObject({
      state: 'live.packed',
      revision: 1,
      status: 'active',
      startedAt: MONDAY,
    });
    expect(seen.view.at.map((a) => a.label)).toEqual(['On its way', 'Packed']);
    expect(seen.timers).toEqual([{ delay: 'posted', dueAt: later(2), says: 'posted', movedFrom: null }]);
    expect(
      await office.count(`engine.task where instance_id = '${id}' and name = 'post' and due_at = $1`, [
        later(2),
      ]),
    ).toBe(1);
  });

  test('starting the same key again starts nothing and answers with what is there', async () => {
    const id = randomUUID();
    const first = await office.engine.start(office.system, 'parcel', { id, key: 'once', input: {} });
    const again = await office.engine.start(office.system, 'parcel', {
      id: randomUUID(),
      key: 'once',
      input: {},
    });
    expect(again).toEqual(first);
    expect(await office.count(`engine.instance where key = 'once'`)).toBe(1);
  });

  test('many records start set-based, and a second run starts only what is missing', async () => {
    const requests = Array.from({ length: 1200 }, (_, i) => ({
      id: randomUUID(),
      key: `bulk-${i}`,
      input: {},
    }));
    const progress: number[] = [];
    expect(await office.engine.startMany(office.system, 'parcel', requests.slice(0, 700))).toBe(700);
    expect(await office.engine.startMany(office.system, 'parcel', requests, (n) => progress.push(n))).toBe(
      500,
    );
    expect(progress).toEqual([500, 1000, 1200]);
    expect(
      await office.count(
        `engine.instance i join engine.timer t on t.instance_id = i.id where key like 'bulk-%'`,
      ),
    ).toBe(1200);
    expect(
      await office.count(
        `engine.task k join engine.instance i on i.id = k.instance_id where key like 'bulk-%'`,
      ),
    ).toBe(1200);
  });
});

describe('Sending', () => {
  test('one send writes snapshot, log, label and outbox in one commit', async () => {
    const id = await office.pack();
    const answer = await office.engine.send(office.system, id, { type: 'POST', weight: 3 });
    expect(answer).toMatchObject({ state: 'live.travelling', revision: 2, at: MONDAY });
    expect(await office.count('public.label where parcel = $1 and weight = 3', [id])).toBe(1);
    expect(await office.count('engine.outbox where instance_id = $1 and delivered_at is null', [id])).toBe(1);
    await office.engine.settle(answer);
    expect(await office.count(`public.card where effect = $1`, [`${id}.2.1`])).toBe(1);
  });

  test('leaving a state takes its timers along; entering another arms new ones at absolute times', async () => {
    const id = await office.pack();
    await office.engine.send(office.system, id, { type: 'POST', weight: 1 });
    const { rows } = await office.look.query(
      'select delay, due_at from engine.timer where instance_id = $1 order by 1',
      [id],
    );
    expect(rows).toEqual([
      { delay: 'chase', due_at: new Date(later(3)) },
      { delay: 'lost', due_at: new Date(later(30)) },
    ]);
  });

  test('a feature writes for the same event in the same transaction, and not at all when the event is refused', async () => {
    const id = await office.pack();
    const write = {
      within: async (tx: { query(s: string, v: unknown[]): Promise<unknown> }) => {
        await tx.query('insert into public.card (effect, about) values ($1, $2)', [`within-${id}`, 'x']);
        return { weight: 9 };
      },
    };
    await expect(office.engine.send(office.system, id, { type: 'DELIVER' }, write)).rejects.toMatchObject({
      code: 'event-not-accepted',
    });
    expect(await office.count('public.card where effect = $1', [`within-${id}`])).toBe(0);
    await office.engine.send(office.system, id, { type: 'WEIGH' }, write);
    expect(await office.count('public.card where effect = $1', [`within-${id}`])).toBe(1);
    const view = await office.unit.run(office.system, (tx) => office.engine.read.instance(tx, id));
    expect(view.context['weight']).toBe(9);
  });

  test('a fact is read under the lock, joins the event and stands in the log', async () => {
    const id = await office.pack();
    await office.engine.send(office.system, id, { type: 'LOOK' });
    const { rows } = await office.look.query(
      `select payload->'facts' as facts from engine.event where instance_id = $1 and type = 'LOOK'`,
      [id],
    );
    expect(rows).toEqual([{ facts: { shelf: 7 } }]);
  });

  test('an event that changes nothing is taken and logged', async () => {
    const id = await office.pack();
    const answer = await office.engine.send(office.system, id, { type: 'NOTED' });
    expect(answer).toMatchObject({ state: 'live.packed', revision: 2 });
  });

  test('coming back through history returns to where the record was', async () => {
    const id = await office.pack();
    await office.engine.send(office.system, id, { type: 'POST', weight: 1 });
    expect((await office.engine.send(office.system, id, { type: 'HOLD' })).state).toBe('held');
    expect(await office.count('engine.timer where instance_id = $1', [id])).toBe(0);
    expect((await office.engine.send(office.system, id, { type: 'CARRY_ON' })).state).toBe('live.travelling');
    expect(await office.count('engine.timer where instance_id = $1', [id])).toBe(2);
  });
});

describe('Refusing', () => {
  test('a guard says why, in words', async () => {
    const id = await office.pack();
    await expect(office.engine.send(office.system, id, { type: 'POST', weight: 31 })).rejects.toMatchObject({
      code: 'event-not-accepted',
      message: 'A parcel may weigh 30 kg at most.',
      state: 'live.packed',
    });
    expect(await office.count('engine.event where instance_id = $1', [id])).toBe(1);
  });

  test('an unknown event, and one for somebody else, are told apart', async () => {
    const id = await office.pack();
    await expect(office.engine.send(office.system, id, { type: 'EXPLODE' })).rejects.toMatchObject({
      code: 'unknown-event',
    });
    await expect(office.engine.send(office.system, randomUUID(), { type: 'POST' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('another tenant does not find the record', async () => {
    const id = await office.pack();
    const stranger = office.unit.job('22222222-2222-4222-8222-222222222222');
    await expect(office.engine.send(stranger, id, { type: 'POST', weight: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('what can happen now and why other things cannot', async () => {
    const id = await office.pack();
    const outlook = await office.unit.run(office.system, (tx) => office.engine.read.outlook(tx, id));
    expect(outlook.filter((o) => o.accepted).map((o) => o.event)).toEqual(['WEIGH', 'HOLD', 'JAM', 'LOOK']);
    expect(outlook.find((o) => o.event === 'DELIVER')?.why).toBe(
      '"Deliver" is not possible now. The record stands at: Packed.',
    );
  });
});

describe('Telling', () => {
  test('one record tells another exactly once, also when the relay runs twice at the same moment', async () => {
    const friend = await office.pack();
    const id = await office.pack({ friend });
    await office.engine.send(office.system, id, { type: 'POST', weight: 1 });
    await office.engine.send(office.system, id, { type: 'DELIVER' });
    await Promise.all([office.engine.relay.drain(), office.engine.relay.drain()]);
    expect(await office.count(`engine.event where instance_id = $1 and type = 'NOTED'`, [friend])).toBe(1);
  });

  test('telling a record that has ended is an end, not a failure', async () => {
    const friend = await office.pack();
    const id = await office.pack({ friend });
    await office.engine.send(office.system, id, { type: 'POST', weight: 1 });
    await office.engine.send(office.system, friend, { type: 'POST', weight: 1 });
    await office.engine.send(office.system, friend, { type: 'DELIVER' });
    await office.engine.send(office.system, id, { type: 'DELIVER' });
    await office.engine.relay.drain();
    expect(
      await office.count(
        `engine.outbox where instance_id = $1 and command = 'tell' and delivered_at is not null`,
        [id],
      ),
    ).toBe(1);
  });
});
