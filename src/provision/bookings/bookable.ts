import type { ActivityContext } from '../../../workflows/activity/activity.types.js';
import { Refused } from '../../api/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { cycleFor } from '../activities/activity-references.js';
import type { ChargeRule } from '../money/charges.js';

/**
 * What a booking takes from its activity. Pence for one place; at an activity of another school the place alone, and the
 * year of whoever books.
 */
export interface Bookable {
  readonly id: string;
  readonly hostSchoolId: string | null;
  readonly cycleId: string;
  readonly external: boolean;
  readonly statutory: boolean;
  readonly priorityId: string | null;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly shut: boolean;
  readonly feePence: number;
  readonly travelPence: number;
  readonly materialsPence: number;
  readonly costPence: number;
  readonly potId: string | null;
  readonly charges: readonly ChargeRule[];
  readonly outcome: string;
  readonly baseline: string;
  readonly evidence: string;
}

interface Row {
  /** False for what another school offers: its year, pots and priorities are its own. */
  readonly own: boolean;
  readonly state: string;
  readonly context: ActivityContext;
  readonly host: string | null;
  readonly statutory: boolean;
  readonly priority: string | null;
  readonly fee: number;
  readonly travel: number;
  readonly materials: number;
  readonly pot: string | null;
  readonly charges: ChargeRule[];
  readonly outcome: string;
  readonly baseline: string;
  readonly evidence: string;
}

const ACTIVITY = {
  name: 'provision.bookable',
  text: `select i.state, i.snapshot->'context' as context, v.statutory, c.charges, v.outcome, v.baseline, v.evidence, own.it as own,
      case when own.it then v.host_school_id else v.school_id end as host,
      case when own.it then c.fee_pence else coalesce(c.guest_fee_pence, c.fee_pence) end as fee,
      case when own.it then v.priority_id end as priority, case when own.it then c.pot_id end as pot,
      case when own.it then c.travel_pence else 0 end as travel,
      case when own.it then c.materials_pence else 0 end as materials
    from cpd.activity v join cpd.activity_cost c on c.activity_id = v.id join engine.instance i on i.id = v.id
      cross join lateral (select v.school_id = auth.school() as it) own
    where v.id = $1`,
};

/** Read as the system, since not everybody may see what things cost. Throws Refused 404, 409 'not-open', 'activity-over'. */
export async function bookable(system: Tx, activityId: string): Promise<Bookable> {
  const [row] = await system.query<Row>(ACTIVITY, [activityId]);
  if (!row || row.state === 'discarded') {
    throw new Refused(404, 'not-found', 'There is no such activity, or it is not open to you.');
  }
  if (row.state === 'draft')
    throw new Refused(409, 'not-open', 'It is still a draft and cannot be booked yet.');
  const { context } = row;
  if (context.over !== null) throw new Refused(409, 'activity-over', 'It has taken place or was cancelled.');
  const { external, startsOn, endsOn, shut } = context;
  const cycleId = row.own ? context.cycleId : await cycleFor(system, null, startsOn);
  return {
    ...{ id: activityId, hostSchoolId: row.host, cycleId, external, startsOn, endsOn, shut },
    ...{ statutory: row.statutory, priorityId: row.priority, potId: row.pot, charges: row.charges },
    ...{ feePence: row.fee, travelPence: row.travel, materialsPence: row.materials },
    costPence: row.fee + row.travel + row.materials,
    ...{ outcome: row.outcome, baseline: row.baseline, evidence: row.evidence },
  };
}
