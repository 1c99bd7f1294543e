import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../../api/index.js';
import { SchoolClocks } from '../../cycles/index.js';
import { Engine } from '../../engine/index.js';
import { mustHold, todayOf } from '../../people/index.js';
import type { Proof } from '../../platform/database/principal.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { plannedDays } from '../dates/dates.facts.js';
import { PersonDays } from '../dates/days-of-person.js';
import { judgeContract } from '../dates/judge-dates.js';
import { bookable } from './bookable.js';
import type { Bookable } from './bookable.js';
import { bookersOf, bookingPolicy } from './booker.js';
import type { Booker } from './booker.js';
import { bookingStart } from './booking-start.js';

/** So many people share a transaction: small enough that others never wait long. */
const CHUNK = 200;

const STAFF = {
  name: 'provision.staff_to_book',
  text: `select p.id from cpd.person p
    where p.school_id = auth.school() and p.staff_group is not null and p.staff_group <> 'governor'
      and (p.starts_on is null or p.starts_on <= $2::date) and (p.leaves_on is null or p.leaves_on >= $2::date)
      and ($3::text[] = '{}' or p.staff_group = any ($3)) and ($4::uuid[] = '{}' or p.id = any ($4))
      and not exists (select from cpd.booking b join engine.instance i on i.id = b.id
        where b.activity_id = $1 and b.person_id = p.id and i.state !~ '^(ended|filed)')
    order by p.surname, p.forename, p.id`,
};
const WRITE = {
  name: 'provision.write_whole_school',
  text: `insert into cpd.booking (id, school_id, host_school_id, activity_id, cycle_id, person_id, attempt, whole_school,
      fee_pence, travel_pence, materials_pence, asked_by, asked_at)
    select b.id, auth.school(), $2, $1, $3, b."personId", b.attempt, true, 0, 0, 0, $6, $4
      from jsonb_to_recordset($5) as b(id uuid, "personId" uuid, attempt int) on conflict (id) do nothing`,
};
const PURPOSES = {
  name: 'provision.write_whole_school_purposes',
  text: `insert into cpd.booking_purpose (booking_id, school_id, outcome, baseline, evidence, written_by, written_at)
    select b, auth.school(), $2, $3, $4, auth.person(), $5 from unnest($1::uuid[]) b on conflict (booking_id) do nothing`,
};
const ATTEMPTS = {
  name: 'provision.attempts_of_people',
  text: `select split_part(key, ':', 2) as id, max(split_part(key, ':', 3)::int) + 1 as next from engine.instance
    where tenant_id = auth.school() and chart = 'booking' and key like $1 || ':%' group by 1`,
};

/** Books many people at once: an INSET day for everybody, statutory training for a group. */
@Injectable()
export class WholeSchool {
  private readonly days = new PersonDays(new SchoolClocks());

  constructor(@Inject(Engine) private readonly engine: Engine) {}

  /**
   * Books everybody in post on the first day (of some staff groups, or those named). Whoever has a booking is left alone, so
   * a call that was interrupted can be made again. Returns how many are new.
   */
  async book(
    proof: Proof,
    activityId: string,
    who: { readonly staffGroups: readonly string[]; readonly people: readonly string[] },
  ): Promise<number> {
    const { activity, people } = await this.engine.unit.run(proof, async (tx) => {
      mustHold(tx, ['cpdLeader', 'cpdTeam', 'head', 'deputy'], 'Booking for many people');
      return tx.asSystem(async (system) => {
        const found = await bookable(system, activityId);
        const rows = await system.query<{ id: string }>(STAFF, [
          activityId,
          found.startsOn,
          who.staffGroups,
          who.people,
        ]);
        return { activity: found, people: rows.map(({ id }) => id) };
      });
    });
    if (activity.costPence > 0) {
      throw new Refused(
        409,
        'fee-per-place',
        'A booking for many people has one fixed fee instead of a price for each place: change what it costs first.',
      );
    }
    if (activity.shut) throw new Refused(409, 'booking-closed', 'Booking for this has closed.');
    for (let from = 0; from < people.length; from += CHUNK) {
      await this.engine.unit.run(proof, (tx) => this.chunk(tx, activity, people.slice(from, from + CHUNK)));
    }
    return people.length;
  }

  private async chunk(tx: Tx, activity: Bookable, people: readonly string[]): Promise<void> {
    const today = todayOf(tx);
    const { bookers, policy, attempts, dates } = await tx.asSystem(async (system) => ({
      bookers: await bookersOf(system, people, today),
      policy: await bookingPolicy(system, today),
      dates: await this.datesOf(system, activity.id, people),
      attempts: await system.query<{ id: string; next: number }>(ATTEMPTS, [activity.id]),
    }));
    const attemptOf = ({ personId }: Booker) => attempts.find(({ id }) => id === personId)?.next ?? 0;
    const schoolId = tx.principal.school;
    const starts = bookers.map((booker) =>
      bookingStart({
        ...{ activity, booker, policy, schoolId, attempt: attemptOf(booker) },
        ...{ needId: null, funding: [], wholeSchool: true, dates: dates.get(booker.personId) ?? {} },
      }),
    );
    const rows = bookers.map((booker, at) => ({
      id: starts[at]?.id,
      personId: booker.personId,
      attempt: attemptOf(booker),
    }));
    const { hostSchoolId, cycleId, outcome, baseline, evidence } = activity;
    const by = tx.principal.person;
    await tx.asSystem((system) =>
      system.query(WRITE, [activity.id, hostSchoolId, cycleId, tx.at, JSON.stringify(rows), by]),
    );
    await this.engine.startManyIn(tx, 'booking', starts);
    await tx.query(PURPOSES, [starts.map(({ id }) => id), outcome, baseline, evidence, tx.at]);
  }

  /** Clashes do not hold up what the whole school does; days outside somebody's contract do. */
  private async datesOf(system: Tx, activityId: string, people: readonly string[]) {
    const days = await plannedDays(system, activityId);
    const persons = await this.days.ofMany(system, people);
    return new Map([...persons].map(([id, person]) => [id, judgeContract(days, person)]));
  }
}
