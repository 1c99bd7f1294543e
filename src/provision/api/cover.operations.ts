import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { bookingChart } from '../../../workflows/booking/booking.chart.js';
import { command, id, pence, text } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import type { ChartDefinition, Engine } from '../../engine/index.js';
import { arrangeCover, loseCover } from '../cover/arrange.js';

const chart = bookingChart as ChartDefinition;
const collection = 'bookings';

const arrangement = z
  .strictObject({
    coveredBy: id.nullable().default(null),
    coveredByName: text(200).nullable().default(null),
    costPence: pence.default(0),
    potId: id.nullable().default(null),
  })
  .refine((it) => (it.coveredBy === null) !== (it.coveredByName === null), {
    error: 'name either a colleague or somebody from outside',
    path: ['coveredBy'],
  })
  .refine((it) => it.costPence === 0 || it.potId !== null, {
    error: 'name the pot that pays for it',
    path: ['potId'],
  });

/** Who stands in, or no longer. The step is idempotent by its key, so its lines in the ledger may have names by chance. */
export const coverCommands = (engine: Engine): Operation[] => [
  command(engine, {
    ...{ chart, collection, event: 'ARRANGE_COVER' },
    body: arrangement,
    payload: () => ({}),
    within: (tx, body, instance) => arrangeCover(tx, instance, `${instance.id}.cover.${randomUUID()}`, body),
  }),
  command(engine, {
    ...{ chart, collection, event: 'COVER_FELL_THROUGH' },
    within: (tx, _body, instance) => loseCover(tx, instance, `${instance.id}.cover.${randomUUID()}`),
  }),
];
