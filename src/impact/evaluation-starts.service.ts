import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import { defaultPolicy } from '../cycles/index.js';
import { Engine } from '../engine/index.js';
import type { Answer, CommandContext, StartRequest } from '../engine/index.js';
import { mustHold, todayOf } from '../people/index.js';
import type { Proof } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';
import { prepareEvaluation } from './evaluation-start.js';

/** What an attended booking says about the evaluation that it starts. */
export interface AttendedBooking {
  readonly bookingId: string;
  readonly activityId: string;
  readonly cycleId: string;
  readonly personId: string;
  readonly lineManagerId: string | null;
  readonly needId: string | null;
  readonly mode: 'full' | 'light';
  /** Last day of what was attended, ISO date. */
  readonly heldOn: string;
}

interface Fixed {
  readonly outcome: string;
  readonly baseline: string;
  readonly evidence: string;
}

interface ActivityHeld extends Fixed {
  readonly cycleId: string;
  /** It serves a priority of the school. */
  readonly stakes: boolean;
  readonly pence: number;
  readonly above: number;
  readonly state: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

const FIXED_FOR_BOOKING = `select coalesce(nullif(p.outcome, ''), a.outcome) as outcome,
    coalesce(nullif(p.baseline, ''), a.baseline) as baseline, coalesce(nullif(p.evidence, ''), a.evidence) as evidence
  from cpd.booking b join cpd.activity a on a.id = b.activity_id left join cpd.booking_purpose p on p.booking_id = b.id
  where b.id = $1`;
const ACTIVITY = `select a.cycle_id as "cycleId", a.priority_id is not null as stakes, a.outcome, a.baseline, a.evidence,
    (select coalesce(sum(b.fee_pence + b.travel_pence + b.materials_pence), 0)::int + coalesce(max(k.fixed_pence), 0)
      from cpd.booking b left join cpd.activity_cost k on k.activity_id = a.id where b.activity_id = a.id) as pence,
    i.state, i.snapshot #>> '{context,startsOn}' as "startsOn", i.snapshot #>> '{context,endsOn}' as "endsOn",
    coalesce((select number from cpd.policy where school_id = a.school_id and key = 'impact.fullAbovePence'), $2) as above
  from cpd.activity a join engine.instance i on i.id = a.id where a.id = $1`;
/** Whoever was marked as there; and whoever has a place, as long as no register says that they were away. */
const TOOK_PART = `select distinct b.person_id as "personId", p.need_id as "needId" from cpd.booking b
  join engine.instance i on i.id = b.id left join cpd.booking_purpose p on p.booking_id = b.id
  where b.activity_id = $1 and i.snapshot #>> '{context,impact}' is not distinct from 'group'
    and coalesce((select bool_or(t.mark <> 'absent') from cpd.attendance t where t.booking_id = b.id),
      exists (select from cpd.place l where l.booking_id = b.id))
  order by 1, 2`;
/** For people without a computer: their line managers, and whoever leads or organises it. */
const ENTERS = `select distinct p.line_manager_id as id from cpd.person p
    where p.id = any ($2) and not p.online and p.line_manager_id is not null
  union select distinct held.id::uuid from engine.instance i
    cross join lateral jsonb_array_elements_text(case jsonb_typeof(i.snapshot #> '{context,people,facilitator}')
      when 'array' then i.snapshot #> '{context,people,facilitator}'
      else jsonb_build_array(i.snapshot #> '{context,people,facilitator}') end
      || jsonb_build_array(i.snapshot #> '{context,people,organiser}')) as held(id)
    where i.id = $1 and held.id is not null
      and exists (select from cpd.person p where p.id = any ($2) and not p.online) order by 1`;
const LEADER = `select person_id as id from cpd.post where post = any ($1) and from_date <= $2
    and (to_date is null or to_date > $2) order by array_position($1, post), from_date, person_id limit 1`;

const whoEnters = async (tx: Tx, activityId: string, people: readonly string[]): Promise<string[]> =>
  (await tx.query<{ id: string }>(ENTERS, [activityId, people])).map(({ id }) => id);

/** Begins evaluations: one for each booking, or one for everybody on a whole-school day. */
@Injectable()
export class EvaluationStarts {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  /** In the commit of the attendance. */
  async startEvaluation(context: CommandContext, what: AttendedBooking): Promise<void> {
    context.start('impact', await this.forBooking(context.tx, what));
  }

  /** Writes what was fixed beforehand; returns how its record starts. As the system. */
  async forBooking(tx: Tx, what: AttendedBooking): Promise<StartRequest> {
    const { bookingId, activityId, cycleId, personId, lineManagerId, needId, mode, heldOn } = what;
    const [fixed] = await tx.query<Fixed>(FIXED_FOR_BOOKING, [bookingId]);
    return prepareEvaluation(tx, {
      ...{ id: idFrom('impact', bookingId), key: bookingId, cycleId, activityId, bookingId, mode, heldOn },
      people: { person: personId, lineManager: lineManagerId },
      needIds: needId === null ? [] : [needId],
      ...(fixed ?? { outcome: '', baseline: '', evidence: '' }),
    });
  }

  /** Once an activity has been held, in the commit that tells its bookings; nothing where nobody's place is a group's. */
  async startGroupEvaluation({ tx, start }: CommandContext, activityId: string): Promise<void> {
    const request = await this.groupRequest(tx, activityId, await this.activity(tx, activityId));
    if (request) start('impact', request);
  }

  /**
   * The same by hand, from the first day on: one evaluation for everybody who took part; the CPD leader judges it.
   * Throws Refused 404 'not-found', 409 'not-held-yet', 409 'nobody-took-part', 403.
   */
  async forGroup(proof: Proof, activityId: string, key?: string): Promise<Answer> {
    return this.engine.unit.run(proof, async (tx) => {
      mustHold(tx, ['cpdLeader', 'head', 'deputy'], 'Starting the evaluation of a group');
      return tx.asSystem(async (system) => {
        const activity = await this.activity(system, activityId);
        if (activity.startsOn > todayOf(system) || activity.state.includes('cancelled'))
          throw new Refused(
            409,
            'not-held-yet',
            'It has not taken place. What it is for is fixed in the activity itself; the evaluation starts on the day.',
          );
        const request = await this.groupRequest(system, activityId, activity);
        if (!request)
          throw new Refused(409, 'nobody-took-part', 'Nobody is on it whose place is evaluated as a group.');
        return this.engine.startIn(system, 'impact', request, { key });
      });
    });
  }

  private async activity(tx: Tx, activityId: string): Promise<ActivityHeld> {
    const [activity] = await tx.query<ActivityHeld>(ACTIVITY, [
      activityId,
      defaultPolicy['impact.fullAbovePence'],
    ]);
    if (!activity) throw new Refused(404, 'not-found', 'There is no such activity at this school.');
    return activity;
  }

  private async groupRequest(
    tx: Tx,
    activityId: string,
    activity: ActivityHeld,
  ): Promise<StartRequest | null> {
    const today = todayOf(tx);
    const took = await tx.query<{ personId: string; needId: string | null }>(TOOK_PART, [activityId]);
    if (took.length === 0) return null;
    const people = [...new Set(took.map((it) => it.personId))];
    const [leader] = await tx.query<{ id: string }>(LEADER, [['cpdLeader', 'head', 'deputy'], today]);
    const { outcome, baseline, evidence, cycleId } = activity;
    return prepareEvaluation(tx, {
      ...{ id: idFrom('impact', 'group', activityId), key: activityId, cycleId, activityId, bookingId: null },
      people: { person: people, lineManager: leader?.id ?? null },
      enters: await whoEnters(tx, activityId, people),
      needIds: [...new Set(took.flatMap((it) => it.needId ?? []))],
      mode: activity.stakes || activity.pence > activity.above ? 'full' : 'light',
      heldOn: activity.endsOn < today ? activity.endsOn : today,
      ...{ outcome, baseline, evidence },
    });
  }
}
