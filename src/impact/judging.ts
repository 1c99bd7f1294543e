import { randomUUID } from 'node:crypto';
import type { ImpactContext, Outcome } from '../../workflows/impact/impact.types.js';
import { isHeldBy } from '../../workflows/people.js';
import { Refused } from '../api/problem.js';
import type { InstanceRef } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { Judgement } from './judgement.entity.js';

export interface JudgementGiven {
  readonly outcome: Outcome;
  readonly why: string;
  readonly otherFactors: string;
}

/**
 * Keeps a judgement with its reasons. Nobody judges their own training: a person may add results that came later, but not
 * change the outcome by them. Throws Refused 403 'own-judgement'.
 */
export async function keepJudgement(
  tx: Tx,
  evaluation: InstanceRef,
  kind: Judgement['kind'],
  given: JudgementGiven,
): Promise<void> {
  const context = evaluation.context as unknown as ImpactContext;
  const person = tx.principal.person ?? '';
  const own = context.bookingId !== null && isHeldBy(context.people.person, person);
  if (own && (kind !== 'results' || given.outcome !== context.outcome)) {
    throw new Refused(
      403,
      'own-judgement',
      'Nobody judges their own training. Add what you know as evidence; the line manager says what it shows.',
    );
  }
  await tx.manager.insert(Judgement, {
    ...{ id: randomUUID(), schoolId: tx.principal.school, evaluationId: evaluation.id, kind, ...given },
    ...{ byPerson: person, at: tx.at },
  });
}
