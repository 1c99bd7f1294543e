import type { Happening } from './happening.js';

const WAITING = `select p.id from cpd.plan p join engine.instance i on i.id = p.id
  where i.status = 'active' and i.state like 'inForce%unamended%' and i.snapshot #>> '{context,autumnDone}' = 'true'
    and exists (select from engine.instance n where n.chart = 'need' and n.state like 'live.waiting.triaged.settled%'
      and n.snapshot #>> '{context,cycleId}' = p.cycle_id::text)
  order by p.id`;

/** Now and then the CPD leader takes into the plan what was sorted since the last amendment. */
export const amendAgain: Happening = async ({ world }) => {
  const leader = world.cast.firstOf(['cpdLeader', 'cpdTeam']);
  if (!leader) return;
  for (const { id } of await world.look<{ id: string }>(WAITING)) {
    await world.attempt(leader, 'plans.amend', {
      params: { id },
      body: { note: 'Needs raised since the autumn' },
    });
  }
};
