import type { BeforeApplicationShutdown } from '@nestjs/common';
import { DeliveryLoop } from '../engine/index.js';
import type { Engine } from '../engine/index.js';
import type { Doorbell, DoorbellHealth } from '../platform/queue/index.js';
import { LineLoop } from './line-loop.js';
import type { Line } from './line.js';
import { delivers } from './role.js';
import type { Role } from './role.js';
import { TimerFeeder } from './timer-feeder.js';

export interface DeliveryOptions {
  readonly role: Role;
  /** How often the database is asked when nobody rings, milliseconds: a lost ring costs at most this. */
  readonly pollMs?: number;
  /** How often timers of the near horizon go to the queue, milliseconds. */
  readonly feedMs?: number;
  readonly horizonMs?: number;
  /** Mail, where the process sends any. */
  readonly mail?: Line;
  /** Hears how long each look for mail took, milliseconds. */
  readonly onSweep?: (ms: number) => void;
  /** Told of what delivery survives by itself. */
  readonly onTrouble?: (error: unknown) => void;
}

/** How delivery is, for the health page and `doctor`. */
export interface DeliveryHealth {
  /** 'degraded': everything is still delivered, but later, by looking. */
  readonly state: 'ok' | 'degraded';
  readonly role: Role;
  readonly queue: DoorbellHealth;
}

const POLL = 2_000;
const FEED = 15_000;
const HORIZON = 120_000;

/**
 * Joins the engine to the queue: commits ring, rings and due timers are answered, and the database is looked at every two
 * seconds as well, so that nothing depends on the queue.
 */
export class Delivery implements BeforeApplicationShutdown {
  private readonly loop: DeliveryLoop;
  private readonly feeders: readonly TimerFeeder[];
  private readonly mailLoop: LineLoop | null;
  private readonly onTrouble: (error: unknown) => void;
  private stopping = false;
  private started = false;

  constructor(
    private readonly engine: Engine,
    private readonly doorbell: Doorbell,
    private readonly options: DeliveryOptions,
  ) {
    this.onTrouble = options.onTrouble ?? (() => undefined);
    this.loop = new DeliveryLoop(engine, { everyMs: options.pollMs ?? POLL, onError: this.onTrouble });
    const { mail, pollMs = POLL, feedMs = FEED, horizonMs = HORIZON, onSweep } = options;
    const feeding = { everyMs: feedMs, horizonMs, onTrouble: this.onTrouble };
    const near = mail?.near.bind(mail);
    this.feeders = [
      new TimerFeeder(engine.unit, doorbell, feeding),
      ...(near ? [new TimerFeeder(engine.unit, doorbell, { ...feeding, shelf: 'mail', near })] : []),
    ];
    this.mailLoop = mail ? new LineLoop(mail, { everyMs: pollMs, onTrouble: this.onTrouble, onSweep }) : null;
  }

  /** Begins to ring and, where the role says so, to deliver. Call it when the application is complete. */
  async start(): Promise<void> {
    if (this.started) return;
    this.started = true;
    const here = delivers(this.options.role);
    this.engine.onCommit((what) => {
      if (here) this.loop.ring();
      void this.doorbell.ring(what);
    });
    if (!here) return;
    const { mail } = this.options;
    this.loop.start();
    this.mailLoop?.start();
    for (const feeder of this.feeders) feeder.start();
    await this.doorbell.work({
      outbox: () => this.untilDone(() => this.engine.relay.once()),
      timers: () => this.untilDone(() => this.engine.timers.once()),
      timer: (timer, generation) => this.engine.timers.fireNamed(timer, generation),
      ...(mail ? { mail: async (ids) => void (await mail.once(ids)) } : {}),
    });
  }

  async health(): Promise<DeliveryHealth> {
    const queue = await this.doorbell.health();
    return { state: queue.ok ? 'ok' : 'degraded', role: this.options.role, queue };
  }

  /** Finishes what is under way and takes on nothing new. The doorbell is closed by its own module, afterwards. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (!this.started || !delivers(this.options.role)) return;
    await Promise.all([
      this.loop.stop(),
      this.mailLoop?.stop(),
      ...this.feeders.map((feeder) => feeder.stop()),
    ]);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  /** Batch after batch, until there is nothing to do or the process is to end; what is left is for others. */
  private async untilDone(batch: () => Promise<number>): Promise<void> {
    while (!this.stopping && (await batch()) > 0);
  }
}
