import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import type { BellBackend, JobProcessor, NoData, OnTrouble } from './backend.js';
import { within } from './patience.js';
import { field, redisShortcomings } from './redis-fitness.js';

/**
 * Common to all connections. A command that was sent when the connection broke is sent again afterwards (`null`), so
 * that BullMQ's set-up, which it tries only once, cannot fail for good; doubled calls do no harm here.
 */
const SELF_HEALING: RedisOptions = {
  maxRetriesPerRequest: null,
  connectTimeout: 3_000,
  disconnectTimeout: 200,
  keepAlive: 10_000,
  retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 1_000),
};

/** Without the offline queue a call fails at once while Redis is away, instead of waiting for as long as it takes. */
const FOR_CALLERS: RedisOptions = { ...SELF_HEALING, enableOfflineQueue: false };

/** How often the callers' connection is tried, and how long it may be silent. */
const PULSE = 5_000;

/** A connection that knows its copies: BullMQ makes one for each worker, and loses hold of it when Redis goes away. */
class Shared extends Redis {
  private readonly copies: Redis[] = [];

  override duplicate(options?: Partial<RedisOptions>): Redis {
    const copy = super.duplicate(options);
    this.copies.push(copy);
    return copy;
  }

  disconnectAll(): void {
    for (const connection of [this, ...this.copies]) if (connection.status !== 'end') connection.disconnect();
  }
}

/** BullMQ on Redis: one connection for callers, one that all workers share, and one for each worker to wait on. */
export class RedisBellBackend implements BellBackend {
  readonly kind = 'redis';
  private readonly callers: Shared;
  private workers: Shared | undefined;
  private readonly pulse: NodeJS.Timeout;
  private lastTrouble: Error | undefined;

  constructor(
    private readonly url: string,
    private readonly prefix: string,
    private readonly onTrouble: OnTrouble,
  ) {
    this.callers = this.connect(FOR_CALLERS);
    this.pulse = setInterval(() => void this.replaceIfSilent(), PULSE).unref();
  }

  reachable(): boolean {
    return this.callers.status === 'ready';
  }

  openQueue(name: string, options: object): Queue<NoData, void, string> {
    const connected = { ...options, prefix: this.prefix, connection: this.callers };
    const queue = new Queue<NoData, void, string>(name, connected);
    return queue.on('error', this.onTrouble);
  }

  openWorker(name: string, process: JobProcessor, options: object): Worker<NoData, void, string> {
    this.workers ??= this.connect(SELF_HEALING);
    const connected = { ...options, prefix: this.prefix, connection: this.workers };
    const worker = new Worker<NoData, void, string>(name, process, connected);
    return worker.on('error', this.onTrouble);
  }

  async examine(): Promise<{ ok: boolean; detail: string }> {
    if (!this.reachable()) throw this.lastTrouble ?? new Error(`the connection is ${this.callers.status}`);
    const info = await this.callers.info();
    const found = redisShortcomings(info);
    if (found.length > 0) return { ok: false, detail: found.join(' ') };
    return {
      ok: true,
      detail: `The queue is on Redis ${field(info, 'redis_version') ?? 'of unknown version'}.`,
    };
  }

  async close(): Promise<void> {
    clearInterval(this.pulse);
    this.callers.disconnectAll();
    this.workers?.disconnectAll();
  }

  /** A network that swallows packets says nothing, so a connection that is silent for too long is replaced by a new one. */
  private async replaceIfSilent(): Promise<void> {
    if (!this.reachable()) return;
    const ping = this.callers.ping().then(() => true);
    const alive = await within(PULSE, ping, false);
    if (!alive && this.reachable()) this.callers.disconnect(true);
  }

  private connect(options: RedisOptions): Shared {
    const redis = new Shared(this.url, options);
    redis.on('error', (error: Error) => {
      this.lastTrouble = error;
      this.onTrouble(error);
    });
    return redis;
  }
}
