import { statutory } from '../words/needs.js';
import { checkQuality } from '../school/offers.js';
import type { Happening } from './happening.js';

const PLAN = `select c.id from cpd.cycle c join engine.instance i on i.id = c.id
  where c.starts_on > $1 and i.status = 'active' order by c.starts_on limit 1`;

/** In July: the first INSET day is arranged, and everybody is booked on it. */
export const arrangeInset: Happening = async ({ world }) => {
  const leader = world.cast.firstOf(['cpdLeader', 'head']);
  const [cycle] = await world.look<{ id: string }>(PLAN, [world.today]);
  if (!leader || !cycle) return;
  const first = world.inSchoolDays(0, `${world.today.slice(0, 4)}-09-01`);
  const trainer = world.cast.firstOf(['head', 'deputy'], [leader.id]);
  const { id } = await world.call<{ id: string }>(leader, 'activities.create', {
    body: {
      ...{
        kind: 'inset',
        title: `${statutory.title} ${first.slice(0, 4)}`,
        external: false,
        statutory: true,
      },
      ...{ outcome: statutory.outcome, baseline: statutory.baseline, evidence: 'A short quiz in November' },
      ...{ facilitatorId: trainer?.id ?? null, cycleId: cycle.id },
      sessions: [{ on: first, startsAt: '09:00', endsAt: '11:00', room: 'Hall', release: false }],
    },
  });
  await checkQuality(world, leader, id, statutory.title);
  await world.call(leader, 'activities.publish', { params: { id } });
  await world.call(leader, 'activities.bookEveryone', { params: { id }, body: {} });
};

const HELD = `select a.id from cpd.activity a join engine.instance i on i.id = a.id
  where a.kind = 'inset' and i.snapshot #>> '{context,startsOn}' <= $1
    and not exists (select from cpd.evaluation e where e.activity_id = a.id and e.booking_id is null)
  order by i.started_at, a.id`;

/** A week into September: one evaluation for everybody who was there. */
export const evaluateInset: Happening = async ({ world }) => {
  const leader = world.cast.firstOf(['cpdLeader', 'head']);
  if (!leader) return;
  for (const { id } of await world.look<{ id: string }>(HELD, [world.today])) {
    await world.attempt(leader, 'evaluations.startForGroup', { body: { activityId: id } });
  }
};
