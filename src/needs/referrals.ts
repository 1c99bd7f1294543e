import { randomUUID } from 'node:crypto';
import { IsNull } from 'typeorm';
import { Refused } from '../api/index.js';
import type { CommandHandler } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { Referral } from './referral.entity.js';

/** The trust or the local authority that a school belongs to. `advised`: it has an adviser today. */
export interface OrganisationAbove {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly advised: boolean;
}

/** Nearest first. */
export const organisationsAbove = (tx: Tx): Promise<OrganisationAbove[]> =>
  tx.query<OrganisationAbove & object>('select id, kind, name, advised from cpd.organisations_above()');

/** A question to the adviser of an organisation. `dueOn`: ISO date by which they should answer. */
export interface ReferralQuestion {
  readonly organisationId: string;
  readonly question: string;
  readonly dueOn: string;
}

/** Keeps the question, as the caller. Throws Refused 422 'unknown-organisation', 'no-adviser'. */
export async function askAdviser(tx: Tx, needId: string, asked: ReferralQuestion): Promise<void> {
  const { organisationId, question, dueOn } = asked;
  const organisation = (await organisationsAbove(tx)).find(({ id }) => id === organisationId);
  if (!organisation) {
    throw new Refused(
      422,
      'unknown-organisation',
      'Needs are referred to the trust or the local authority that this school belongs to.',
    );
  }
  if (!organisation.advised) {
    throw new Refused(422, 'no-adviser', `${organisation.name} has nobody who advises today.`);
  }
  await tx.manager.getRepository(Referral).insert({
    ...{ id: randomUUID(), schoolId: tx.principal.school, needId, organisationId, question, dueOn },
    ...{ askedBy: tx.principal.person ?? '', askedAt: tx.at, adviserId: null, answeredBy: null },
    ...{ answer: null, activityId: null, answeredAt: null, takenBackAt: null },
  });
}

/** Keeps the adviser's answer with the question that is open. Throws Refused 422 'unknown-activity'. */
export async function answerReferral(
  tx: Tx,
  needId: string,
  answer: string,
  activityId: string | null,
): Promise<void> {
  if (activityId !== null) {
    const [row] = await tx.query<{ known: boolean }>('select cpd.activity_is_for($1, $2) as known', [
      needId,
      activityId,
    ]);
    if (!row?.known) {
      throw new Refused(422, 'unknown-activity', 'The school that asks knows no such activity.');
    }
  }
  await tx.query(
    `update cpd.referral set answer = $2, activity_id = $3, answered_at = $4, answered_by = $5
      where need_id = $1 and answered_at is null and taken_back_at is null`,
    [needId, answer, activityId, tx.at, tx.principal.person],
  );
}

/** The question is open no longer; what was asked stays on record. */
export async function takeReferralBack(tx: Tx, needId: string): Promise<void> {
  await tx.manager
    .getRepository(Referral)
    .update({ needId, answeredAt: IsNull(), takenBackAt: IsNull() }, { takenBackAt: tx.at });
}

/** Advisers are people of another organisation: they are told there. */
export const tellAdvisers: CommandHandler = {
  command: 'tellAdvisers',
  handle: async ({ tx, instance, effect, at }, { about }) => {
    await tx.query('select cpd.notify_advisers($1, $2, $3, $4)', [instance.id, about, effect, at]);
  },
};
