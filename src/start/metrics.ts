import { Gauge, collectDefaultMetrics, register } from 'prom-client';
import type { Delivery } from '../delivery/index.js';
import type { Runtime } from '../platform/runtime.js';
import { takePulse } from './installation.js';
import { mailPulse } from './mail-pulse.js';

const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
  (register.getSingleMetric(name) as Gauge | undefined) ?? new Gauge({ name, help, labelNames });

const GAUGES = {
  up: gauge('cpd_up', 'Whether the part answers: 1 or 0', ['part']),
  overdue: gauge('cpd_timers_overdue', 'Timers that should have fired a quarter of an hour ago'),
  undelivered: gauge(
    'cpd_effects_undelivered',
    'Consequences that have been on their way for a quarter of an hour',
  ),
  dead: gauge('cpd_dead_letters', 'Work that failed for good and waits for a person'),
  quarantined: gauge('cpd_records_quarantined', 'Records set aside because they cannot be read'),
  jobs: gauge('cpd_queue_jobs', 'Jobs in the queue', ['queue', 'state']),
  mailWaiting: gauge('cpd_mail_waiting', 'Mails that are due and not sent'),
  mailOverdue: gauge('cpd_mail_overdue', 'Mails that were due a quarter of an hour ago and are not sent'),
  mailOldest: gauge('cpd_mail_oldest_seconds', 'Age of the oldest mail that is due and not sent'),
  mailFailed: gauge('cpd_mail_failed', 'Mails that did not arrive and that nobody has seen to'),
};

let collecting = false;

/** Figures for Prometheus: numbers only, nothing of anybody. What does not answer counts as 0 in `cpd_up`. */
export async function metricsOf(runtime: Runtime, delivery: Delivery): Promise<string> {
  if (!collecting) collectDefaultMetrics();
  collecting = true;
  const [pulse, mail, { queue }] = await Promise.all([
    takePulse(runtime.unit).catch(() => null),
    mailPulse(runtime.unit).catch(() => null),
    delivery.health(),
  ]);
  GAUGES.up.set({ part: 'database' }, pulse ? 1 : 0);
  GAUGES.up.set({ part: 'queue' }, queue.ok ? 1 : 0);
  if (pulse) {
    GAUGES.overdue.set(pulse.overdue);
    GAUGES.undelivered.set(pulse.undelivered);
    GAUGES.dead.set(pulse.dead);
    GAUGES.quarantined.set(pulse.quarantined);
  }
  if (mail) {
    GAUGES.mailWaiting.set(mail.waiting);
    GAUGES.mailOverdue.set(mail.overdue);
    GAUGES.mailOldest.set(mail.oldestSeconds);
    GAUGES.mailFailed.set(mail.failed);
  }
  for (const [name, depth] of Object.entries(queue.queues ?? {})) {
    for (const [state, jobs] of Object.entries(depth)) GAUGES.jobs.set({ queue: name, state }, jobs);
  }
  return register.metrics();
}

export const METRICS_TYPE = register.contentType;
