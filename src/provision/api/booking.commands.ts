import { z } from 'zod';
import { bookingChart } from '../../../workflows/booking/booking.chart.js';
import { command, id, isoDate, plainCommands, text } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import type { ChartDefinition, Engine } from '../../engine/index.js';
import { todayOf } from '../../people/index.js';
import { idFrom } from '../../platform/ids.js';
import { keepCertificate, keepConfirmation, keepShareBack } from '../after/records.js';
import { mustExist } from '../activities/activity-references.js';
import { substitute } from '../bookings/substitute.js';
import { keepNote, mustSayOutcome } from '../bookings/writing.js';
import { coverCommands } from './cover.operations.js';
import { fundingCommands } from './funding.operations.js';
import { link } from './provision.schemas.js';
import { sends } from './sends.js';

const chart = bookingChart as ChartDefinition;
const collection = 'bookings';
const STEPS = ['lineManager', 'approver', 'cpdLeader', 'head', 'deputy', 'finance', 'governor'] as const;
const step = z.int().min(0).max(50);

/** Every step of a booking that people take. */
export function bookingCommands(engine: Engine): Operation[] {
  return [
    ...deciding(engine),
    ...fundingCommands(engine),
    ...coverCommands(engine),
    ...booked(engine),
    ...attending(engine),
    ...plainCommands(engine, chart, collection, [
      ...['SUBMIT', 'APPROVE', 'DECLINE', 'RETURN', 'INSERT_STEP', 'OFFER_RECOMPENSE', 'ALLOW_CLASH'],
      ...['AGREE_FUNDING', 'DECLINE_FUNDING', 'REROUTE', 'SPLIT_FUNDING'],
      ...['ARRANGE_COVER', 'COVER_FELL_THROUGH', 'ENTER_CONFIRMATION', 'SUBSTITUTE', 'REASSIGN'],
      ...['MARK_ATTENDANCE', 'SHARE_BACK', 'RECORD_CERTIFICATE', 'NOTE_ABSENCE'],
    ]),
  ];
}

const deciding = (engine: Engine): Operation[] => [
  command(engine, {
    ...{ chart, collection, event: 'SUBMIT' },
    within: (tx, _body, instance) => mustSayOutcome(tx, instance.id),
  }),
  command(engine, { ...{ chart, collection, event: 'APPROVE' }, body: z.strictObject({ step }) }),
  ...(['DECLINE', 'RETURN'] as const).map((event) =>
    command(engine, {
      ...{ chart, collection, event },
      body: z.strictObject({ step, reason: text(2000) }),
      payload: ({ step: at }) => ({ step: at }),
      within: (tx, { reason }, instance) => keepNote(tx, instance, event, reason),
    }),
  ),
  command(engine, {
    ...{ chart, collection, event: 'INSERT_STEP' },
    body: z.strictObject({ before: step, role: z.enum(STEPS), personId: id.nullable().default(null) }),
    within: (tx, { personId }) => mustExist(tx, { facilitatorId: personId }, todayOf(tx)),
  }),
  command(engine, { ...{ chart, collection, event: 'ALLOW_CLASH' } }),
  command(engine, {
    ...{ chart, collection, event: 'OFFER_RECOMPENSE' },
    body: z.strictObject({ kind: z.enum(['pay', 'timeInLieu']) }),
  }),
  command(engine, {
    ...{ chart, collection, event: 'REASSIGN' },
    body: z.strictObject({ role: z.enum(['lineManager', 'approver']), to: id.nullable() }),
    within: (tx, { to }) => mustExist(tx, { facilitatorId: to }, todayOf(tx)),
  }),
];

const booked = (engine: Engine): Operation[] => [
  sends(engine, {
    ...{ chart, collection, event: 'ENTER_CONFIRMATION' },
    body: z.strictObject({ reference: text(100).meta({ description: 'What the provider wrote' }) }),
    prepare: (bookingId, { reference }) => {
      const confirmationId = idFrom('confirmation', bookingId, reference);
      return {
        payload: { confirmationId },
        within: (tx) => keepConfirmation(tx, { id: confirmationId, bookingId, reference }),
      };
    },
  }),
  command(engine, {
    ...{ chart, collection, event: 'SUBSTITUTE' },
    body: z.strictObject({ personId: id }),
    within: (tx, { personId }, instance) => substitute(tx, instance, personId),
  }),
];

const attending = (engine: Engine): Operation[] => [
  command(engine, {
    ...{ chart, collection, event: 'MARK_ATTENDANCE' },
    body: z.strictObject({
      mark: z.enum(['present', 'part', 'absent']),
      minutes: z.int().min(0).max(60_000),
    }),
  }),
  command(engine, {
    ...{ chart, collection, event: 'SHARE_BACK' },
    body: z.strictObject({
      text: text(8000),
      link: link.nullable().default(null),
      everybody: z.boolean().default(false),
      sharedWith: z.array(id).max(200).default([]),
    }),
    payload: () => ({}),
    within: (tx, body, instance) => keepShareBack(tx, instance, body),
  }),
  sends(engine, {
    ...{ chart, collection, event: 'RECORD_CERTIFICATE' },
    body: z.strictObject({
      title: text(200),
      expiresOn: isoDate.nullable().default(null),
      link: link.nullable().default(null),
    }),
    prepare: (bookingId, body) => {
      const certificateId = idFrom('certificate', bookingId, body.title, body.expiresOn ?? '');
      return {
        payload: { certificateId, expiresOn: body.expiresOn },
        within: (tx) => keepCertificate(tx, { id: certificateId, bookingId, ...body }),
      };
    },
  }),
  command(engine, {
    ...{ chart, collection, event: 'NOTE_ABSENCE' },
    body: z.strictObject({
      cause: z.enum(['illness', 'work', 'travel', 'other']),
      note: text(2000).optional(),
    }),
    payload: ({ cause }) => ({ cause }),
    within: async (tx, { note }, instance) => {
      if (note !== undefined) await keepNote(tx, instance, 'NOTE_ABSENCE', note);
    },
  }),
];
