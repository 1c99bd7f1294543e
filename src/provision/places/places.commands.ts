import type { CommandContext, CommandHandler } from '../../engine/index.js';

const PUT = { name: 'provision.put_place', text: 'select cpd.put_place($1, $2, $3, $4)' };
const ELSEWHERE = {
  name: 'provision.waiting_elsewhere',
  text: 'select activity as id from cpd.waiting_elsewhere($1) as activity order by 1',
};

const puts =
  (where: 'place' | 'queue' | 'none') =>
  async (
    { tx, instance, at }: CommandContext,
    { bookingId }: Readonly<Record<string, unknown>>,
  ): Promise<void> => {
    await tx.query(PUT, [instance.id, bookingId, where, at]);
  };

/**
 * What the activity decides about places, written in the same commit, under its lock. Positions on the waiting list count
 * up for ever, so that the order of asking is the order of the list.
 */
export const placesCommands: readonly CommandHandler[] = [
  { command: 'givePlace', handle: puts('place') },
  { command: 'queueForPlace', handle: puts('queue') },
  { command: 'leaveQueue', handle: puts('none') },
  {
    command: 'freePlace',
    handle: async (context, params) => {
      await puts('none')(context, params);
      // Somebody stays: on those days their school can spare somebody else, whatever it is that they wait for.
      const { tx, instance, tell } = context;
      const waiting = await tx.query<{ id: string }>(ELSEWHERE, [instance.id]);
      for (const { id } of waiting) tell(id, { type: 'DAY_HAS_ROOM' });
    },
  },
];
