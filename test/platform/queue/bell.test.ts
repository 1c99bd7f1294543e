import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Bell } from '../../../src/platform/queue/bell.js';
import { atOnce, latch } from './calls.js';

const PATIENCE = 60;

/** A queue whose additions end when the test says so. */
function slowQueue() {
  const strokes: { end: () => void; fail: (reason: Error) => void }[] = [];
  const strike = (): Promise<void> =>
    new Promise((resolve, reject) => {
      strokes.push({ end: resolve, fail: reject });
    });
  return { strokes, strike };
}

describe('a bell', () => {
  it('makes one more stroke for all who ring during a stroke', async () => {
    const { strokes, strike } = slowQueue();
    const bell = new Bell(strike, 5_000);
    const rings = Array.from({ length: 100 }, () => bell.ring());
    expect(strokes).toHaveLength(1);
    strokes[0]?.end();
    expect(await rings[0]).toBe(true);
    expect(strokes).toHaveLength(2);
    strokes[1]?.end();
    expect((await Promise.all(rings)).every(Boolean)).toBe(true);
    expect(strokes).toHaveLength(2);
  });

  it('strikes for a ring only after that ring, so that its commit cannot be missed', async () => {
    let committed = 0;
    const seen: number[] = [];
    const gates = [latch(), latch()];
    const bell = new Bell(async () => {
      seen.push(committed);
      await gates[seen.length - 1]?.opened;
    }, 5_000);
    committed = 1;
    const first = bell.ring();
    committed = 2;
    const second = bell.ring();
    gates.forEach((gate) => gate.open());
    await Promise.all([first, second]);
    expect(seen).toEqual([1, 2]);
  });

  it('says "not heard" when the queue refuses, and tries anew for the next ring', async () => {
    const { strokes, strike } = slowQueue();
    const bell = new Bell(strike, 5_000);
    const refused = bell.ring();
    strokes[0]?.fail(new Error('connection lost'));
    expect(await refused).toBe(false);
    const heard = bell.ring();
    strokes[1]?.end();
    expect(await heard).toBe(true);
  });

  it('keeps the first caller for its patience only and later ones not at all, until the stroke ends', async () => {
    const { strokes, strike } = slowQueue();
    const bell = new Bell(strike, PATIENCE);
    expect(await bell.ring()).toBe(false);
    expect(await atOnce(bell.ring())).toBe(false);
    expect(strokes).toHaveLength(1);
    strokes[0]?.end();
    await setImmediate();
    const heard = bell.ring();
    strokes[1]?.end();
    expect(await heard).toBe(true);
  });
});
