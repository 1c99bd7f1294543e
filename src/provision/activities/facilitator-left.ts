import type { CommandContext } from '../../engine/index.js';

const LED_BY = {
  name: 'provision.led_by',
  text: `select id from engine.instance where tenant_id = auth.school() and chart = 'activity' and status = 'active'
    and (snapshot #> '{context,people,facilitator}' @> to_jsonb($1::text)
      or snapshot #> '{context,people,organiser}' @> to_jsonb($1::text)) order by id`,
};

/** Somebody leaves: what they lead or organise needs somebody else. Their own bookings hear of it from the school's year. */
export async function facilitatorLeft(
  { tx, tell }: CommandContext,
  { personId }: { readonly personId: string },
): Promise<void> {
  const led = await tx.query<{ id: string }>(LED_BY, [personId]);
  for (const { id } of led) tell(id, { type: 'LEAVER', personId });
}
