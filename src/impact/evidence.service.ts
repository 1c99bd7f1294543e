import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.js';
import { Evidence } from './evidence.entity.js';
import type { EvidenceKind } from './evidence.entity.js';

/** A piece of evidence: where it is, by link or by the school's own filing. */
export interface EvidenceGiven {
  readonly kind: EvidenceKind;
  readonly level: 3 | 4 | 5;
  readonly about: string;
  readonly link: string | null;
  readonly fileReference: string | null;
}

/** The measure at level 5. Numbers are kept as they were given. */
export interface MeasureGiven {
  readonly measure: string;
  readonly unit: string;
  readonly baseline: number | null;
  readonly actual: number | null;
  readonly groupSize: number | null;
  readonly benefit: string;
}

const MEASURE = `insert into cpd.evaluation_measure (evaluation_id, phase, school_id, measure, unit, baseline, actual,
    group_size, benefit, given_by, given_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (evaluation_id, phase) do update set measure = excluded.measure, unit = excluded.unit,
    baseline = excluded.baseline, actual = excluded.actual, group_size = excluded.group_size, benefit = excluded.benefit,
    given_by = excluded.given_by, given_at = excluded.given_at`;

/** Keeps evidence and measures, as whoever gives them; the database checks that they may. */
@Injectable()
export class EvidenceBox {
  async add(tx: Tx, evaluationId: string, given: EvidenceGiven): Promise<string> {
    const id = randomUUID();
    await tx.manager.insert(Evidence, {
      ...{ id, schoolId: tx.principal.school, evaluationId, ...given },
      ...{ givenBy: tx.principal.person ?? '', givenAt: tx.at },
    });
    return id;
  }

  /** One measure for each phase: giving it again puts it right. */
  async measure(
    tx: Tx,
    evaluationId: string,
    phase: 'summer' | 'autumn',
    given: MeasureGiven,
  ): Promise<void> {
    const { measure, unit, baseline, actual, groupSize, benefit } = given;
    await tx.query(MEASURE, [
      ...[evaluationId, phase, tx.principal.school, measure, unit, baseline, actual, groupSize, benefit],
      ...[tx.principal.person, tx.at],
    ]);
  }
}
