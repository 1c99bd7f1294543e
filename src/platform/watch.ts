import { Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

/**
 * Does something now and again while the process lives: one turn after the other, and the turn under way is finished before the
 * process ends. What fails is said once and tried again at the next turn.
 */
export abstract class Watch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log: Logger;
  private timer?: NodeJS.Timeout;
  private underWay: Promise<void> = Promise.resolve();

  /**
   * @param name what the log calls it
   * @param every milliseconds between turns
   */
  protected constructor(
    name: string,
    private readonly every: number,
  ) {
    this.log = new Logger(name);
  }

  /** One turn. Other processes may be at the same, so it must do no harm twice. */
  protected abstract turn(): Promise<unknown>;

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.underWay = this.underWay.then(() => this.look());
    }, this.every).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.underWay;
  }

  private async look(): Promise<void> {
    try {
      await this.turn();
    } catch (error) {
      this.log.warn(error instanceof Error ? error.message : String(error));
    }
  }
}
