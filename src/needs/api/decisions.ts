import { z } from 'zod';
import type { InstanceRef } from '../../engine/index.js';
import { id, isoDate, text } from '../../api/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { mustBeActivity, mustBeGroup, mustBeKnown } from '../known.js';
import { giveReason, takeReasonBack } from '../need-words.js';
import { answerReferral, askAdviser, takeReferralBack } from '../referrals.js';

/** One event that people send to a need: what is sent along, what of it joins the event, what is written with it. */
export interface Decision<B extends z.ZodType = z.ZodType> {
  readonly body: B;
  payload(body: z.output<B>): Record<string, unknown>;
  within?(tx: Tx, body: z.output<B>, instance: InstanceRef): Promise<void>;
}

const decision = <B extends z.ZodType>(spec: Decision<B>): Decision<B> => spec;

const nothing = z.strictObject({});
const reason = text(4000).meta({ description: 'Read by the person whose need it is' });
const plain = decision({ body: nothing, payload: () => ({}) });

export const triageBody = z.strictObject({
  level: z.enum(['individual', 'team', 'school', 'national']),
  themeId: id,
  priorityId: id.nullable().default(null).meta({ description: 'Null: no school priority, individual' }),
  rank: z.int().min(1).max(10_000).meta({ description: '1 is most urgent' }),
  ownerId: id.nullable().default(null).meta({ description: 'Who looks after a need of a team' }),
});

const judged = decision({
  body: z.strictObject({ note: text(4000).optional() }),
  payload: () => ({ bookingId: null }),
  within: (tx, { note }, { id: needId }) => giveReason(tx, needId, 'judged', note),
});

/** Every event of a need that people send. */
export const decisions = {
  UPHOLD: decision({
    body: z.strictObject({ reason: reason.optional() }),
    payload: () => ({}),
    within: (tx, body, need) => giveReason(tx, need.id, 'upheld', body.reason),
  }),
  SET_ASIDE: decision({
    body: z.strictObject({ reason }),
    payload: () => ({}),
    within: (tx, body, need) => giveReason(tx, need.id, 'setAside', body.reason),
  }),
  TRIAGE: decision({
    body: triageBody,
    payload: (body) => body,
    within: (tx, body) => mustBeKnown(tx, body),
  }),
  DEFER: decision({
    body: z.strictObject({ until: isoDate, reason }),
    payload: ({ until }) => ({ until }),
    within: (tx, { until, reason: why }, need) => giveReason(tx, need.id, 'deferred', why, until),
  }),
  BRING_BACK: plain,
  DECLINE: decision({
    body: z.strictObject({ reason }),
    payload: () => ({}),
    within: (tx, body, need) => giveReason(tx, need.id, 'declined', body.reason),
  }),
  UNDO: decision({
    body: nothing,
    payload: () => ({}),
    within: (tx, _body, need) => takeReasonBack(tx, need),
  }),
  REFER: decision({
    body: z.strictObject({
      organisationId: id.meta({ description: 'The trust or local authority: see organisations.above' }),
      question: text(4000),
      dueOn: isoDate,
    }),
    payload: ({ organisationId, dueOn }) => ({ organisationId, dueOn }),
    within: (tx, body, need) => askAdviser(tx, need.id, body),
  }),
  ANSWER: decision({
    body: z.strictObject({
      answer: text(4000),
      activityId: id.nullable().default(null).meta({ description: 'An activity that the school knows' }),
      advised: z.boolean().default(false).meta({
        description: 'A way for the school to look into. Without it and without an activity: there is none',
      }),
    }),
    payload: ({ activityId, advised }) => ({ activityId, advised }),
    within: (tx, { answer, activityId }, need) => answerReferral(tx, need.id, answer, activityId),
  }),
  TAKE_BACK: decision({
    body: nothing,
    payload: () => ({}),
    within: (tx, _body, need) => takeReferralBack(tx, need.id),
  }),
  MATCH: decision({
    body: z.strictObject({ activityId: id }),
    payload: (body) => body,
    within: (tx, { activityId }) => mustBeActivity(tx, activityId),
  }),
  UNMATCH: decision({ body: z.strictObject({ activityId: id }), payload: (body) => body }),
  MET: judged,
  PARTLY_MET: judged,
  NOT_MET: judged,
  REOPEN: decision({
    body: z.strictObject({ reason: reason.optional() }),
    payload: () => ({}),
    within: (tx, body, need) => giveReason(tx, need.id, 'reopened', body.reason),
  }),
  GROUP: decision({
    body: z.strictObject({ groupId: id }),
    payload: (body) => body,
    within: (tx, { groupId }) => mustBeGroup(tx, groupId),
  }),
  UNGROUP: plain,
  WITHDRAW: decision({
    body: z.strictObject({ reason: reason.optional() }),
    payload: () => ({}),
    within: (tx, body, need) => giveReason(tx, need.id, 'withdrawn', body.reason),
  }),
  PAUSE: decision({ body: z.strictObject({ from: isoDate }), payload: (body) => body }),
  RESUME: decision({ body: z.strictObject({ to: isoDate }), payload: (body) => body }),
} satisfies Record<string, Decision>;

/** What those who lead CPD may decide about many needs at once. */
export const manyDecision = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('TRIAGE'), ...triageBody.shape }),
  z.strictObject({ event: z.literal('DEFER'), ...decisions.DEFER.body.shape }),
  z.strictObject({ event: z.literal('DECLINE'), ...decisions.DECLINE.body.shape }),
  z.strictObject({ event: z.literal('GROUP'), ...decisions.GROUP.body.shape }),
  z.strictObject({ event: z.literal('UNGROUP') }),
  z.strictObject({ event: z.literal('BRING_BACK') }),
  z.strictObject({ event: z.literal('UNDO') }),
]);
