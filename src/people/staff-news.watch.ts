import { Inject, Injectable } from '@nestjs/common';
import { Watch } from '../platform/watch.js';
import { StaffNewsService } from './staff-news.service.js';

/** How often a process looks for news whose day has come, milliseconds: a leaver's last day ends at midnight. */
const EVERY = 10 * 60_000;

/**
 * Tells what waits for its day (a leaver's last, a post's end) and what a crash left untold. Every process may do so: news
 * is told under keys, so two that look at once do it once.
 */
@Injectable()
export class StaffNewsWatch extends Watch {
  constructor(@Inject(StaffNewsService) private readonly news: StaffNewsService) {
    super('Staff news', EVERY);
  }

  protected turn(): Promise<unknown> {
    return this.news.tellAll();
  }
}
