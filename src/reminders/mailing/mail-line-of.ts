import type { Engine } from '../../engine/index.js';
import type { Config } from '../../platform/config/config.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Mailer } from '../../platform/mail/index.js';
import { DailyPlan } from '../planning/daily-plan.service.js';
import { WorkingDays } from '../settings/people-days.js';
import { MailLine } from './mail-line.js';
import { MailMetrics } from './mail-metrics.js';
import { MailPost } from './mail-post.js';

export interface MailLineParts {
  readonly unit: UnitOfWork;
  readonly engine: Engine;
  readonly mailer: Mailer;
  readonly config: Config;
}

/** The line of mails without the application around it, for measuring and for a process that does nothing else. */
export function mailLineOf({ unit, engine, mailer, config }: MailLineParts): MailLine {
  const days = new WorkingDays();
  const post = new MailPost(unit, mailer, days, engine, { config });
  return new MailLine(unit, new DailyPlan(unit, days), post, new MailMetrics());
}
