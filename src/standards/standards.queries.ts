import { Inject, Injectable } from '@nestjs/common';
import { Engine } from '../engine/index.js';
import type { PendingTimer } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';

/** One line of a list of self-assessments. */
export interface AssessmentSummary {
  readonly id: string;
  readonly cycleId: string;
  readonly personId: string;
  readonly person: string;
  readonly framework: string;
  readonly standing: 'person' | 'reviewer' | 'successor';
  readonly state: string;
  readonly status: string;
  readonly revision: number;
  readonly labels: readonly string[];
  readonly clocks: readonly PendingTimer[];
  readonly openGaps: readonly string[];
  readonly chosenGaps: readonly string[];
  readonly proposedGaps: readonly string[];
  readonly strengthsOffered: boolean;
}

export interface StandardsTotal {
  readonly framework: string;
  /** Null: any standard of the framework. */
  readonly standard: string | null;
  /** Null: the whole school. */
  readonly staffGroup: string | null;
  readonly people: number;
  /** Null where it would show fewer than five. */
  readonly gaps: number | null;
}

export interface Strength {
  readonly personId: string;
  readonly person: string;
  readonly framework: string;
  readonly standard: string;
}

type Row = Pick<AssessmentSummary, 'id' | 'cycleId' | 'personId' | 'person' | 'framework' | 'standing'>;

/** Reads of self-assessments as the caller. */
@Injectable()
export class StandardsQueries {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  /** Newest first; `standing` narrows to one's own, or to those of people whom one reviews. */
  async list(
    tx: Tx,
    filter: { id?: string; standing?: string; limit: number; offset: number },
  ): Promise<AssessmentSummary[]> {
    const rows = await tx.query<Row>(
      `select * from (
          select a.id, a.cycle_id as "cycleId", a.person_id as "personId", p.forename || ' ' || p.surname as person,
              a.framework, confidential.assessment_standing(a.id) as standing, a.opened_at
            from confidential.self_assessment a join cpd.person p on p.id = a.person_id
            where $1::uuid is null or a.id = $1) open
        where $2::text is null or standing = $2 order by opened_at desc, person, id limit $3 offset $4`,
      [filter.id ?? null, filter.standing ?? null, filter.limit, filter.offset],
    );
    // A new reviewer reads the year before, though not among the readers of its record: rows were read as the caller.
    return tx.asSystem(async (system) => {
      const summaries: AssessmentSummary[] = [];
      for (const { id, cycleId, personId, person, framework, standing } of rows) {
        const [exists] = await system.query('select 1 from engine.instance where id = $1', [id]);
        if (!exists) continue;
        const { state, status, revision, at, context } = await this.engine.read.instance(system, id);
        summaries.push({
          ...{ id, cycleId, personId, person, framework, standing, state, status, revision },
          labels: at.map(({ label }) => label),
          clocks: await this.engine.read.timers(system, id),
          openGaps: context['openGaps'] as string[],
          chosenGaps: context['chosenGaps'] as string[],
          proposedGaps: context['proposedGaps'] as string[],
          strengthsOffered: context['strengthsOffered'] === true,
        });
      }
      return summaries;
    });
  }

  /** The ratings before and after the year, by standard. */
  pictures(tx: Tx, id: string): Promise<{ taken: string; ratings: unknown; takenAt: Date }[]> {
    return tx.query(
      `select taken, ratings, taken_at as "takenAt" from confidential.picture where assessment_id = $1 order by taken_at`,
      [id],
    );
  }

  /** For the CPD leader and the head: merged, and nothing under five. */
  totals(tx: Tx, cycleId: string): Promise<StandardsTotal[]> {
    return tx.query<StandardsTotal>(
      `select framework, standard, staff_group as "staffGroup", people, gaps
        from confidential.standards_totals($1)`,
      [cycleId],
    );
  }

  /** Who is strong at a standard and lets others know. For those who match people to needs. */
  strengths(
    tx: Tx,
    framework: string,
    standard: string | null,
    limit: number,
    offset: number,
  ): Promise<Strength[]> {
    return tx.query<Strength>(
      `select s.person_id as "personId", p.forename || ' ' || p.surname as person, s.framework, s.standard
        from cpd.strength s join cpd.person p on p.id = s.person_id
        where s.framework = $1 and ($2::text is null or s.standard = $2) and (p.leaves_on is null or p.leaves_on >= $3::date)
        order by s.standard, p.surname, p.forename, s.person_id limit $4 offset $5`,
      [framework, standard, tx.at.slice(0, 10), limit, offset],
    );
  }
}
