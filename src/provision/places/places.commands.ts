import type { CommandContext, CommandHandler } from '../../engine/index.js';

type Params = Readonly<Record<string, unknown>>;

/** What the activity decides about places, written in the same commit, under its lock. */
export const placesCommands: readonly CommandHandler[] = [
  { command: 'givePlace', handle: givePlace },
  { command: 'queueForPlace', handle: queueForPlace },
  {
    command: 'freePlace',
    handle: ({ tx, instance }, { bookingId }) =>
      tx
        .query('delete from cpd.place where activity_id = $1 and booking_id = $2', [instance.id, bookingId])
        .then(() => undefined),
  },
  { command: 'leaveQueue', handle: leaveQueue },
];

async function givePlace(context: CommandContext, params: Params): Promise<void> {
  const { tx, instance, at } = context;
  await leaveQueue(context, params);
  await tx.query(
    `insert into cpd.place (booking_id, school_id, activity_id, taken_at) values ($1, $2, $3, $4)`,
    [params['bookingId'], instance.tenant, instance.id, at],
  );
}

/** Positions count up for ever, so that the order of asking is the order of the list. */
async function queueForPlace({ tx, instance }: CommandContext, { bookingId }: Params): Promise<void> {
  await tx.query('insert into cpd.waiting (booking_id, school_id, activity_id) values ($1, $2, $3)', [
    bookingId,
    instance.tenant,
    instance.id,
  ]);
}

async function leaveQueue({ tx, instance }: CommandContext, { bookingId }: Params): Promise<void> {
  await tx.query('delete from cpd.waiting where activity_id = $1 and booking_id = $2', [
    instance.id,
    bookingId,
  ]);
}
