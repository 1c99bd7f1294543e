import { Inject, Injectable } from '@nestjs/common';
import type { CycleDates } from '../../workflows/cycle/cycle.types.js';
import { Refused } from '../api/problem.js';
import { LONG_ABSENCE, Reviewers } from '../people/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { policyNumberOf } from './policy/index.js';
import { standingOf, worksHere } from './standing.js';
import type { Employment } from './standing.js';
import { YearStarters } from './year-starters.js';
import type { ReviewInFlight, Year, YearPerson } from './year-starters.js';

interface YearRow {
  readonly id: string;
  readonly schoolId: string;
  readonly title: string;
  readonly previousId: string | null;
  readonly governorsMeetOn: string | null;
  readonly pinned: Record<string, number>;
  readonly dates: CycleDates;
}

interface StaffRow extends Employment {
  readonly id: string;
  readonly online: boolean;
  readonly framework: string | null;
  readonly chosen: boolean;
  readonly isHead: boolean;
  readonly reviewedHere: boolean;
  readonly awaySince: string | null;
  readonly stage: ReviewInFlight['stage'] | null;
  readonly heldOn: string | null;
  readonly agreedOn: string | null;
}

const YEAR = `select c.id, c.school_id as "schoolId", c.title, c.previous_id as "previousId",
    c.governors_meet_on::text as "governorsMeetOn", c.pinned, i.snapshot->'context' as dates
  from cpd.cycle c join engine.instance i on i.id = c.id where c.id = $1`;

const STAFF = `select p.id, p.staff_group as "staffGroup", p.starts_on::text as "startsOn", p.leaves_on::text as "leavesOn",
    p.early_career as "earlyCareer", p.online, f.framework_code as framework, f.staff_group is not null as chosen,
    exists (select from cpd.post o where o.school_id = p.school_id and o.person_id = p.id and o.post = 'head'
      and o.from_date <= $2 and (o.to_date is null or o.to_date > $2)) as "isHead",
    not exists (select from cpd.home_school h where h.school_id = p.school_id and h.person_id = p.id) as "reviewedHere",
    (select a.from_date::text from cpd.absence a where a.school_id = p.school_id and a.person_id = p.id
      and a.from_date <= $2 and coalesce(a.to_date, 'infinity') >= $2
      and coalesce(a.to_date, $2::date) - a.from_date >= ${LONG_ABSENCE} limit 1) as "awaySince",
    r.stage, r.held_on::text as "heldOn", r.agreed_on::text as "agreedOn"
  from cpd.person p
  left join cpd.framework_choice f on f.school_id = p.school_id and f.staff_group = p.staff_group
  left join cpd.review_in_flight r on r.school_id = p.school_id and r.cycle_id = $1 and r.person_id = p.id
 where p.staff_group is not null and p.id = any ($3::uuid[])
 order by p.id`;

/** Reads years and who is part of them, as the system of the school. */
@Injectable()
export class Years {
  constructor(
    @Inject(Reviewers) private readonly reviewers: Reviewers,
    @Inject(YearStarters) private readonly starters: YearStarters,
  ) {}

  /** A year with its dates. @throws Refused 404 'no-such-year' */
  async one(system: Tx, id: string): Promise<Year> {
    const [row] = await system.query<YearRow>(YEAR, [id]);
    if (!row) throw new Refused(404, 'no-such-year', 'There is no such year.');
    const { dates, ...year } = row;
    const { opensOn, reviewsDueOn, needsSortedOn, planAmendedOn, reportOpensOn, reportDueOn } = dates;
    const { closesOn, runsOnUntil, corePlanDueOn } = dates;
    return {
      ...year,
      ...{ opensOn, reviewsDueOn, needsSortedOn, planAmendedOn, reportOpensOn, reportDueOn },
      ...{ closesOn, runsOnUntil, corePlanDueOn },
    };
  }

  /** The number of a policy that holds here. */
  async policyNumber(tx: Tx, key: string): Promise<number> {
    const [row] = await tx.query<{ number: number }>(
      'select number from cpd.policy where key = $1 and number is not null',
      [key],
    );
    return row?.number ?? policyNumberOf(key)?.default ?? 0;
  }

  /** Ids of everybody on the payroll, whenever they came or leave: so that of many people not all are held at once. */
  async staff(system: Tx): Promise<string[]> {
    const rows = await system.query<{ id: string }>(
      'select id from cpd.person where staff_group is not null order by id',
    );
    return rows.map((row) => row.id);
  }

  /** Of some staff those who work here on a day or start later, with what the year needs to know of them. */
  async people(
    system: Tx,
    year: Pick<Year, 'id' | 'opensOn'>,
    on: string,
    ids: readonly string[],
  ): Promise<YearPerson[]> {
    const leastWeeks = await this.policyNumber(system, 'review.leastWeeks');
    const rows = await system.query<StaffRow>(STAFF, [year.id, on, ids]);
    const here = rows.filter((row) => worksHere(row, later(row.startsOn, on) ?? on));
    const reviewers = await this.reviewers.of(
      system,
      here.map((row) => row.id),
      on,
    );
    return here.map((row) => ({
      id: row.id,
      staffGroup: row.staffGroup ?? 'other',
      standing: standingOf(row, leastWeeks),
      reviewerId: reviewers.get(row.id) ?? null,
      frameworkCode: row.chosen ? row.framework : this.starters.frameworkOf(row.staffGroup ?? 'other'),
      online: row.online,
      isHead: row.isHead,
      reviewedHere: row.reviewedHere,
      awaySince: row.awaySince,
      from: later(row.startsOn, year.opensOn) ?? year.opensOn,
      inFlight: row.stage && { stage: row.stage, heldOn: row.heldOn, agreedOn: row.agreedOn },
    }));
  }
}

function later(one: string | null, other: string): string | null {
  return one !== null && one > other ? one : other;
}
