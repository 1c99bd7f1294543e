import type { UnitOfWork } from '../platform/database/unit-of-work.js';

/** How mail is in the whole installation, in numbers. */
export interface MailPulse {
  readonly waiting: number;
  /** Due a quarter of an hour ago. */
  readonly overdue: number;
  readonly oldestSeconds: number;
  /** Did not arrive, and nobody has seen to it. */
  readonly failed: number;
}

/** Throws DatabaseAway. */
export async function mailPulse(unit: UnitOfWork): Promise<MailPulse> {
  const [row] = await unit.bare<MailPulse>(
    {
      text: `select waiting, overdue, oldest_seconds as "oldestSeconds", failed from cpd.mail_pulse($1)`,
    },
    [unit.secret],
  );
  return row ?? { waiting: 0, overdue: 0, oldestSeconds: 0, failed: 0 };
}
