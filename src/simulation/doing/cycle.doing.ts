import { priorities } from '../words/needs.js';
import { step } from './doing.js';
import type { Doings } from './doing.js';

/** How the office goes about the school's year. */
export const cycleDoings: Doings = {
  async setUpCycle(act) {
    const { world, who, record } = act;
    const params = { id: record.id };
    await world.call(who, 'cycles.setPriorities', { params, body: { priorities } });
    return step(act, 'cycles.finishSetup');
  },

  async answerForMissing({ world, who }) {
    const { missing } = await world.call<{ missing: readonly { personId: string }[] }>(who, 'staff.missing');
    for (const { personId } of missing) {
      await world.call(who, 'staff.answerMissing', { params: { id: personId }, body: { answer: 'here' } });
    }
    return 'later';
  },
};
