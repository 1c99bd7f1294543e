import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { TimerCall } from '../../platform/queue/index.js';
import { DailyPlan } from '../planning/daily-plan.service.js';
import { claimMailings, nearMailings } from './claims.js';
import type { ClaimedMailing } from './claims.js';
import { MailMetrics } from './mail-metrics.js';
import { MailPost } from './mail-post.js';

/** So many mails are taken on at a time: with the slowest server allowed they are done before the claim ends. */
const BATCH = 100;
/** Without a mail server that answers, nothing is tried for so long, milliseconds. */
const PAUSE = 20_000;

/** The mails that are due, batch after batch: what workers of any number do. */
@Injectable()
export class MailLine implements BeforeApplicationShutdown {
  private readonly log = new Logger('Mail');
  /** Real time; mail rests until then. */
  private restsUntil = 0;
  private ending = false;

  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(DailyPlan) private readonly plan: DailyPlan,
    @Inject(MailPost) private readonly post: MailPost,
    @Inject(MailMetrics) private readonly metrics: MailMetrics,
  ) {}

  near(horizonMs: number, most: number): Promise<TimerCall[]> {
    return nearMailings(this.unit, horizonMs, most);
  }

  /** Sends one batch of what is due. Returns how many mails it took on; none while the mail server rests. */
  async once(ids?: readonly string[]): Promise<number> {
    if (this.ending || performance.now() < this.restsUntil) return 0;
    const claimed = await claimMailings(this.unit, BATCH, ids ?? null);
    for (const [school, mailings] of bySchool(claimed)) await this.send(school, mailings);
    return claimed.length;
  }

  /** Takes on nothing new; what this process has claimed and not sent goes back. */
  beforeApplicationShutdown(): void {
    this.ending = true;
  }

  /** Plans the digests of schools whose hour is near. */
  async sweep(): Promise<void> {
    await this.plan.planDue();
  }

  /** Plans and sends everything that is due, for tests, simulations and the command line. Returns how many mails it took on. */
  async drain(): Promise<number> {
    await this.sweep();
    let total = 0;
    for (let n = await this.once(); n > 0; n = await this.once()) total += n;
    return total;
  }

  private async send(school: string, claimed: readonly ClaimedMailing[]): Promise<void> {
    const attempts = await this.post.send(school, claimed, () => !this.ending);
    for (const attempt of attempts) {
      this.metrics.note(attempt);
      if (attempt.trouble) this.log.warn(this.metrics.line(attempt));
    }
    if (attempts.some(({ trouble }) => trouble === 'away' || trouble === 'notLetIn')) {
      this.restsUntil = performance.now() + PAUSE;
    }
  }
}

function bySchool(claimed: readonly ClaimedMailing[]): Map<string, ClaimedMailing[]> {
  const schools = new Map<string, ClaimedMailing[]>();
  for (const one of claimed) schools.set(one.school, [...(schools.get(one.school) ?? []), one]);
  return schools;
}
