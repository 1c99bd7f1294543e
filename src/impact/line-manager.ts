import type { ImpactContext } from '../../workflows/impact/impact.types.js';
import { isHeldBy } from '../../workflows/people.js';
import { Refused } from '../api/problem.js';
import type { CommandContext, InstanceRef } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';

/** Throws Refused 422 'unknown-person', 'own-judgement' for whoever cannot take an evaluation over. */
export async function mayTakeOver(tx: Tx, evaluation: InstanceRef, to: string | null): Promise<void> {
  if (to === null) return;
  const { people, bookingId } = evaluation.context as unknown as ImpactContext;
  if (bookingId !== null && isHeldBy(people.person, to))
    throw new Refused(422, 'own-judgement', 'Nobody judges their own training.');
  const [person] = await tx.query('select 1 from cpd.person where id = $1 and staff_group is not null', [to]);
  if (!person) throw new Refused(422, 'unknown-person', 'This person is not on the staff of this school.');
}

const GROUPS_OF = `select id from engine.instance where chart = 'impact' and status = 'active'
  and snapshot #>> '{context,bookingId}' is null
  and (snapshot #> '{context,people,lineManager}' @> to_jsonb($1::text) or $1 is null
    and snapshot #> '{context,people,lineManager}' = 'null') order by id`;

/** The evaluations of groups pass on with the post of the CPD leader. */
export async function passOnGroups(
  { tx, tell }: CommandContext,
  { post, from, to }: { readonly post: string; readonly from: string | null; readonly to: string | null },
): Promise<void> {
  if (post !== 'cpdLeader') return;
  const rows = await tx.query<{ id: string }>(GROUPS_OF, [from]);
  for (const { id } of rows) tell(id, { type: 'REASSIGN', to });
}
