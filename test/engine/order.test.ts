import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { checkInvariants } from '../../src/engine/index.js';
import { later, openPostOffice } from './support/post-office.js';
import type { PostOffice } from './support/post-office.js';

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

const EVENTS = ['POST', 'DELIVER', 'RETURN', 'HOLD'] as const;
type Sent = (typeof EVENTS)[number];

/** Which event leads where: the order that the domain allows, written down a second time. */
const LEADS: Readonly<Record<string, Partial<Record<Sent, string>>>> = {
  'live.packed': { POST: 'live.travelling', HOLD: 'held' },
  'live.travelling': { DELIVER: 'delivered', RETURN: 'live.packed', HOLD: 'held' },
  held: {},
  delivered: {},
};

function permutations<T>(of: readonly T[]): T[][] {
  if (of.length < 2) return [[...of]];
  return of.flatMap((first, i) =>
    permutations(of.filter((_, at) => at !== i)).map((rest) => [first, ...rest]),
  );
}

describe('Row 14: events out of order', () => {
  test.each(permutations(EVENTS).map((order) => [order.join(', '), order] as const))(
    '%s: each is taken where it is legal, refused with what is allowed where not, and nothing else happens',
    async (_, order) => {
      const id = await office.pack();
      let state = 'live.packed';
      let revision = 1;
      for (const type of order) {
        const next = LEADS[state]?.[type];
        const sending = office.engine.send(office.system, id, { type, weight: 1 });
        if (next === undefined) {
          const code = state === 'delivered' ? 'finished' : 'event-not-accepted';
          await expect(sending).rejects.toMatchObject({ code, state, revision });
          continue;
        }
        revision++;
        expect(await sending).toMatchObject({ state: next, revision });
        state = next;
      }
      expect(await office.count('engine.event where instance_id = $1', [id])).toBe(revision);
    },
  );

  test('what arrives before the record that it is for waits, and is taken once it is there', async () => {
    const toCome = randomUUID();
    const id = await office.pack({ friend: toCome });
    await office.engine.send(office.system, id, { type: 'POST', weight: 1 });
    await office.engine.send(office.system, id, { type: 'DELIVER' });
    await office.engine.relay.drain();
    const effect = `engine.outbox where instance_id = $1 and command = 'tell'`;
    expect(await office.count(`${effect} and delivered_at is null and attempts = 1`, [id])).toBe(1);
    await office.engine.start(office.system, 'parcel', { id: toCome, key: toCome, input: {} });
    await office.clock.freeze(later(1));
    await office.engine.relay.drain();
    expect(await office.count(`engine.event where instance_id = $1 and type = 'NOTED'`, [toCome])).toBe(1);
    expect(await office.count(`${effect} and delivered_at is not null`, [id])).toBe(1);
  });

  test('what never becomes legal ends among the dead letters after eight tries, and holds up nobody else', async () => {
    const [id, other] = [await office.pack({ friend: randomUUID() }), await office.pack()];
    await office.engine.send(office.system, id, { type: 'POST', weight: 1 });
    await office.engine.send(office.system, id, { type: 'DELIVER' });
    for (let day = 2; day < 10; day++) {
      await office.clock.freeze(later(day));
      await office.engine.relay.drain();
    }
    expect(
      await office.count(
        `engine.outbox where instance_id = $1 and command = 'tell' and dead_at is not null and attempts = 8`,
        [id],
      ),
    ).toBe(1);
    expect(await office.engine.send(office.system, other, { type: 'WEIGH', weight: 1 })).toBeDefined();
    const broken = (await checkInvariants(office.engine, office.system)).filter(({ ok }) => !ok);
    expect(broken.map(({ name }) => name).filter((name) => !/dead letters|overdue/.test(name))).toEqual([]);
  });
});
