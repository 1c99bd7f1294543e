import { holders, isHeldBy } from '../../workflows/people.js';
import type { ImpactContext } from '../../workflows/impact/impact.types.js';
import { Refused } from '../api/problem.js';
import type { InstanceRef } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';
import type { Stage, Use } from './response.entity.js';

/** What somebody answers. Of whom it is: themselves, unless the line manager enters it for somebody without a computer. */
export interface Answers {
  readonly personId?: string;
  readonly worth?: number;
  readonly learnt?: number;
  readonly support?: number;
  readonly use?: Use;
  readonly said?: string;
  readonly factors?: string;
  readonly forFacilitator?: boolean;
  /** How somebody without a computer confirmed what was entered for them. */
  readonly confirmed?: 'paper' | 'sharedDevice';
}

const UPSERT = `insert into cpd.evaluation_response (id, school_id, evaluation_id, stage, person_id, of_group, worth, learnt,
    support, use, said, factors, for_facilitator, written_by, written_at, confirmed)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  on conflict (evaluation_id, stage, person_id) do update set worth = excluded.worth, learnt = excluded.learnt,
    support = excluded.support, use = excluded.use, said = excluded.said, factors = excluded.factors,
    for_facilitator = excluded.for_facilitator, written_by = excluded.written_by, written_at = excluded.written_at,
    confirmed = excluded.confirmed`;

/**
 * Keeps one person's answers to a stage, as whoever writes; answering again while the stage is open changes them.
 * Throws Refused 422 'not-taken-part', 'not-confirmed', 403 'not-permitted'.
 */
export async function keepAnswers(
  tx: Tx,
  evaluation: InstanceRef,
  stage: Stage,
  answers: Answers,
): Promise<void> {
  const { people, bookingId } = evaluation.context as unknown as ImpactContext;
  const person = answers.personId ?? ownAnswerOf(people.person, tx.principal.person ?? '');
  if (!isHeldBy(people.person, person))
    throw new Refused(422, 'not-taken-part', 'Say for whom: this person did not take part.');
  if (bookingId === null && person !== tx.principal.person)
    await mayEnterFor(tx, evaluation, person, answers);
  await tx.query(UPSERT, [
    ...[idFrom('impact', evaluation.id, stage, person), tx.principal.school, evaluation.id, stage, person],
    bookingId === null,
    ...[answers.worth ?? null, answers.learnt ?? null, answers.support ?? null, answers.use ?? null],
    ...[answers.said ?? '', answers.factors ?? '', answers.forFacilitator ?? false],
    ...[tx.principal.person, tx.at, answers.confirmed ?? null],
  ]);
}

/** One person's evaluation is about that person, whoever writes; in a group everybody answers for themselves. */
function ownAnswerOf(taking: ImpactContext['people']['person'], writer: string): string {
  const people = holders(taking);
  return people.length === 1 ? (people[0] ?? writer) : writer;
}

/** In a group: for people without a computer, who confirm what was entered. Whoever judges the group may do so as well. */
async function mayEnterFor(tx: Tx, { id, context }: InstanceRef, person: string, answers: Answers) {
  const { lineManager } = (context as unknown as ImpactContext).people;
  if (isHeldBy(lineManager, tx.principal.person ?? '')) return;
  const [row] = await tx.query<{ may: boolean }>('select cpd.enters_answers_for($1, $2) as may', [
    id,
    person,
  ]);
  if (!row?.may)
    throw new Refused(
      403,
      'not-permitted',
      'You enter answers for people without a computer whom you manage, or who came to what you lead.',
    );
  if (answers.confirmed === undefined)
    throw new Refused(422, 'not-confirmed', 'Say how they confirmed it: on paper or on a shared device.');
}
