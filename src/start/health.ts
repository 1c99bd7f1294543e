import type { Delivery, DeliveryHealth } from '../delivery/index.js';
import type { Runtime } from '../platform/runtime.js';
import { mailPulse } from './mail-pulse.js';
import type { MailPulse } from './mail-pulse.js';
import { takePulse } from './installation.js';
import type { Pulse } from './installation.js';

/** What /health and /ready answer. */
export interface Health {
  /** 'degraded': everything works, something later than usual. 'down': nothing can be read or written. */
  readonly status: 'ok' | 'degraded' | 'down';
  readonly database: { readonly ok: boolean; readonly where: string; readonly detail: string };
  readonly queue: DeliveryHealth['queue'];
  readonly clock: Pick<Pulse, 'now' | 'frozen' | 'aheadMs'> | null;
  readonly work: Pick<Pulse, 'overdue' | 'undelivered' | 'dead' | 'quarantined'> | null;
  readonly mail: Pick<MailPulse, 'waiting' | 'overdue' | 'failed'> | null;
}

/** Asks everything that the product stands on. Never throws. */
export async function healthOf(runtime: Runtime, delivery: Delivery): Promise<Health> {
  const [pulse, mail, { queue }] = await Promise.all([
    takePulse(runtime.unit).catch((error: unknown) =>
      error instanceof Error ? error : new Error(String(error)),
    ),
    mailPulse(runtime.unit).catch(() => null),
    delivery.health(),
  ]);
  const where = runtime.database.where;
  if (pulse instanceof Error) {
    const database = { ok: false, where, detail: pulse.message };
    return { status: 'down', database, queue, clock: null, work: null, mail: null };
  }
  const { now, frozen, aheadMs, ...work } = pulse;
  const isBehind = Object.values(work).some((n) => n > 0) || (mail?.overdue ?? 0) > 0;
  return {
    status: queue.ok && !isBehind ? 'ok' : 'degraded',
    database: { ok: true, where, detail: 'The database answers.' },
    queue,
    clock: { now, frozen, aheadMs },
    work,
    mail: mail && { waiting: mail.waiting, overdue: mail.overdue, failed: mail.failed },
  };
}
