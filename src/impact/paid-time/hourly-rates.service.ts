import { Injectable } from '@nestjs/common';
import { Refused } from '../../api/problem.js';
import { mustHold, STAFF_GROUPS } from '../../people/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { HourlyRate } from './price.js';

const RATES = {
  name: 'impact.hourly_rates',
  text: `select staff_group as "staffGroup", from_on::text as "from", pence from cpd.hourly_rate
    order by staff_group, from_on`,
};

/** Every rate that was ever set, as far as they are open to the caller: those who lead, and finance. */
export const hourlyRates = (tx: Tx): Promise<HourlyRate[]> => tx.query<HourlyRate>(RATES);

/** What an hour of each staff group costs: an average that the school sets, never anybody's pay. */
@Injectable()
export class HourlyRates {
  /**
   * From that day on; saying it again for the same day puts it right. Earlier days keep what was set for them.
   * Throws Refused 403, 422 'unknown-staff-group'.
   */
  async set(tx: Tx, { staffGroup, from, pence }: HourlyRate): Promise<void> {
    mustHold(tx, ['head', 'finance', 'cpdLeader'], 'Setting hourly rates');
    if (!(STAFF_GROUPS as readonly string[]).includes(staffGroup) || staffGroup === 'governor')
      throw new Refused(422, 'unknown-staff-group', 'There is no such staff group.');
    await tx.query(
      `insert into cpd.hourly_rate (school_id, staff_group, from_on, pence, set_by, set_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (school_id, staff_group, from_on) do update set pence = excluded.pence, set_by = excluded.set_by,
          set_at = excluded.set_at`,
      [tx.principal.school, staffGroup, from, pence, tx.principal.person, tx.at],
    );
  }
}
