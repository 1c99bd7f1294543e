import type { CommandContext } from '../../engine/index.js';

/** Bookings that wait, now or at a later step, for somebody who leaves. */
const ASKED_OF = {
  name: 'provision.asked_of',
  text: `select id from engine.instance where tenant_id = auth.school() and chart = 'booking' and status = 'active'
    and (snapshot #> '{context,people,approver}' @> to_jsonb($1::text)
      or snapshot #> '{context,people,lineManager}' @> to_jsonb($1::text)
      or snapshot #> '{context,steps}' @> jsonb_build_array(jsonb_build_object('personId', $1::text, 'decided', null)))
    order by id`,
};

/** Somebody leaves: what waits for their approval is asked of whoever holds the post. */
export async function approverLeft(
  { tx, tell }: CommandContext,
  { personId }: { readonly personId: string },
): Promise<void> {
  const asked = await tx.query<{ id: string }>(ASKED_OF, [personId]);
  for (const { id } of asked) tell(id, { type: 'APPROVER_LEFT', personId });
}
