import type { Tx } from '../platform/database/unit-of-work.js';
import type { PlanLine } from './plan-line.js';

const LINES = {
  name: 'plans.lines',
  text: `select l.* from (
    select distinct on (w.id) w.id, w.edition_id as "editionId", w.removed, w.theme_id as "themeId",
        w.priority_id as "priorityId", w.title, w.provision, w.about, w.people, w.fee_pence::float8 as "feePence",
        w.travel_pence::float8 as "travelPence", w.materials_pence::float8 as "materialsPence",
        w.cover_pence::float8 as "coverPence", w.paid_minutes as "paidMinutes", w.pot_id as "potId",
        w.need_ids as "needIds"
      from cpd.plan_line w join cpd.plan_edition e on e.id = w.edition_id
      where w.plan_id = $1 and (e.version <= $2 or e.id = $3)
      order by w.id, e.id = $3 desc nulls last, e.version desc nulls last) l
    where not l.removed order by l.title, l.id`,
};

/**
 * The lines of a plan at a version (0: nothing yet), with the changes of an edition on top where one is named. As the
 * caller; pence fit a double exactly.
 */
export async function linesAt(
  tx: Tx,
  planId: string,
  version: number,
  editionId: string | null,
): Promise<PlanLine[]> {
  const rows = await tx.query<PlanLine & { removed: boolean }>(LINES, [planId, version, editionId]);
  return rows.map(({ removed: _removed, ...line }) => line);
}

/** The edition that may be written now, if any. */
export async function openEdition(tx: Tx, planId: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string | null }>('select cpd.plan_open_edition($1) as id', [planId]);
  return row?.id ?? null;
}

/**
 * Keeps others from writing lines or submitting until the transaction ends: what is decided about is what was counted.
 * False where the plan is not the caller's to write.
 */
export async function holdPlan(tx: Tx, planId: string): Promise<boolean> {
  return (await tx.query('select 1 from cpd.plan where id = $1 for update', [planId])).length > 0;
}
