import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import type { DoorbellHandlers } from '../../../src/platform/queue/index.js';

const BOUND = 20_000;

/** Handlers that remember how they were called, and let a test wait for it. */
export class Calls implements DoorbellHandlers {
  readonly all: string[] = [];
  private waiting: (() => void)[] = [];

  constructor(private readonly during: (call: string) => Promise<void> | void = () => undefined) {}

  outbox = (): Promise<void> => this.record('outbox');
  timers = (): Promise<void> => this.record('timers');
  timer = (timer: string, generation: number): Promise<void> => this.record(`${timer} ${generation}`);

  count(call: string): number {
    return this.all.filter((each) => each === call).length;
  }

  /** Resolves as soon as the calls so far satisfy the condition. */
  async until(condition: (calls: Calls) => boolean): Promise<void> {
    const end = Date.now() + BOUND;
    while (!condition(this)) {
      const left = end - Date.now();
      if (left <= 0)
        throw new Error(`Still waiting after ${BOUND} ms; calls so far: ${this.all.slice(-20).join(', ')}`);
      await Promise.race([
        new Promise<void>((resolve) => this.waiting.push(resolve)),
        pause(left, undefined, { ref: false }),
      ]);
    }
  }

  private async record(call: string): Promise<void> {
    this.all.push(call);
    this.waiting.splice(0).forEach((wake) => wake());
    await this.during(call);
  }
}

/** Asks again until the answer is yes: for what a server on the other side will do in its own time. */
export async function untilTrue(question: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + BOUND;
  while (!(await question())) {
    if (Date.now() > end) throw new Error(`Still no after ${BOUND} ms: ${question}`);
    await pause(20);
  }
}

/** A promise that the test keeps at its own time. */
export function latch(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/**
 * The answer of something that must not wait for anybody: it has to be there before the event loop turns. Counting turns
 * instead of milliseconds is strict on any machine: one that is busy is late with both.
 */
export async function atOnce<T>(answer: Promise<T>): Promise<T> {
  const waited = Symbol('waited');
  const first = await Promise.race([answer, setImmediate(waited)]);
  if (first === waited) throw new Error('It waited for something.');
  return first as T;
}
