import { z } from 'zod';
import { activityChart } from '../../../workflows/activity/activity.chart.js';
import { QUALITY_PARTS } from '../../../workflows/activity/activity.types.js';
import type { ActivityContext } from '../../../workflows/activity/activity.types.js';
import { command, id, isoDate, pence, plainCommands, Refused, text } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import type { ChartDefinition, Engine } from '../../engine/index.js';
import { todayOf } from '../../people/index.js';
import { idFrom } from '../../platform/ids.js';
import { mustExist } from '../activities/activity-references.js';
import { outline, rewrite } from '../activities/outline.js';
import { offerTo } from '../activities/offers.js';
import { keepFollowUp, keepQuality } from '../activities/promises.js';
import { mustHavePlaces } from '../activities/register.js';
import { asDates, keepSessions, mustBeNew, withIds } from '../activities/sessions.js';
import { commitFixedFee, releaseFixedFee } from '../money/fixed-fee.js';
import { capacity, changedWords, cost, optionalText, session, sessions } from './provision.schemas.js';
import { sends } from './sends.js';

const chart = activityChart as ChartDefinition;
const collection = 'activities';
const outlineBody = z.strictObject({
  ...changedWords,
  cost: cost.optional(),
  capacity: capacity.optional(),
  minimum: z.int().min(0).max(5000).optional(),
  startsOn: isoDate.optional(),
  endsOn: isoDate.optional(),
  bookingClosesOn: isoDate.optional(),
  decideBy: isoDate.optional(),
  sessions: sessions.optional(),
});
const entries = z
  .array(
    z.strictObject({
      bookingId: id,
      mark: z.enum(['present', 'part', 'absent']),
      minutes: z.int().min(0).max(1440).optional(),
    }),
  )
  .min(1)
  .max(1000)
  .refine((all) => new Set(all.map((it) => it.bookingId)).size === all.length, {
    error: 'somebody is entered twice',
  });
const LATER = ['facilitator', 'provider'] as const;

/** Every step of an activity that people take. */
export function activityCommands(engine: Engine): Operation[] {
  return [
    ...drafting(engine),
    ...dating(engine),
    ...afterwards(engine),
    command(engine, {
      ...{ chart, collection, event: 'CHANGE_CAPACITY' },
      body: z.strictObject({ capacity }),
    }),
    command(engine, {
      ...{ chart, collection, event: 'OFFER' },
      body: z.strictObject({
        schools: z
          .array(id)
          .min(1)
          .max(200)
          .nullable()
          .default(null)
          .meta({ description: 'Null: every school of the trust' }),
        guestFeePence: pence.nullable().default(null).meta({
          description: 'What a place costs the school that sends somebody; null: what it costs here',
        }),
      }),
      payload: () => ({}),
      within: (tx, body, { id: activityId }) => offerTo(tx, activityId, body),
    }),
    command(engine, {
      ...{ chart, collection, event: 'REOPEN_BOOKING' },
      body: z.strictObject({ until: isoDate }),
      within: async (tx, { until }) => mustBeAhead(until, todayOf(tx)),
    }),
    command(engine, {
      ...{ chart, collection, event: 'CANCEL' },
      body: z.strictObject({
        cause: z.enum(['provider', 'numbers', 'school']),
        chargePence: pence.default(0).meta({ description: 'What is still charged of a fixed fee' }),
      }),
      payload: ({ cause }) => ({ cause }),
      within: (tx, { chargePence }, { id: activityId }) => releaseFixedFee(tx, activityId, chargePence),
    }),
    command(engine, {
      ...{ chart, collection, event: 'CHANGE_FACILITATOR' },
      body: z.strictObject({ personId: id }),
      within: (tx, { personId }) => mustExist(tx, { facilitatorId: personId }, todayOf(tx)),
    }),
    ...plainCommands(engine, chart, collection, [
      ...['OUTLINE', 'RECORD_QUALITY', 'PUBLISH', 'POSTPONE', 'SET_DATES', 'ADD_SESSION', 'MOVE_SESSION'],
      ...['CANCEL_SESSION', 'RECORD_ATTENDANCE', 'REACH_MILESTONE', 'MOVE_MILESTONE', 'GIVE_UP_MILESTONE'],
      ...[
        'ADD_FOLLOW_UP',
        'DO_FOLLOW_UP',
        'CHANGE_CAPACITY',
        'OFFER',
        'REOPEN_BOOKING',
        'CANCEL',
        'CHANGE_FACILITATOR',
      ],
    ]),
  ];
}

function mustBeAhead(on: string, today: string): void {
  if (on < today) throw new Refused(422, 'date-past', 'That day lies before today.');
}

const drafting = (engine: Engine): Operation[] => [
  sends(engine, {
    ...{ chart, collection, event: 'OUTLINE', body: outlineBody },
    prepare: (activityId, body, key) => {
      const given = { ...body, sessions: body.sessions && withIds(activityId, body.sessions, key) };
      return { payload: outline(given), within: (tx, instance) => rewrite(tx, instance, given) };
    },
  }),
  command(engine, {
    ...{ chart, collection, event: 'RECORD_QUALITY' },
    body: z.strictObject({
      part: z.enum(QUALITY_PARTS),
      mark: z.enum(['yes', 'partly', 'no']),
      answer: optionalText(2000),
    }),
    payload: ({ part, mark }) => ({ part, mark }),
    within: (tx, body, instance) => keepQuality(tx, instance.id, body),
  }),
  command(engine, {
    ...{ chart, collection, event: 'PUBLISH' },
    within: (tx, _body, instance) => commitFixedFee(tx, instance.id),
  }),
];

const dating = (engine: Engine): Operation[] => [
  ...(['POSTPONE', 'SET_DATES'] as const).map((event) =>
    sends(engine, {
      ...{ chart, collection, event, body: z.strictObject({ sessions: sessions.default([]) }) },
      prepare: (activityId, body, key) => {
        const kept = withIds(activityId, body.sessions, key);
        return {
          payload: { sessions: asDates(kept) },
          within: async (tx) => {
            for (const { on } of kept) mustBeAhead(on, todayOf(tx));
            await keepSessions(tx, activityId, kept);
          },
        };
      },
    }),
  ),
  sends(engine, {
    ...{ chart, collection, event: 'ADD_SESSION', body: session },
    prepare: (activityId, body, key) => {
      const [kept] = withIds(activityId, [body], key);
      return {
        payload: { sessionId: kept?.id, on: body.on },
        within: async (tx, instance) => {
          mustBeAhead(body.on, todayOf(tx));
          await mustBeNew(tx, activityId, body, (instance.context as unknown as ActivityContext).sessions);
          await keepSessions(tx, activityId, kept ? [kept] : []);
        },
      };
    },
  }),
  sends(engine, {
    ...{ chart, collection, event: 'MOVE_SESSION' },
    body: session.safeExtend({ id }),
    prepare: (activityId, body) => ({
      payload: { sessionId: body.id, on: body.on },
      within: async (tx) => {
        mustBeAhead(body.on, todayOf(tx));
        await keepSessions(tx, activityId, [body]);
      },
    }),
  }),
  command(engine, {
    ...{ chart, collection, event: 'CANCEL_SESSION' },
    body: z.strictObject({ sessionId: id }),
  }),
];

const afterwards = (engine: Engine): Operation[] => [
  command(engine, {
    ...{ chart, collection, event: 'RECORD_ATTENDANCE' },
    body: z.strictObject({ sessionId: id, entries }),
    within: (tx, body, instance) =>
      mustHavePlaces(
        tx,
        instance.id,
        body.entries.map(({ bookingId }) => bookingId),
      ),
  }),
  ...['REACH_MILESTONE', 'GIVE_UP_MILESTONE'].map((event) =>
    command(engine, { chart, collection, event, body: z.strictObject({ milestoneId: id }) }),
  ),
  command(engine, {
    ...{ chart, collection, event: 'MOVE_MILESTONE' },
    body: z.strictObject({ milestoneId: id, on: isoDate }),
    within: async (tx, { on }) => mustBeAhead(on, todayOf(tx)),
  }),
  sends(engine, {
    ...{ chart, collection, event: 'ADD_FOLLOW_UP' },
    body: z.strictObject({ who: z.enum(LATER), task: text(2000), on: isoDate }),
    prepare: (activityId, { who, task, on }) => {
      const followUpId = idFrom('followUp', activityId, who, on, task);
      return {
        payload: { followUpId, on, owedBy: who },
        within: (tx) => keepFollowUp(tx, { id: followUpId, activityId, who, task, on }),
      };
    },
  }),
  command(engine, {
    ...{ chart, collection, event: 'DO_FOLLOW_UP' },
    body: z.strictObject({ followUpId: id }),
  }),
];
