import { governorAsks } from '../words/report.js';
import type { Happening } from './happening.js';

const WAITING = `select i.id, i.state from engine.instance i where i.chart = 'report' and i.status = 'active'
  and i.state like '%awaitingMeeting%' and i.snapshot #>> '{context,governorsMeetOn}' <= $1 order by i.started_at, i.id`;

/** The governors meet: they ask one question, and receive the report when it is answered. */
export const governorsMeet: Happening = async ({ world }) => {
  const chair = world.cast.firstOf(['governor', 'chair']);
  if (!chair) return;
  for (const { id } of await world.look<{ id: string }>(WAITING, [world.today])) {
    const params = { id };
    if (world.once('governors ask', id) && world.chance.happens(0.5, 'governors ask', world.today)) {
      const body = { section: 'cash', question: governorAsks };
      await world.attempt(chair, 'reports.governorsAsk', { params, body });
    } else {
      await world.attempt(chair, 'reports.received', { params });
    }
  }
};
