import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { StaffNewsService } from './staff-news.service.js';

/** How often a process looks for news whose day has come, milliseconds: a leaver's last day ends at midnight. */
const EVERY = 10 * 60_000;

/**
 * Tells what waits for its day (a leaver's last, a post's end) and what a crash left untold. Every process may do so: news
 * is told under keys, so two that look at once do it once.
 */
@Injectable()
export class StaffNewsWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Staff news');
  private timer?: NodeJS.Timeout;
  private underWay: Promise<void> = Promise.resolve();

  constructor(@Inject(StaffNewsService) private readonly news: StaffNewsService) {}

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
      await this.news.tellAll();
    } catch (error) {
      this.log.warn(error instanceof Error ? error.message : String(error));
    }
  }
}
