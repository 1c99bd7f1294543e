import { randomUUID } from 'node:crypto';
import { Refused } from '../api/index.js';
import type { InstanceRef } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { PlanComment } from './plan-comment.entity.js';

/** A remark about a line, or about the whole where `lineId` is null. */
export interface Remark {
  readonly lineId: string | null;
  readonly body: string;
}

/** Keeps remarks about the edition that is being written or decided. Throws Refused 422 'no-such-line'. */
export async function remark(tx: Tx, plan: InstanceRef, remarks: readonly Remark[]): Promise<void> {
  const named = [...new Set(remarks.flatMap(({ lineId }) => lineId ?? []))];
  const known = await tx.query<{ id: string }>(
    'select distinct id from cpd.plan_line where plan_id = $1 and id = any ($2)',
    [plan.id, named],
  );
  if (known.length < named.length) throw new Refused(422, 'no-such-line', 'The plan has no such line.');
  const amendment = plan.context['amendment'] as { id: string } | null;
  await tx.manager.getRepository(PlanComment).insert(
    remarks.map(({ lineId, body }) => ({
      ...{ id: randomUUID(), schoolId: tx.principal.school, planId: plan.id, lineId, body },
      ...{ editionId: amendment?.id ?? plan.id, byPerson: tx.principal.person ?? '', at: tx.at },
    })),
  );
}

/** Begins the edition of an amendment; its id joins the event. */
export async function beginAmendment(tx: Tx, planId: string, note: string): Promise<{ amendmentId: string }> {
  const amendmentId = randomUUID();
  await tx.query(
    `insert into cpd.plan_edition (id, school_id, plan_id, note, made_by, made_at) values ($1, $2, $3, $4, $5, $6)`,
    [amendmentId, tx.principal.school, planId, note, tx.principal.person, tx.at],
  );
  return { amendmentId };
}

/** What was written in the amendment stays on record and never takes effect. */
export async function dropAmendment(tx: Tx, plan: InstanceRef): Promise<void> {
  const amendment = plan.context['amendment'] as { id: string } | null;
  await tx.query('update cpd.plan_edition set dropped_at = $2 where id = $1', [amendment?.id ?? null, tx.at]);
}

/** What the governors' minutes say of the plan. `on`: ISO date of their meeting. */
export async function noteGovernors(tx: Tx, planId: string, on: string, body: string): Promise<void> {
  await tx.query(
    `insert into cpd.plan_note (id, school_id, plan_id, noted_on, body, by_person, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [randomUUID(), tx.principal.school, planId, on, body, tx.principal.person, tx.at],
  );
}
