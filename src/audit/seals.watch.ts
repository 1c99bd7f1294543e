import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Seals } from './seals.service.js';

/** How often a process seals what was added, milliseconds. */
const EVERY = 60_000;

/** Seals the audit while the process lives. Every process may: seals wait for one another, and nothing is sealed twice. */
@Injectable()
export class SealsWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Audit');
  private timer?: NodeJS.Timeout;
  private underWay: Promise<void> = Promise.resolve();

  constructor(@Inject(Seals) private readonly seals: Seals) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.underWay = this.underWay.then(() => this.look());
    }, EVERY).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.underWay;
  }

  private async look(): Promise<void> {
    try {
      await this.seals.seal();
    } catch (error) {
      this.log.warn(error instanceof Error ? error.message : String(error));
    }
  }
}
