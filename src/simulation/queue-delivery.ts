import type { Delivering, Engine } from '../engine/index.js';
import type { Doorbell, Ring } from '../platform/queue/index.js';

/** A busy machine may miss a ring, which is given up after a quarter of a second. */
const RINGS = 40;

/** One who rang and waits for the answer: how much was delivered, or why it could not be. */
interface Waiting {
  readonly answered: (taken: number) => void;
  readonly failed: (why: unknown) => void;
}

/**
 * Delivers through the queue, as a server does: every ring is a job of BullMQ, and its worker delivers what is due. What is
 * simulated with it has gone through Redis, or through BullMQ's tables in PostgreSQL.
 */
export class QueueDelivery implements Delivering {
  private readonly waiting: Record<Ring, Waiting[]> = { outbox: [], timers: [] };
  private jobs = 0;

  private constructor(
    private readonly engine: Engine,
    private readonly doorbell: Doorbell,
  ) {}

  /** Begins to answer the queue. Whoever opened the doorbell closes it. */
  static async open(engine: Engine, doorbell: Doorbell): Promise<QueueDelivery> {
    const delivery = new QueueDelivery(engine, doorbell);
    await doorbell.work({
      outbox: () => delivery.answer('outbox', () => engine.relay.drain()),
      timers: () => delivery.answer('timers', () => engine.timers.drain()),
      timer: (timer, generation) => delivery.engine.timers.fireNamed(timer, generation),
    });
    return delivery;
  }

  /** Jobs that the queue has handed out so far. */
  get answered(): number {
    return this.jobs;
  }

  outbox(): Promise<number> {
    return this.ring('outbox');
  }

  timers(): Promise<number> {
    return this.ring('timers');
  }

  private ring(what: Ring): Promise<number> {
    return new Promise((answered, failed) => {
      this.waiting[what].push({ answered, failed });
      this.insist(what).catch(failed);
    });
  }

  /** @throws when the queue takes no ring: a server would go on by looking, a simulation of the queue must not. */
  private async insist(what: Ring): Promise<void> {
    for (let time = 0; time < RINGS; time += 1) if (await this.doorbell.ring(what)) return;
    throw new Error('The queue does not take a ring: is its server there?');
  }

  /** Only those who rang before the work begins are answered by it. */
  private async answer(what: Ring, work: () => Promise<number>): Promise<void> {
    this.jobs += 1;
    const these = this.waiting[what].splice(0);
    try {
      const taken = await work();
      for (const { answered } of these) answered(taken);
    } catch (error) {
      for (const { failed } of these) failed(error);
      throw error;
    }
  }
}
