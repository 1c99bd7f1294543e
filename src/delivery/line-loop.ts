import type { Line } from './line.js';

export interface LineLoopOptions {
  /** How often the database is asked when the queue is silent, milliseconds. */
  readonly everyMs: number;
  readonly onTrouble: (error: unknown) => void;
  /** Hears how long a look took, milliseconds. */
  readonly onSweep?: (ms: number) => void;
}

/** Keeps a line moving without the queue: looks, plans, and works until nothing is due. */
export class LineLoop {
  private running: Promise<void> | undefined;
  private stopped = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly line: Line,
    private readonly options: LineLoopOptions,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Finishes the batch that is under way, then stops; what is left is for others. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.turn();
      if (!this.stopped) await this.pause();
    }
  }

  private async turn(): Promise<void> {
    try {
      const began = performance.now();
      await this.line.sweep();
      let done = await this.line.once();
      this.options.onSweep?.(performance.now() - began);
      while (!this.stopped && done > 0) done = await this.line.once();
    } catch (error) {
      this.options.onTrouble(error);
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const alarm = setTimeout(resolve, this.options.everyMs);
      this.wake = () => {
        clearTimeout(alarm);
        resolve();
      };
    });
  }
}
