import type { Tx } from '../platform/database/unit-of-work.js';
import { Refused } from '../api/problem.js';
import { Evaluation } from './evaluation.entity.js';

/** Where somebody starts from and what will show a change, said before the day. */
export interface Baseline {
  readonly outcome: string;
  readonly forWhom: string;
  readonly baselineNumber: number | null;
  readonly baselineUnit: string | null;
  readonly baselineLevel: string;
  readonly evidencePlanned: string;
}

/** As the writer. Throws Refused 403 where the evaluation is not theirs to write in. */
export async function restateBaseline(tx: Tx, evaluationId: string, said: Baseline): Promise<void> {
  const { baselineNumber, ...words } = said;
  const { affected } = await tx.manager.update(
    Evaluation,
    { id: evaluationId },
    { ...words, baselineNumber: baselineNumber === null ? null : String(baselineNumber) },
  );
  if (!affected) throw new Refused(403, 'not-permitted', 'This is for somebody else to do.');
}
