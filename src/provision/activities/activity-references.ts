import { Refused } from '../../api/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

const FOUND = {
  name: 'provision.references',
  text: `select ($1::uuid is null or exists (select from cpd.provider where id = $1)) as provider,
    ($2::uuid is null or exists (select from cpd.priority where id = $2 and withdrawn_on is null)) as priority,
    ($3::uuid is null or exists (select from cpd.pot where id = $3 and closed_on is null)) as pot,
    ($4::uuid is null or exists (select from cpd.person where id = $4 and school_id = auth.school()
      and (leaves_on is null or leaves_on >= $5::date))) as facilitator`,
};
const MISSING: Readonly<Record<string, string>> = {
  provider: 'There is no such provider.',
  priority: 'There is no such school priority.',
  pot: 'There is no such pot, or it is closed.',
  facilitator: 'Nobody of that id works here.',
};

/** What an activity refers to by id. */
export interface References {
  readonly providerId?: string | null;
  readonly priorityId?: string | null;
  readonly potId?: string | null;
  readonly facilitatorId?: string | null;
}

/** Throws Refused 422 'unknown-<what>' for the first that is not there. Pots are looked up as the system: not all may read them. */
export async function mustExist(tx: Tx, references: References, today: string): Promise<void> {
  const { providerId = null, priorityId = null, potId = null, facilitatorId = null } = references;
  const [found] = await tx.asSystem((system) =>
    system.query<Record<string, boolean>>(FOUND, [providerId, priorityId, potId, facilitatorId, today]),
  );
  const missing = Object.keys(MISSING).find((what) => found?.[what] === false);
  if (missing) throw new Refused(422, `unknown-${missing}`, MISSING[missing] ?? '');
}

const CYCLE = {
  name: 'provision.cycle_on',
  text: `select id from cpd.cycle where case when $1::uuid is null then true else id = $1 end
    order by ($2::date between starts_on and ends_on) desc, starts_on desc limit 1`,
};

/** The school's year to which something on a date belongs, or the one named. Throws Refused 409 'no-cycle', 422 'unknown-cycle'. */
export async function cycleFor(tx: Tx, cycleId: string | null, on: string): Promise<string> {
  const [cycle] = await tx.query<{ id: string }>(CYCLE, [cycleId, on]);
  if (cycle) return cycle.id;
  if (cycleId !== null) throw new Refused(422, 'unknown-cycle', 'There is no such year.');
  throw new Refused(409, 'no-cycle', 'The school has not set up a year yet.');
}
