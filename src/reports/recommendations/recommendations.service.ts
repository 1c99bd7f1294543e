import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../../api/problem.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { mustNameNobody } from '../names-nobody.js';
import { ReportsQueries } from '../reports.queries.js';
import { candidatesOf } from './candidates.js';
import type { Candidate } from './candidates.js';

/** A suggestion, and whether the CPD leader recommends it. */
export interface Suggested extends Candidate {
  readonly chosen: boolean;
}

/** What somebody agreed to have told. */
export interface AgreedExample {
  readonly evaluationId: string;
  readonly personId: string;
  readonly activity: string;
  readonly words: string;
  readonly chosen: boolean;
}

const CHOSEN = 'select candidate from cpd.report_recommendation where report_id = $1 and struck_at is null';
const CHOOSE = `insert into cpd.report_recommendation (report_id, candidate, school_id, kind, words, because, chosen_by, chosen_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (report_id, candidate) do update set words = excluded.words,
    chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at, struck_at = null`;
const AGREED = `select e.evaluation_id as "evaluationId", e.person_id as "personId", a.title as activity, e.words,
    exists (select from cpd.report_example x where x.report_id = $1 and x.evaluation_id = e.evaluation_id
      and x.person_id = e.person_id and x.struck_at is null) as chosen
  from cpd.evaluation_example e join cpd.evaluation v on v.id = e.evaluation_id join cpd.activity a on a.id = v.activity_id
  where e.withdrawn_at is null and v.cycle_id = (select cycle_id from cpd.report where id = $1)
  order by e.agreed_at, e.evaluation_id, e.person_id`;
const SHOW = `insert into cpd.report_example (report_id, evaluation_id, person_id, school_id, chosen_by, chosen_at)
  values ($1, $2, $3, $4, $5, $6) on conflict (report_id, evaluation_id, person_id) do update set
    chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at, struck_at = null`;

/** Recommendations and examples: computed or agreed to, and chosen by whoever writes the report. */
@Injectable()
export class Recommendations {
  constructor(@Inject(ReportsQueries) private readonly queries: ReportsQueries) {}

  async suggested(tx: Tx, reportId: string): Promise<Suggested[]> {
    const chosen = (await tx.query<{ candidate: string }>(CHOSEN, [reportId])).map((it) => it.candidate);
    const candidates = candidatesOf(await this.queries.view(tx, reportId, 'leaders'));
    return candidates.map((it) => ({ ...it, chosen: chosen.includes(it.code) }));
  }

  /** In the writer's own words, or those of the suggestion. Throws Refused 404 'no-candidate', 422 'names-somebody'. */
  async choose(tx: Tx, reportId: string, code: string, words: string | null): Promise<void> {
    const candidate = (await this.suggested(tx, reportId)).find((it) => it.code === code);
    if (!candidate) throw new Refused(404, 'no-candidate', 'The figures of this report do not suggest this.');
    await mustNameNobody(tx, words ?? '');
    await tx.query(CHOOSE, [
      ...[reportId, code, tx.principal.school, candidate.kind, words ?? candidate.words, candidate.because],
      ...[tx.principal.person, tx.at],
    ]);
  }

  /** Throws Refused 404 'not-found'. */
  async strike(tx: Tx, reportId: string, code: string): Promise<void> {
    const struck = await tx.query(
      `update cpd.report_recommendation set struck_at = $3, chosen_by = $4 where report_id = $1 and candidate = $2
        and struck_at is null returning 1`,
      [reportId, code, tx.at, tx.principal.person],
    );
    if (struck.length === 0)
      throw new Refused(404, 'not-found', 'This is not recommended, or not yours to strike.');
  }

  agreedExamples(tx: Tx, reportId: string): Promise<AgreedExample[]> {
    return tx.query<AgreedExample>(AGREED, [reportId]);
  }

  /** Throws Refused 404 'not-agreed', 422 'names-somebody'. */
  async showExample(tx: Tx, reportId: string, evaluationId: string, personId: string): Promise<void> {
    const agreed = await this.agreedExamples(tx, reportId);
    const found = agreed.find((it) => it.evaluationId === evaluationId && it.personId === personId);
    if (!found) throw new Refused(404, 'not-agreed', 'Nobody agreed to have this told.');
    await mustNameNobody(tx, found.words);
    await tx.query(SHOW, [
      ...[reportId, evaluationId, personId, tx.principal.school],
      ...[tx.principal.person, tx.at],
    ]);
  }

  async hideExample(tx: Tx, reportId: string, evaluationId: string, personId: string): Promise<void> {
    await tx.query(
      `update cpd.report_example set struck_at = $4, chosen_by = $5 where report_id = $1 and evaluation_id = $2
        and person_id = $3 and struck_at is null`,
      [reportId, evaluationId, personId, tx.at, tx.principal.person],
    );
  }
}
