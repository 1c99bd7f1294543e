import type { NeedInput, NeedOrigin } from '../../workflows/need/need.types.js';
import type { StartRequest } from '../engine/index.js';
import { longAbsencesOf, todayOf } from '../people/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';

/** A need that is about to be raised. */
export interface NewNeed {
  readonly id: string;
  /** Raising the same key twice raises it once. */
  readonly key: string;
  readonly personId: string;
  readonly cycleId: string;
  readonly title: string;
  /** What will be different, for whom, and how it will be seen; may be empty. */
  readonly outcome: string;
  readonly origin: NeedOrigin;
  /** The person's reviewer, who may read it. */
  readonly lineManager: string | null;
  /** ISO date by which it should be sorted. */
  readonly triageBy: string;
  readonly reviewId?: string | null;
  readonly framework?: string | null;
  readonly standards?: readonly string[];
  /** The self-assessment, and its rating in which the gap showed. */
  readonly standardsId?: string | null;
  readonly gapId?: string | null;
  readonly certificateId?: string | null;
  /** ISO date by which it should be met. */
  readonly wantedBy?: string | null;
}

/**
 * Writes the content of needs and says how their records start. The need of somebody who is away for long stands still
 * at once, so that nothing of theirs counts as late.
 */
export async function raiseNeeds(tx: Tx, needs: readonly NewNeed[]): Promise<StartRequest[]> {
  await writeNeeds(tx, needs);
  const people = [...new Set(needs.map(({ personId }) => personId))];
  const away = await longAbsencesOf(tx, people, todayOf(tx));
  return needs.map((need) => needStart(tx.principal.school, need, away.get(need.personId) ?? null));
}

/** The start of a need's record: ids, codes and dates, nothing that anybody wrote. */
function needStart(schoolId: string, need: NewNeed, awaySince: string | null): StartRequest {
  const { id, key, cycleId, personId, lineManager, origin, triageBy } = need;
  const input: Omit<NeedInput, 'at' | 'by'> = {
    schoolId,
    cycleId,
    needId: id,
    person: personId,
    lineManager,
    origin,
    triageBy,
    standardsId: need.standardsId ?? null,
    gapId: need.gapId ?? null,
    awaySince,
  };
  return { id, key, input: { ...input } };
}

const INSERT = {
  name: 'needs.insert',
  text: `insert into cpd.need (id, school_id, person_id, cycle_id, title, outcome, origin, review_id, framework, standards,
      gap_id, certificate_id, wanted_by, raised_by, raised_at)
    select n.id, $2, n."personId", n."cycleId", n.title, n.outcome, n.origin, n."reviewId", n.framework,
        array(select jsonb_array_elements_text(coalesce(n.standards, '[]'))), n."gapId", n."certificateId", n."wantedBy",
        $3, $4
      from jsonb_to_recordset($1) as n(id uuid, "personId" uuid, "cycleId" uuid, title text, outcome text, origin text,
        "reviewId" uuid, framework text, standards jsonb, "gapId" uuid, "certificateId" uuid, "wantedBy" date)
    on conflict do nothing`,
};

/** Writes the content of needs, set-based, as the principal of the transaction; rows that exist are left alone. */
async function writeNeeds(tx: Tx, needs: readonly NewNeed[]): Promise<void> {
  if (needs.length === 0) return;
  await tx.query(INSERT, [JSON.stringify(needs), tx.principal.school, tx.principal.person, tx.at]);
}
