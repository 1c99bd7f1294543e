import type { ApprovalPolicy, BookingInput } from '../../../workflows/booking/booking.types.js';
import { Refused } from '../../api/index.js';
import { defaultPolicy } from '../../cycles/index.js';
import { Reviewers } from '../../people/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

/** Whom the booking of a person concerns. */
export interface Booker {
  readonly personId: string;
  readonly lineManagerId: string | null;
  readonly approverId: string | null;
}

const IN_POST = {
  name: 'provision.in_post',
  text: `select p.id, a.approver_id as approver from cpd.person p
      left join cpd.booking_approver a on a.school_id = p.school_id and a.person_id = p.id
    where p.id = any ($1::uuid[]) and p.school_id = auth.school() and p.staff_group is not null
      and (p.leaves_on is null or p.leaves_on >= $2::date)`,
};

/** Line manager and booking approver of people, as the system. Those who do not work here on that day are left out. */
export async function bookersOf(system: Tx, people: readonly string[], on: string): Promise<Booker[]> {
  const rows = await system.query<{ id: string; approver: string | null }>(IN_POST, [people, on]);
  const managers = await new Reviewers().of(system, people, on);
  return rows.map(({ id, approver }) => ({
    personId: id,
    lineManagerId: managers.get(id) ?? null,
    approverId: approver,
  }));
}

/** One person's. Throws Refused 422 'unknown-person'. */
export async function bookerOf(system: Tx, personId: string, on: string): Promise<Booker> {
  const [booker] = await bookersOf(system, [personId], on);
  if (!booker) throw new Refused(422, 'unknown-person', 'Nobody of that id works here on the day.');
  return booker;
}

export const peopleOf = ({ personId, lineManagerId, approverId }: Booker): BookingInput['people'] => ({
  person: personId,
  lineManager: lineManagerId,
  approver: approverId,
});

const HOLDERS = {
  name: 'provision.holders',
  text: `select distinct on (post) post, person_id as person from cpd.post
    where post in ('cpdLeader', 'head', 'deputy', 'finance', 'governor') and from_date <= $1::date
      and (to_date is null or to_date > $1::date) order by post, from_date desc, id`,
};
const LIMITS = {
  name: 'provision.limits',
  text: `select key, number from cpd.policy where number is not null
    and key in ('booking.headAbovePence', 'booking.financeAbovePence', 'impact.fullAbovePence')`,
};

/** The school's limits, pence, and who holds the posts on a day. */
export interface BookingPolicy {
  readonly approval: ApprovalPolicy;
  readonly fullAbovePence: number;
}

export async function bookingPolicy(system: Tx, on: string): Promise<BookingPolicy> {
  const holders = await system.query<{ post: string; person: string }>(HOLDERS, [on]);
  const own = await system.query<{ key: string; number: number }>(LIMITS);
  const limit = (key: string) => own.find((row) => row.key === key)?.number ?? defaultPolicy[key] ?? 0;
  return {
    approval: {
      headAbovePence: limit('booking.headAbovePence'),
      financeAbovePence: limit('booking.financeAbovePence'),
      holders: Object.fromEntries(holders.map(({ post, person }) => [post, person])),
    },
    fullAbovePence: limit('impact.fullAbovePence'),
  };
}
