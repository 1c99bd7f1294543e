import { Inject, Injectable } from '@nestjs/common';
import type { CycleDateChanges } from '../../workflows/cycle/cycle.types.js';
import { Refused } from '../api/problem.js';
import { Engine } from '../engine/index.js';
import type { Answer } from '../engine/index.js';
import type { Proof } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';
import { Cycle } from './cycle.entity.js';
import { defaultDates, titleOf } from './default-dates.js';
import type { ReviewInFlight } from './year-starters.js';

export interface YearAsked {
  /** Calendar year in which it begins. */
  readonly startYear: number;
  readonly title?: string;
  readonly governorsMeetOn?: string | null;
  /** Where the school differs from the usual dates. */
  readonly dates?: CycleDateChanges;
}

export interface InFlight extends ReviewInFlight {
  readonly personId: string;
}

/** Prepares years and moves their dates. What else happens to a year are events of its chart. */
@Injectable()
export class Cycles {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  /**
   * Sets a year up: its dates by habit unless the school says otherwise.
   * @throws Refused 409 'year-exists' while another year of the same autumn is not discarded; 422 'dates-do-not-follow'
   */
  async prepare(proof: Proof, asked: YearAsked, key?: string): Promise<Answer> {
    const { startYear, title = titleOf(startYear), governorsMeetOn = null } = asked;
    const dates = { ...defaultDates(startYear, governorsMeetOn), ...asked.dates };
    mustFollow(dates);
    return this.engine.unit.run(proof, async (tx) => {
      const { school } = tx.principal;
      const before = key === undefined ? undefined : await startedUnder(tx, key);
      if (before) return this.engine.read.byKey(tx, 'cycle', before);
      const years = await this.yearsOf(tx);
      const same = years.filter((year) => year.startsOn.slice(0, 4) === dates.opensOn.slice(0, 4));
      if (same.some((year) => !year.discarded))
        throw new Refused(409, 'year-exists', `The year ${title} is set up already.`);
      const id = idFrom('cycle', school, dates.opensOn.slice(0, 4), same.length);
      const previousId = years.filter((y) => !y.discarded && y.startsOn < dates.opensOn).at(-1)?.id ?? null;
      await tx.manager.insert(Cycle, {
        id,
        schoolId: school,
        title,
        startsOn: dates.opensOn,
        endsOn: dates.closesOn,
        previousId,
        governorsMeetOn,
        pinned: {},
      });
      const input = { schoolId: school, cycleId: id, previousCycleId: previousId, ...dates };
      return this.engine.startIn(tx, 'cycle', { id, key: `cycle/${id}`, input }, { key });
    });
  }

  /** The feature's own part of CHANGE_DATES: the row keeps the first and the last day. */
  async noteDates(tx: Tx, id: string, changes: CycleDateChanges): Promise<void> {
    const { opensOn, closesOn } = changes;
    if (opensOn === undefined && closesOn === undefined) return;
    await tx.query(
      'update cpd.cycle set starts_on = coalesce($2, starts_on), ends_on = coalesce($3, ends_on) where id = $1',
      [id, opensOn ?? null, closesOn ?? null],
    );
  }

  /** Keeps where each person's review stands, for a school that starts in mid-year; read when the reviews begin. */
  async bringAlong(tx: Tx, cycleId: string, reviews: readonly InFlight[]): Promise<void> {
    const twice = reviews.find(
      (one, at) => reviews.findIndex((other) => other.personId === one.personId) !== at,
    );
    if (twice) throw new Refused(422, 'person-twice', 'Somebody’s review is named twice.', { ...twice });
    await tx.asSystem(async (system) => {
      const known = await system.query<{ id: string }>(
        'select id from cpd.person where id = any ($1::uuid[])',
        [reviews.map((review) => review.personId)],
      );
      if (known.length < reviews.length)
        throw new Refused(422, 'no-such-person', 'Somebody whose review is named does not work here.');
      await system.query(
        `insert into cpd.review_in_flight (school_id, cycle_id, person_id, stage, held_on, agreed_on)
           select auth.school(), $1, r."personId", r.stage, r."heldOn", r."agreedOn"
             from jsonb_to_recordset($2::jsonb) as r("personId" uuid, stage text, "heldOn" date, "agreedOn" date)
           on conflict (school_id, cycle_id, person_id) do update
             set stage = excluded.stage, held_on = excluded.held_on, agreed_on = excluded.agreed_on`,
        [cycleId, JSON.stringify(reviews)],
      );
    });
  }

  /** Years of the school, oldest first. Everybody may know that they are there. */
  yearsOf(tx: Tx): Promise<{ id: string; startsOn: string; discarded: boolean }[]> {
    return tx.query(
      `select c.id, c.starts_on::text as "startsOn", coalesce(i.state = 'discarded', false) as discarded
         from cpd.cycle c left join engine.instance i on i.id = c.id order by c.starts_on, c.id`,
    );
  }
}

/** The year that the same request made before: a retry gets the same answer. */
async function startedUnder(tx: Tx, key: string): Promise<string | undefined> {
  const [row] = await tx.query<{ key: string }>(
    `select i.key from engine.event e join engine.instance i on i.id = e.instance_id
      where e.command_key = $1 and e.revision = 1 and i.chart = 'cycle' and e.actor = $2`,
    [key, tx.principal.person ?? 'system'],
  );
  return row?.key;
}

function mustFollow(dates: CycleDateChanges): void {
  const order = ['corePlanDueOn', 'opensOn', 'reviewsDueOn', 'needsSortedOn', 'planAmendedOn'] as const;
  const end = ['reportOpensOn', 'reportDueOn', 'closesOn', 'runsOnUntil'] as const;
  const given = [...order, ...end].flatMap((name) => dates[name] ?? []);
  if (given.some((date, at) => at > 0 && date < (given[at - 1] ?? date)))
    throw new Refused(
      422,
      'dates-do-not-follow',
      'The dates must follow one another: core plan, opening, reviews, needs, plan, report, closing, end of running on.',
    );
}
