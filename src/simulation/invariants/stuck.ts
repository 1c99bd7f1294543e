import type { Engine, Invariant } from '../../engine/index.js';
import type { World } from '../school/world.js';

const QUIET = `select i.id, i.chart, i.state from engine.instance i
  where i.status = 'active' and not exists (select from engine.timer t where t.instance_id = i.id and t.failed_at is null)
    and not exists (select from engine.task k where k.instance_id = i.id and cardinality(k.assignees) > 0)
  order by i.chart, i.id`;

/** Every live record has a clock that runs, somebody whose duty it is, or something that a person may do. */
export async function nobodyIsStuck(engine: Engine, world: World): Promise<Invariant> {
  const quiet = await world.look<{ id: string; chart: string; state: string }>(QUIET);
  const stuck: string[] = [];
  for (const { id, chart, state } of quiet) {
    const outlook = await engine.unit.run(world.system, (tx) => engine.read.outlook(tx, id));
    const open = outlook.some(({ accepted, by }) => accepted && by.some((role) => role !== 'system'));
    if (!open) stuck.push(`${chart} ${id} (${state})`);
  }
  return {
    name: 'no record is stuck',
    ok: stuck.length === 0,
    detail:
      stuck.length > 0 ? stuck.slice(0, 5).join('; ') : `${quiet.length} records wait for a person alone`,
  };
}

/** What stands in somebody's list of duties is a record that they may open. */
export async function dutiesAreSeen(world: World): Promise<Invariant> {
  const blind: string[] = [];
  let seen = 0;
  for (const player of world.cast.everyone) {
    const mine = [`person:${player.id}`];
    const sql = 'select instance_id as id from engine.task where assignees && $1::text[]';
    const assigned = await world.look<{ id: string }>(sql, [mine]);
    if (assigned.length === 0 || (player.leavesOn !== null && player.leavesOn < world.today)) continue;
    const open = new Set((await world.lookAs<{ id: string }>(player, sql, [mine])).map(({ id }) => id));
    seen += assigned.length;
    blind.push(...assigned.filter(({ id }) => !open.has(id)).map(({ id }) => `${player.name}: ${id}`));
  }
  return {
    name: 'people can open what they have to do',
    ok: blind.length === 0,
    detail: blind.length > 0 ? blind.slice(0, 5).join('; ') : `${seen} duties`,
  };
}
