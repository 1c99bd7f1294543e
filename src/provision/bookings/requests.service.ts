import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../../api/index.js';
import { SchoolClocks } from '../../cycles/index.js';
import { Engine } from '../../engine/index.js';
import type { Answer } from '../../engine/index.js';
import { todayOf } from '../../people/index.js';
import type { Proof } from '../../platform/database/principal.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { readDates } from '../dates/dates.facts.js';
import { PersonDays } from '../dates/days-of-person.js';
import { askShares, firstShare } from '../money/funding.js';
import { bookable } from './bookable.js';
import type { Bookable } from './bookable.js';
import { bookerOf, bookingPolicy } from './booker.js';
import { Booking } from './booking.entity.js';
import { BookingPurpose } from './booking-purpose.entity.js';
import { bookingIdOf, bookingStart } from './booking-start.js';

/** Why somebody is to go; all of it may still be empty while the request is being written. */
export interface Purpose {
  readonly outcome: string;
  readonly baseline: string;
  readonly evidence: string;
  readonly reason: string;
}
export interface BookingRequest extends Purpose {
  readonly activityId: string;
  /** Null: the caller themselves. */
  readonly personId: string | null;
  readonly needId: string | null;
  /** What the person needs to take part. */
  readonly access: string;
}

/** Takes requests for places: for oneself, by a line manager, or by those who lead CPD. */
@Injectable()
export class Requests {
  private readonly days = new PersonDays(new SchoolClocks());

  constructor(@Inject(Engine) private readonly engine: Engine) {}

  /**
   * Starts a booking. The same idempotency key answers with what it started; without it a second request of the same
   * person for the same activity is refused 409 'already-booked' with the id of the first.
   */
  request(proof: Proof, what: BookingRequest, key?: string): Promise<Answer> {
    return this.engine.unit.run(proof, async (tx) => {
      await tx.query(ONE_AT_A_TIME, [what.activityId, what.personId ?? tx.principal.person]);
      const again = key === undefined ? undefined : await this.startedWith(tx, key);
      return again ?? this.start(tx, what, key);
    });
  }

  private async start(tx: Tx, what: BookingRequest, key?: string): Promise<Answer> {
    const today = todayOf(tx);
    const personId = what.personId ?? tx.principal.person ?? '';
    const found = await tx.asSystem(async (system) => {
      const activity = await bookable(system, what.activityId);
      const booker = await bookerOf(system, personId, today);
      const policy = await bookingPolicy(system, today);
      const attempt = await nextAttempt(system, activity.id, personId);
      await mustBeTheirNeed(system, what.needId, personId);
      const bookingId = bookingIdOf(activity.id, personId, attempt);
      const question = { bookingId, activityId: activity.id, personId };
      const dates = await readDates(system, this.days, question);
      const funding = await firstShare(system, activity.cycleId, activity.potId, activity.costPence);
      return { activity, booker, policy, attempt, dates, funding };
    });
    if (found.activity.shut) throw new Refused(409, 'booking-closed', 'Booking for this has closed.');
    const schoolId = tx.principal.school;
    const start = bookingStart({ ...found, schoolId, needId: what.needId, wholeSchool: false });
    await tx.manager.getRepository(Booking).insert(bookingRow(tx, found.activity, personId, found.attempt));
    await tx.asSystem((system) => askShares(system, start.id, found.funding));
    const answer = await this.engine.startIn(tx, 'booking', start, { key });
    await tx.manager.getRepository(BookingPurpose).insert({
      ...purposeOf(found.activity, what),
      ...{
        bookingId: start.id,
        schoolId,
        needId: what.needId,
        writtenBy: tx.principal.person ?? '',
        writtenAt: tx.at,
      },
    });
    if (what.access !== '') await writeAccess(tx, start.id, what.access);
    return answer;
  }

  private async startedWith(tx: Tx, key: string): Promise<Answer | undefined> {
    const [row] = await tx.query<{ key: string }>(
      `select i.key from engine.event e join engine.instance i on i.id = e.instance_id
        where e.command_key = $1 and i.chart = 'booking'`,
      [key],
    );
    return row && this.engine.read.byKey(tx, 'booking', row.key);
  }
}

/** A double click waits for the first click, and then finds what it made. */
const ONE_AT_A_TIME = {
  name: 'provision.one_request_at_a_time',
  text: `select pg_advisory_xact_lock(hashtextextended('booking/' || $1::text || '/' || $2::text, 0))`,
};
const ATTEMPTS = {
  name: 'provision.attempts',
  text: `select b.id, i.state from cpd.booking b join engine.instance i on i.id = b.id
    where b.activity_id = $1 and b.person_id = $2 order by b.attempt desc`,
};
const NEXT = {
  name: 'provision.next_attempt',
  text: `select coalesce(max(split_part(key, ':', 3)::int) + 1, 0) as next from engine.instance
    where tenant_id = auth.school() and chart = 'booking' and key like $1 || ':' || $2 || ':%'`,
};

/** Throws Refused 409 'already-booked' while an earlier one has not been given up. */
export async function nextAttempt(system: Tx, activityId: string, personId: string): Promise<number> {
  const rows = await system.query<{ id: string; state: string }>(ATTEMPTS, [activityId, personId]);
  const live = rows.find(({ state }) => !/^(ended|filed)/.test(state));
  if (live) {
    throw new Refused(409, 'already-booked', 'There is a booking of this person for it already.', {
      bookingId: live.id,
    });
  }
  const [row] = await system.query<{ next: number }>(NEXT, [activityId, personId]);
  return row?.next ?? 0;
}

async function mustBeTheirNeed(system: Tx, needId: string | null, personId: string): Promise<void> {
  if (needId === null) return;
  const [need] = await system.query(
    `select from engine.instance where id = $1 and chart = 'need' and snapshot #>> '{context,people,person}' = $2`,
    [needId, personId],
  );
  if (!need) throw new Refused(422, 'unknown-need', 'This person has no such training need.');
}

/** The content row of a booking, for the activity as it is now. */
export const bookingRow = (tx: Tx, activity: Bookable, personId: string, attempt: number) => ({
  id: bookingIdOf(activity.id, personId, attempt),
  schoolId: tx.principal.school,
  hostSchoolId: activity.hostSchoolId,
  activityId: activity.id,
  cycleId: activity.cycleId,
  personId,
  attempt,
  wholeSchool: false,
  feePence: activity.feePence,
  travelPence: activity.travelPence,
  materialsPence: activity.materialsPence,
  askedBy: tx.principal.person ?? '',
  askedAt: tx.at,
});

/** Statutory training brings its outcome along; what the person writes of it comes first. */
const purposeOf = (activity: Bookable, { outcome, baseline, evidence, reason }: Purpose): Purpose => ({
  outcome: outcome === '' && activity.statutory ? activity.outcome : outcome,
  baseline: baseline === '' && activity.statutory ? activity.baseline : baseline,
  evidence: evidence === '' && activity.statutory ? activity.evidence : evidence,
  reason,
});

/** What somebody needs to take part; said again, it replaces what was said. */
export async function writeAccess(tx: Tx, bookingId: string, body: string): Promise<void> {
  await tx.query(
    `insert into cpd.booking_access (booking_id, school_id, body) values ($1, $2, $3)
      on conflict (booking_id) do update set body = excluded.body`,
    [bookingId, tx.principal.school, body],
  );
}
