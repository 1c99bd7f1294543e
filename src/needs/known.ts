import type { Triage } from '../../workflows/need/need.types.js';
import { Refused } from '../api/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';

/** Throws Refused 422 when theme, priority or owner of a sorting are not there. */
export async function mustBeKnown(tx: Tx, { themeId, priorityId, ownerId }: Triage): Promise<void> {
  const [found] = await tx.query<{ theme: boolean; priority: boolean; owner: boolean }>(
    `select exists (select from cpd.theme where id = $1 and withdrawn_at is null) as theme,
      $2::uuid is null or exists (select from cpd.priority where id = $2 and withdrawn_on is null) as priority,
      $3::uuid is null or exists (select from cpd.person where id = $3 and staff_group is not null) as owner`,
    [themeId, priorityId, ownerId],
  );
  if (!found?.theme) throw new Refused(422, 'unknown-theme', 'There is no such theme. Make it first.');
  if (!found.priority) throw new Refused(422, 'unknown-priority', 'The school has no such priority.');
  if (!found.owner)
    throw new Refused(422, 'unknown-person', 'The owner must be on the staff of this school.');
}

/** Throws Refused 422 'unknown-group'. */
export async function mustBeGroup(tx: Tx, groupId: string): Promise<void> {
  const [group] = await tx.query('select 1 from cpd.need_group where id = $1', [groupId]);
  if (!group) throw new Refused(422, 'unknown-group', 'There is no such group of needs.');
}

/** Throws Refused 422 'unknown-activity'. An adviser need not be able to read the activity that they name. */
export async function mustBeActivity(tx: Tx, activityId: string | null): Promise<void> {
  if (activityId === null) return;
  const [activity] = await tx.asSystem((system) =>
    system.query(`select 1 from engine.instance where id = $1 and chart = 'activity' and status = 'active'`, [
      activityId,
    ]),
  );
  if (!activity) throw new Refused(422, 'unknown-activity', 'There is no such activity at this school.');
}
