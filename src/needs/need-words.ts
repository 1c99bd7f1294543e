import { randomUUID } from 'node:crypto';
import type { InstanceRef } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { NeedWord } from './need-word.entity.js';
import type { WordKind } from './need-word.entity.js';

/** Keeps a reason, as the caller. Nothing without words. `until`: ISO date until which the need is put off. */
export async function giveReason(
  tx: Tx,
  needId: string,
  kind: WordKind,
  body: string | undefined,
  until: string | null = null,
): Promise<void> {
  if (body === undefined) return;
  await tx.manager.getRepository(NeedWord).insert({
    ...{ id: randomUUID(), schoolId: tx.principal.school, needId, kind, body, until },
    ...{ byPerson: tx.principal.person ?? '', at: tx.at, undoneAt: null },
  });
}

/** Which reason falls with a decision that is undone in this state; sorting has none. */
function undoneKind(state: string): WordKind | null {
  if (state.startsWith('live.declined')) return 'declined';
  return state.startsWith('live.waiting.deferred') ? 'deferred' : null;
}

/** Marks the reason of the decision that is being undone: the person never reads it. As the system, whoever gave it. */
export async function takeReasonBack(tx: Tx, instance: InstanceRef): Promise<void> {
  const kind = undoneKind(instance.state);
  if (kind === null) return;
  await tx.asSystem((system) =>
    system.query(
      `update cpd.need_word set undone_at = $3 where id = (select id from cpd.need_word
        where need_id = $1 and kind = $2 and undone_at is null order by at desc, id limit 1)`,
      [instance.id, kind, tx.at],
    ),
  );
}
