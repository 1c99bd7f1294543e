import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Refused } from '../api/problem.js';
import { Raising } from '../needs/index.js';
import type { Proof } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { FollowUp } from './follow-up.entity.js';

export interface FollowUpAsked {
  readonly kind: 'task' | 'need';
  readonly title: string;
  readonly forPersonId: string;
  /** ISO date. */
  readonly dueOn: string | null;
}

/** What follows from an evaluation: tasks, and training needs that go on the list like any other. */
@Injectable()
export class FollowUps {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Raising) private readonly raising: Raising,
  ) {}

  /** Throws Refused 404 'not-found', 422 'unknown-person'. */
  async add(tx: Tx, evaluationId: string, asked: FollowUpAsked): Promise<FollowUp> {
    await mustExist(tx, 'select 1 from cpd.evaluation where id = $1', evaluationId);
    const [person] = await tx.query('select 1 from cpd.person where id = $1 and staff_group is not null', [
      asked.forPersonId,
    ]);
    if (!person) throw new Refused(422, 'unknown-person', 'This person is not on the staff of this school.');
    const id = randomUUID();
    await tx.manager.insert(FollowUp, {
      ...{ id, schoolId: tx.principal.school, evaluationId, ...asked },
      ...{ madeBy: tx.principal.person ?? '', madeAt: tx.at },
    });
    return this.one(tx, id);
  }

  /** What is open for the caller; what is due first comes first. */
  openFor(tx: Tx): Promise<FollowUp[]> {
    return tx.manager.find(FollowUp, {
      where: { forPersonId: tx.principal.person ?? '', doneAt: IsNull() },
      order: { dueOn: { direction: 'ASC', nulls: 'LAST' }, madeAt: 'ASC', id: 'ASC' },
      take: 200,
    });
  }

  /** Throws Refused 404 'not-found', 409 'is-done'. */
  async done(tx: Tx, id: string): Promise<FollowUp> {
    const followUp = await this.one(tx, id);
    if (followUp.doneAt) throw new Refused(409, 'is-done', 'This is done already.');
    const { affected } = await tx.manager.update(
      FollowUp,
      { id },
      { doneAt: tx.at, doneBy: tx.principal.person },
    );
    if (!affected) throw new Refused(403, 'not-permitted', 'This is for somebody else to do.');
    return this.one(tx, id);
  }

  /**
   * Raises the training need: people for themselves, those who lead CPD for others. Raised once, however often.
   * Throws Refused 404, 409 'not-a-need', 409 'is-done', 403.
   */
  async raise(proof: Proof, id: string): Promise<FollowUp> {
    const { followUp, own } = await this.unit.run(proof, async (tx) => {
      const found = await this.one(tx, id);
      return { followUp: found, own: found.forPersonId === tx.principal.person };
    });
    if (followUp.kind !== 'need')
      throw new Refused(409, 'not-a-need', 'This is a task, not a training need.');
    if (followUp.doneAt) throw new Refused(409, 'is-done', 'This training need has been raised already.');
    const text = {
      ...{ title: followUp.title, outcome: '', framework: null, standards: [], wantedBy: followUp.dueOn },
    };
    if (own) await this.raising.request(proof, text, null, id);
    else {
      await this.raising.raiseForMany(
        proof,
        {
          ...text,
          origin: 'selfEvaluation',
          cycleId: null,
          people: [followUp.forPersonId],
          staffGroups: [],
        },
        id,
      );
    }
    return this.unit.run(proof, (tx) => this.done(tx, id));
  }

  private async one(tx: Tx, id: string): Promise<FollowUp> {
    const found = await tx.manager.findOneBy(FollowUp, { id });
    if (!found) throw new Refused(404, 'not-found', 'There is no such follow-up, or it is not open to you.');
    return found;
  }
}

async function mustExist(tx: Tx, sql: string, id: string): Promise<void> {
  const [row] = await tx.query(sql, [id]);
  if (!row) throw new Refused(404, 'not-found', 'There is no such evaluation, or it is not open to you.');
}
