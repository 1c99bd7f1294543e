import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { checkInvariants } from '../../src/engine/index.js';
import { idFrom } from '../../src/platform/ids.js';
import { later, openPostOffice } from './support/post-office.js';
import type { PostOffice } from './support/post-office.js';

const EVERYBODY = 20_000;

let office: PostOffice;
const opened: PostOffice[] = [];
beforeEach(async () => {
  office = await openPostOffice();
  opened.push(office);
});
afterAll(() => Promise.all(opened.map((each) => each.close())));

const started = (): Promise<number> => office.count(`engine.instance where key like 'year-%'`);
/** As a year opens: one record for everybody, with a key of their own. */
const requests = (many: number) =>
  Array.from({ length: many }, (_, n) => ({ id: idFrom('mass', n), key: `year-${n}`, input: {} }));

describe('Row 21: something begun for 20,000 people at once', () => {
  test('killed in chunk 17 it leaves whole chunks, goes on from there, and people are served meanwhile', async () => {
    const child = spawn(
      process.execPath,
      [
        ...['--import', './test/support/typescript.mjs', 'test/engine/support/opens-a-year.ts'],
        ...[office.urls.appUrl, office.unit.secret, String(EVERYBODY), '17'],
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    const [, signal] = (await once(child, 'exit')) as [number | null, string];
    expect(signal).toBe('SIGKILL');
    const before = await started();
    expect(before).toBe(17 * 500);

    const id = await office.pack();
    let running = true;
    let served = 0;
    const clicks = async (): Promise<void> => {
      for (let round = 0; running; round++) {
        await office.engine.send(office.system, id, { type: 'WEIGH', weight: round });
        if (running) served++;
      }
    };
    const progress: number[] = [];
    const opening = office.engine
      .startMany(office.system, 'parcel', requests(EVERYBODY), (done) => progress.push(done))
      .finally(() => (running = false));
    const [again] = await Promise.all([opening, clicks()]);
    expect(again).toBe(EVERYBODY - before);
    expect(await started()).toBe(EVERYBODY);
    expect(await office.count('engine.timer t where t.delay = $1', ['posted'])).toBe(EVERYBODY + 1);
    expect(progress).toHaveLength(EVERYBODY / 500);
    // A click waits for one chunk at most, never for the whole.
    expect(served).toBeGreaterThanOrEqual(progress.length);
  }, 180_000);

  test('can be called off between two chunks, and taken up again', async () => {
    const enough = new Error('called off');
    await expect(
      office.engine.startMany(office.system, 'parcel', requests(2_000), (done) => {
        if (done >= 1_000) throw enough;
      }),
    ).rejects.toBe(enough);
    expect(await started()).toBe(1_000);
    expect(await office.engine.startMany(office.system, 'parcel', requests(2_000))).toBe(1_000);
  });
});

describe('Row 22: thousands of timers at the same instant', () => {
  test('each fires once, by several workers, while people go on being served', async () => {
    const many = 3_000;
    const ids = Array.from({ length: many }, () => randomUUID());
    await office.engine.startMany(
      office.system,
      'parcel',
      ids.map((id) => ({ id, key: id, input: {} })),
    );
    await office.clock.freeze(later(1));
    const mine = await office.pack();
    await office.clock.freeze(later(2));
    const waiting = (): Promise<number> => office.count('engine.timer where due_at <= $1', [later(2)]);

    const burst = Promise.all([
      office.engine.timers.drain(),
      office.engine.timers.drain(),
      office.engine.relay.drain(),
    ]);
    const left: number[] = [];
    for (let click = 0; click < 20; click++) {
      await office.engine.send(office.system, mine, { type: 'WEIGH', weight: click });
      left.push(await waiting());
    }
    // The clicks were not put at the end of the queue: work was still waiting when the last of them was answered.
    expect(left.at(-1)).toBeGreaterThan(0);
    await burst;
    await office.drain();
    expect(await office.count(`engine.event where type like 'xstate.after%'`)).toBe(many);
    expect(await office.count('public.card')).toBe(many);
    expect((await checkInvariants(office.engine, office.system)).filter(({ ok }) => !ok)).toEqual([]);
  }, 120_000);
});
