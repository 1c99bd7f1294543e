import { randomUUID } from 'node:crypto';
import { IsNull } from 'typeorm';
import { Refused } from '../api/index.js';
import { todayOf } from '../people/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { Referral } from './referral.entity.js';

/** A question to an adviser. `dueOn`: ISO date by which they should answer. */
export interface ReferralQuestion {
  readonly adviser: string;
  readonly organisation: Referral['organisation'];
  readonly question: string;
  readonly dueOn: string;
}

/** Keeps the question, as the caller. Throws Refused 422 'not-an-adviser'. */
export async function askAdviser(tx: Tx, needId: string, asked: ReferralQuestion): Promise<void> {
  const { adviser, organisation, question, dueOn } = asked;
  const [post] = await tx.query(
    `select 1 from cpd.post where person_id = $1 and post = 'adviser' and from_date <= $2
      and (to_date is null or to_date > $2)`,
    [adviser, todayOf(tx)],
  );
  if (!post) {
    throw new Refused(422, 'not-an-adviser', 'Needs are referred to somebody who is an adviser here today.');
  }
  await tx.manager.getRepository(Referral).insert({
    ...{
      id: randomUUID(),
      schoolId: tx.principal.school,
      needId,
      organisation,
      adviserId: adviser,
      question,
    },
    ...{ dueOn, askedBy: tx.principal.person ?? '', askedAt: tx.at },
    ...{ answer: null, activityId: null, answeredAt: null, takenBackAt: null },
  });
}

/** Keeps the adviser's answer with the question that is open. */
export async function answerReferral(
  tx: Tx,
  needId: string,
  answer: string,
  activityId: string | null,
): Promise<void> {
  await tx.manager
    .getRepository(Referral)
    .update(
      { needId, answeredAt: IsNull(), takenBackAt: IsNull() },
      { answer, activityId, answeredAt: tx.at },
    );
}

/** The question is open no longer; what was asked stays on record. */
export async function takeReferralBack(tx: Tx, needId: string): Promise<void> {
  await tx.manager
    .getRepository(Referral)
    .update({ needId, answeredAt: IsNull(), takenBackAt: IsNull() }, { takenBackAt: tx.at });
}
