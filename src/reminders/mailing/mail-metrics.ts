import { Injectable } from '@nestjs/common';
import { Counter, Histogram, register } from 'prom-client';
import type { Attempted } from './mail-post.js';

/** The process has one set of figures, whoever opens the application in it. */
const mails =
  (register.getSingleMetric('cpd_mails_total') as Counter | undefined) ??
  new Counter({
    name: 'cpd_mails_total',
    help: 'Mails whose time has come, by kind and by what came of them',
    labelNames: ['kind', 'outcome', 'trouble'],
  });
const lateness =
  (register.getSingleMetric('cpd_mail_lateness_seconds') as Histogram | undefined) ??
  new Histogram({
    name: 'cpd_mail_lateness_seconds',
    help: 'Seconds between the moment at which a mail was due and the moment at which it was taken over',
    buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200, 43_200],
  });

/** What is counted about mail: numbers only, nothing of anybody. */
@Injectable()
export class MailMetrics {
  note({ kind, outcome, trouble, late }: Attempted): void {
    mails.inc({ kind, outcome, trouble: trouble ?? 'none' });
    if (outcome === 'accepted' || outcome === 'kept') lateness.observe(Math.max(late, 0));
  }

  /** One line for the log. */
  line({ id, school, kind, outcome, trouble }: Attempted): string {
    return JSON.stringify({ event: 'mail', mailing: id, school, kind, outcome, trouble });
  }
}
