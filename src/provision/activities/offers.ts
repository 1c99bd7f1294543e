import { Refused } from '../../api/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { ActivityCost } from './activity-cost.entity.js';

/** Another school of the trust. */
export interface SchoolBeside {
  readonly id: string;
  readonly name: string;
}

export const schoolsBeside = (tx: Tx): Promise<SchoolBeside[]> =>
  tx.query<SchoolBeside & object>('select id, name from cpd.schools_beside()');

/** To whom an activity is to be offered, null: all; and what a place costs them, pence, null: what it costs here. */
export interface Offer {
  readonly schools: readonly string[] | null;
  readonly guestFeePence: number | null;
}

/** Keeps the price and returns the schools. Throws Refused 422 'no-trust', 'unknown-school'. */
export async function offerTo(
  tx: Tx,
  activityId: string,
  { schools, guestFeePence }: Offer,
): Promise<{ schools: readonly string[] }> {
  const beside = (await schoolsBeside(tx)).map(({ id }) => id);
  if (beside.length === 0) {
    throw new Refused(422, 'no-trust', 'This school is in no trust with other schools here.');
  }
  const offered = schools ?? beside;
  if (offered.some((school) => !beside.includes(school))) {
    throw new Refused(422, 'unknown-school', 'One of these schools is not of the same trust.');
  }
  await tx.manager.getRepository(ActivityCost).update({ activityId }, { guestFeePence });
  return { schools: offered };
}

/** Somebody of another school, as those who lead an activity see them. */
export interface Guest {
  readonly bookingId: string;
  readonly school: string;
  readonly name: string;
  readonly placed: boolean;
  readonly waiting: boolean;
  readonly feePence: number;
}

const GUESTS = {
  name: 'provision.guests',
  text: `select booking_id as "bookingId", school, name, placed, waiting, fee_pence as "feePence" from cpd.activity_guests($1)`,
};

/** Empty for whoever does not lead or organise it. */
export const guestsOf = (tx: Tx, activityId: string): Promise<Guest[]> =>
  tx.query<Guest & object>(GUESTS, [activityId]);
