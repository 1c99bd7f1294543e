import { z } from 'zod';
import { bookingChart } from '../../../workflows/booking/booking.chart.js';
import { command, id } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import type { ChartDefinition, Engine } from '../../engine/index.js';
import type { FundingShare } from '../../../workflows/booking/booking.types.js';
import { askShares, mustBeOpenPots } from '../money/funding.js';
import { share } from './provision.schemas.js';

const chart = bookingChart as ChartDefinition;
const collection = 'bookings';
const index = z.int().min(0).max(20);

/** Which pots pay: a declined one does not end the request. */
export const fundingCommands = (engine: Engine): Operation[] => [
  ...['AGREE_FUNDING', 'DECLINE_FUNDING'].map((event) =>
    command(engine, { chart, collection, event, body: z.strictObject({ share: index }) }),
  ),
  command(engine, {
    ...{ chart, collection, event: 'REROUTE' },
    body: z.strictObject({ share: index, potId: id, financialYear: share.shape.financialYear }),
    within: async (tx, { share: at, ...pot }, instance) => {
      await mustBeOpenPots(tx, [pot]);
      const { pence } = (instance.context['funding'] as FundingShare[])[at] ?? { pence: 0 };
      await askShares(tx, instance.id, [{ ...pot, pence }], at);
    },
  }),
  command(engine, {
    ...{ chart, collection, event: 'SPLIT_FUNDING' },
    body: z.strictObject({ shares: z.array(share).min(1).max(20) }),
    within: async (tx, { shares }, instance) => {
      await mustBeOpenPots(tx, shares);
      await askShares(tx, instance.id, shares);
    },
  }),
];
