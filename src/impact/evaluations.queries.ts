import { Inject, Injectable } from '@nestjs/common';
import { holders } from '../../workflows/people.js';
import type { ImpactContext } from '../../workflows/impact/impact.types.js';
import { Refused } from '../api/problem.js';
import { Engine } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { Evaluation } from './evaluation.entity.js';
import { Evidence } from './evidence.entity.js';
import type { EvidenceKind } from './evidence.entity.js';
import { strengthOf } from './evidence-strength.js';
import type { Strength } from './evidence-strength.js';
import { FollowUp } from './follow-up.entity.js';
import { Judgement } from './judgement.entity.js';
import { Measure } from './measure.entity.js';
import { EvaluationResponse } from './response.entity.js';

/** One line of a list of evaluations: nothing of what anybody said. */
export interface EvaluationLine {
  readonly id: string;
  readonly activityId: string;
  readonly activity: string;
  readonly bookingId: string | null;
  readonly cycleId: string;
  readonly people: readonly string[];
  readonly state: string;
  readonly status: string;
  readonly mode: string;
  readonly finding: string | null;
  readonly notReturned: readonly string[];
}

export interface EvaluationFilter {
  readonly cycleId?: string;
  readonly activityId?: string;
  /** 'mine': I took part; 'people': I am the line manager in the record; 'all': whatever is open to me. */
  readonly whose: 'mine' | 'people' | 'all';
  readonly open?: boolean;
  readonly limit: number;
  readonly offset: number;
}

const LINES = `select e.id, e.activity_id as "activityId", coalesce(a.title, '') as activity, e.booking_id as "bookingId",
    e.cycle_id as "cycleId", i.state, i.status, c.context ->> 'mode' as mode, c.context ->> 'outcome' as finding,
    c.context -> 'notReturned' as "notReturned",
    array(select p.forename || ' ' || p.surname from cpd.person p where c.context #> '{people,person}' @> to_jsonb(p.id::text)
      and ($6 or e.booking_id is not null or p.id = auth.person()) order by p.surname, p.forename) as people
  from cpd.evaluation e join engine.instance i on i.id = e.id
  cross join lateral (select i.snapshot -> 'context' as context) c
  left join cpd.activity a on a.id = e.activity_id
  where ($1::uuid is null or e.cycle_id = $1) and ($2::uuid is null or e.activity_id = $2)
    and ($3 = 'all' or c.context #> case $3 when 'mine' then '{people,person}'::text[] else '{people,lineManager}' end
      @> to_jsonb(auth.person()::text))
    and (not $7 or i.status = 'active')
  order by e.held_on desc, e.id limit $4 offset $5`;

const ENTERS_FOR = `select p.id as "personId", p.forename || ' ' || p.surname as name from cpd.person p
  where p.id = any ($2) and not p.online and cpd.enters_answers_for($1, p.id) order by p.surname, p.forename, p.id`;

/** Somebody without a computer for whom the caller may enter answers. */
interface Entering {
  readonly personId: string;
  readonly name: string;
}

/** Reads of evaluations as the caller: what the database does not show is not there. */
@Injectable()
export class EvaluationsQueries {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  async list(tx: Tx, filter: EvaluationFilter): Promise<EvaluationLine[]> {
    const { cycleId = null, activityId = null, whose, open = false, limit, offset } = filter;
    return tx.query<EvaluationLine>(LINES, [
      cycleId,
      activityId,
      whose,
      limit,
      offset,
      seesEveryone(tx),
      open,
    ]);
  }

  /** Everything of one evaluation that is open to the caller. Throws Refused 404 'not-found'. */
  async one(tx: Tx, id: string) {
    const evaluation = await tx.manager.findOneBy(Evaluation, { id });
    if (!evaluation)
      throw new Refused(404, 'not-found', 'There is no such evaluation, or it is not open to you.');
    const record = await this.engine.read.instance(tx, id);
    const context = record.context as unknown as ImpactContext;
    const responses = await tx.manager.find(EvaluationResponse, {
      where: { evaluationId: id },
      order: { writtenAt: 'ASC', id: 'ASC' },
    });
    const byTime = { where: { evaluationId: id }, order: { givenAt: 'ASC' as const, id: 'ASC' as const } };
    const evidence = await tx.manager.find(Evidence, byTime);
    const measures = await tx.manager.find(Measure, {
      where: { evaluationId: id },
      order: { phase: 'DESC' },
    });
    const judgements = await tx.manager.find(Judgement, {
      where: { evaluationId: id },
      order: { at: 'ASC', id: 'ASC' },
    });
    const followUps = await tx.manager.find(FollowUp, {
      where: { evaluationId: id },
      order: { madeAt: 'ASC', id: 'ASC' },
    });
    return {
      ...evaluation,
      state: record.state,
      status: record.status,
      revision: record.revision,
      labels: record.at.map(({ label }) => label),
      mode: context.mode,
      benefit: context.benefit,
      finding: context.outcome,
      notReturned: context.notReturned,
      strength: strength(evidence, measures, responses),
      entersFor: await tx.query<Entering>(ENTERS_FOR, [id, holders(context.people.person)]),
      clocks: await this.engine.read.timers(tx, id),
      ...{ responses, evidence, measures, judgements, followUps },
    };
  }
}

function strength(
  evidence: readonly { readonly kind: EvidenceKind }[],
  measures: readonly Measure[],
  responses: readonly EvaluationResponse[],
): Strength {
  return strengthOf({
    kinds: evidence.map(({ kind }) => kind),
    measured: measures.some(({ baseline, actual }) => baseline !== null && actual !== null),
    described: responses.some(({ stage }) => stage !== 'reaction'),
  });
}

/** Colleagues on the same day do not get each other's names from here. */
function seesEveryone(tx: Tx): boolean {
  return (
    tx.principal.system ||
    ['post:cpdLeader', 'post:head', 'post:deputy'].some((a) => tx.principal.audiences.includes(a))
  );
}
