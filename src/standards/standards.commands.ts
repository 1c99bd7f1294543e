import type { CommandHandler } from '../engine/index.js';

/**
 * What the standards chart orders. Each is one definer function: the system moves ratings about without reading them.
 * (`openToReviewer` is handled with reviews: access follows the engine's record by itself.)
 */
export const standardsCommands: readonly CommandHandler[] = [
  {
    command: 'takePicture',
    handle: async ({ tx }, { standardsId, when }) => {
      await tx.query('select confidential.take_picture($1, $2)', [standardsId, when]);
    },
  },
  {
    command: 'offerGaps',
    handle: async ({ tx }, { standardsId, gapIds }) => {
      await tx.query('select confidential.offer_gaps($1, $2)', [standardsId, gapIds]);
    },
  },
  {
    command: 'markGapClosed',
    handle: async ({ tx }, { standardsId, gapId }) => {
      await tx.query('select confidential.close_gap($1, $2)', [standardsId, gapId]);
    },
  },
  {
    command: 'offerStrengths',
    handle: async ({ tx, instance }, { standardsId, offered }) => {
      // Before it is confirmed there is nothing to offer; confirming asks again.
      const confirmed = (instance.context['confirmedAt'] ?? null) !== null;
      await tx.query('select confidential.offer_strengths($1, $2)', [
        standardsId,
        offered === true && confirmed,
      ]);
    },
  },
];
