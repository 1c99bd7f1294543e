import type { Instant } from '../../platform/calendar/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

/** How a school wants its mail. Times are local, 'HH:MM'. */
export interface MailSettings {
  /** From when mail leaves; null while everything is held. */
  readonly liveFrom: Instant | null;
  /** When the one mail of the day is sent. */
  readonly digestAt: string;
  /** Nobody is written to from here ... */
  readonly quietFrom: string;
  /** ... to here. */
  readonly quietTo: string;
  /** ISO weekday from which the week's summary goes to CPD leader and head. */
  readonly summaryDay: number;
}

export const DEFAULT_SETTINGS: MailSettings = {
  liveFrom: null,
  digestAt: '07:30',
  quietFrom: '18:00',
  quietTo: '07:00',
  summaryDay: 1,
};

interface Row extends Omit<MailSettings, 'liveFrom'> {
  readonly liveFrom: Date | null;
}

const READ = {
  name: 'reminders.settings',
  text: `select live_from as "liveFrom", to_char(digest_at, 'HH24:MI') as "digestAt", to_char(quiet_from, 'HH24:MI') as "quietFrom",
      to_char(quiet_to, 'HH24:MI') as "quietTo", summary_day as "summaryDay"
    from cpd.mail_settings where school_id = auth.school()`,
};
const WRITE = `insert into cpd.mail_settings (school_id, live_from, digest_at, quiet_from, quiet_to, summary_day)
  values (auth.school(), $1, $2, $3, $4, $5)
  on conflict (school_id) do update set live_from = excluded.live_from, digest_at = excluded.digest_at,
    quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, summary_day = excluded.summary_day`;

export async function readMailSettings(tx: Tx): Promise<MailSettings> {
  const [row] = await tx.query<Row>(READ);
  return row ? { ...row, liveFrom: row.liveFrom?.toISOString() ?? null } : DEFAULT_SETTINGS;
}

/** Changes what is named; all of it must have been checked. */
export async function writeMailSettings(tx: Tx, changes: Partial<MailSettings>): Promise<MailSettings> {
  const { liveFrom, digestAt, quietFrom, quietTo, summaryDay } = {
    ...(await readMailSettings(tx)),
    ...changes,
  };
  await tx.query(WRITE, [liveFrom, digestAt, quietFrom, quietTo, summaryDay]);
  return readMailSettings(tx);
}

/** Whether mail leaves at an instant. */
export const isLive = ({ liveFrom }: MailSettings, at: Instant): boolean =>
  liveFrom !== null && liveFrom <= at;
