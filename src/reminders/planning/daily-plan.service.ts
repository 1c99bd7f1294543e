import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { planInvitations } from '../calendar/plan-invitations.js';
import { readPolicy } from '../policy/policy-store.js';
import { readHolders } from '../recording/holders.js';
import { readMailSettings } from '../settings/mail-settings.js';
import { WorkingDays } from '../settings/people-days.js';
import { readDueDuties } from './duties.js';
import { remindersToday } from './due-reminders.js';
import { planDigests } from './plan-digests.js';
import { recordReminders } from './record-reminders.js';

/** How long before the hour of the digest it is planned, so that the queue gets it in time. */
const EARLY = '10 minutes';
/** Posts whose holders get the week's summary. */
const SUMMED_UP_FOR = ['cpdLeader', 'head'];

const TO_PLAN = {
  name: 'reminders.to_plan',
  text: 'select school from cpd.schools_to_plan($1, $2) as school',
};
/** Locks the row: of several processes that look at once, one plans. */
const TAKE = {
  name: 'reminders.take_plan',
  text: `update cpd.mail_settings s set planned_for = $1
    from (select school_id, planned_for from cpd.mail_settings where school_id = auth.school() for update) before
    where s.school_id = before.school_id and coalesce(before.planned_for, '-infinity') < $1
    returning before.planned_for::text as planned`,
};

/** What was planned for a day. */
export interface Planned {
  readonly reminders: number;
  readonly digests: number;
  readonly invitations: number;
}

/** Once a day and school: records what the school's policy asks for, and writes down who gets a mail today. */
@Injectable()
export class DailyPlan {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(WorkingDays) private readonly workingDays: WorkingDays,
  ) {}

  /** Plans every school whose hour is near. Any number of processes may do so at once. Returns how many it planned. */
  async planDue(): Promise<number> {
    const schools = await this.unit.bare<{ school: string }>(TO_PLAN, [this.unit.secret, EARLY]);
    let planned = 0;
    for (const { school } of schools) {
      const done = await this.unit.run(this.unit.job(school), (tx) => this.plan(tx));
      if (done) planned += 1;
    }
    return planned;
  }

  /** Plans today for the school of the transaction; nothing when that was done already. All or nothing. */
  async plan(tx: Tx): Promise<Planned | null> {
    const days = await this.workingDays.read(tx);
    const today = days.today(tx.at);
    const [taken] = await tx.query<{ planned: string | null }>(TAKE, [today]);
    if (!taken) return null;
    const { planned } = taken;
    const [settings, policy] = [await readMailSettings(tx), await readPolicy(tx)];
    const holders = await readHolders(tx, today);
    const duties = await readDueDuties(tx, today, holders);
    const due = duties.flatMap((duty) => remindersToday(duty, { today, planned, days, policy, holders }));
    const reminders = await recordReminders(tx, due);
    const leaders = SUMMED_UP_FOR.flatMap(holders);
    const digests = await planDigests(tx, { today, days, settings, leaders });
    const invitations = await planInvitations(tx, today, tx.at);
    return { reminders, digests, invitations };
  }
}
