import type { Engine } from '../engine.js';

export interface LoopOptions {
  /** How often PostgreSQL is asked when nobody rings: lost nudges cost at most this. Milliseconds. */
  readonly everyMs?: number;
  readonly onError?: (error: unknown) => void;
}

/**
 * Keeps the outbox and the timers moving: by polling alone if it must, sooner when it is rung. One loop per process;
 * many processes may run one each.
 */
export class DeliveryLoop {
  private running: Promise<void> | null = null;
  private stopped = false;
  private again = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly engine: Engine,
    private readonly options: LoopOptions = {},
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  /** There is work: look now. Cheap; may be called as often as one likes. */
  ring(): void {
    this.again = true;
    this.wake();
  }

  /** Finishes what is under way, then stops. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.again = false;
      const worked = await this.turn();
      if (!worked && !this.again && !this.stopped) await this.pause();
    }
  }

  private async turn(): Promise<boolean> {
    try {
      const effects = await this.engine.relay.once();
      const timers = await this.engine.timers.once();
      return effects + timers > 0;
    } catch (error) {
      this.options.onError?.(error);
      return false;
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timeout = setTimeout(resolve, this.options.everyMs ?? 2000);
      this.wake = () => {
        clearTimeout(timeout);
        resolve();
      };
    });
  }
}
