import type { Tx } from '../../platform/database/unit-of-work.js';

/** One of the five parts of the DfE Standard, judged. The latest judgement counts. */
export async function keepQuality(
  tx: Tx,
  activityId: string,
  { part, mark, answer }: { readonly part: string; readonly mark: string; readonly answer: string },
): Promise<void> {
  await tx.query(
    `insert into cpd.quality_answer (activity_id, school_id, part, mark, answer, answered_by, answered_at)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (activity_id, part) do update set mark = excluded.mark, answer = excluded.answer,
        answered_by = excluded.answered_by, answered_at = excluded.answered_at`,
    [activityId, tx.principal.school, part, mark, answer, tx.principal.person, tx.at],
  );
}

/** What provider or facilitator promised to do by a day. */
export interface Promised {
  readonly id: string;
  readonly activityId: string;
  readonly who: 'provider' | 'facilitator';
  readonly task: string;
  readonly on: string;
}

export async function keepFollowUp(tx: Tx, { id, activityId, who, task, on }: Promised): Promise<void> {
  await tx.query(
    `insert into cpd.follow_up (id, school_id, activity_id, who, task, due_on) values ($1, $2, $3, $4, $5, $6)
      on conflict (id) do nothing`,
    [id, tx.principal.school, activityId, who, task, on],
  );
}
